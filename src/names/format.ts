import {
  countsLayers,
  dimensionsOf,
  NUMERIC_KNOBS,
  type Operator,
  SWITCH_KNOBS,
  type SwitchCode,
} from '../model/operators';
import type { ModelShape, NumericDimension, VisionInput } from '../model/shape';
import { SIZES, type Size, type SizeName, VOCAB_SIZE } from '../model/sizes';
import { LARGEST_SIDE, PAPER_VISION, VISION_SIZES, type VisionSize } from '../model/vision';

const NUMERIC_DIMENSIONS = [...new Set(NUMERIC_KNOBS.flatMap(({ dimensions }) => dimensions))];

const LAYERS: readonly NumericDimension[] = ['encoderLayers', 'decoderLayers'];

const WIDTHS = NUMERIC_KNOBS.filter(({ code }) => !countsLayers(code)).flatMap(
  ({ dimensions }) => dimensions,
);

/**
 * The canonical name of a shape: the fewest operators, ties to the smaller size; or null for a shape outside the
 * grammar (gated, untied, another vocabulary, several memory heads, numbers beyond the limits; of a Vision Transformer,
 * other classes than Table 5's).
 */
export function formatName(shape: ModelShape): string | null {
  if (shape.vision !== undefined) {
    return shape.vision.classes === PAPER_VISION.classes ? formatVisionName(shape, shape.vision) : null;
  }
  if (!hasName(shape)) return null;
  const size = nearest(shape);
  return [...operatorsBetween(size.shape, shape).map(spell), size.name].join('-');
}

/**
 * The name of a shape with the flag that makes the rest of it: `ViT-S/32 --classes 1000`. The canonical name where that says
 * everything; null where there is neither.
 */
export function nameWithFlags(shape: ModelShape): string | null {
  const classes = shape.vision?.classes ?? PAPER_VISION.classes;
  if (shape.vision === undefined || classes === PAPER_VISION.classes) return formatName(shape);
  const name = formatVisionName(shape, shape.vision);
  return name === null ? null : `${name} --classes ${classes}`;
}

/** The name of a Vision Transformer, whatever its classes. */
function formatVisionName(shape: ModelShape, vision: VisionInput): string | null {
  if (!isInSight(vision) || !isPlainVision(shape)) return null;
  const { patchSize, imageSize } = vision;
  const operators = ({ shape: size }: VisionSize) => operatorsBetween(size, shape);
  const nearestVision = VISION_SIZES.reduce((best, next) =>
    operators(next).length < operators(best).length ? next : best,
  );
  const image = imageSize === PAPER_VISION.imageSize ? '' : `@${imageSize}`;
  const head = `ViT-${nearestVision.name}/${patchSize}${image}`;
  return [head, ...operators(nearestVision).map(spell)].join('-');
}

/** Whether patches tile the image, and neither is beyond what a name can say. */
function isInSight({ patchSize, imageSize }: VisionInput): boolean {
  const isSide = (pixels: number) => Number.isInteger(pixels) && pixels > 0 && pixels <= LARGEST_SIDE;
  return isSide(patchSize) && isSide(imageSize) && imageSize % patchSize === 0;
}

/** Whether the fields that operators do not set are those of every Vision Transformer. */
function isPlainVision(shape: ModelShape): boolean {
  const { decoderLayers, numMemoryHeads, sharedKv, gatedFf, tiedEmbedding, vocabSize } = shape;
  const switchedOff = !sharedKv && !gatedFf && !tiedEmbedding && numMemoryHeads === 0;
  const dimensions = NUMERIC_DIMENSIONS.filter((dimension) => dimension !== 'decoderLayers');
  return (
    switchedOff &&
    decoderLayers === 0 &&
    vocabSize === 0 &&
    dimensions.every((dimension) => isInReach(shape, dimension, 1))
  );
}

/** The size that is the fewest operators away from a shape, ties to the smaller: the one that a canonical name ends on. */
export function nearestSize(shape: ModelShape): SizeName {
  return nearest(shape).name;
}

/** The operators, in canonical order, that make one shape of another as far as operators can. */
function operatorsBetween(from: ModelShape, to: ModelShape): Operator[] {
  const differs = (dimension: NumericDimension) => from[dimension] !== to[dimension];
  const isOneDepth =
    to.encoderLayers === to.decoderLayers && differs('encoderLayers') && differs('decoderLayers');
  const depthCodes = isOneDepth || to.vision !== undefined ? ['NL'] : ['EL', 'DL'];
  const numeric = NUMERIC_KNOBS.filter(
    ({ code }) => (!countsLayers(code) || depthCodes.includes(code)) && dimensionsOf(code, to).every(differs),
  ).map(({ code, dimensions }) => ({ code, value: to[dimensions[0] as NumericDimension] }));
  return [...numeric, ...switches(to).map((code) => ({ code }))];
}

function switches(shape: ModelShape): SwitchCode[] {
  return SWITCH_KNOBS.filter(({ setting }) =>
    (Object.keys(setting) as (keyof ModelShape)[]).every((key) => shape[key] === setting[key]),
  ).map(({ code }) => code);
}

function nearest(shape: ModelShape): Size {
  return SIZES.reduce((best, next) =>
    operatorsAway(next.shape, shape) < operatorsAway(best.shape, shape) ? next : best,
  );
}

// Counted without making the operators, since a search asks for every shape. Switches count the same from every size.
function operatorsAway(size: ModelShape, shape: ModelShape): number {
  const encoder = size.encoderLayers === shape.encoderLayers ? 0 : 1;
  const decoder = size.decoderLayers === shape.decoderLayers ? 0 : 1;
  const depths = shape.encoderLayers === shape.decoderLayers ? Math.max(encoder, decoder) : encoder + decoder;
  return WIDTHS.reduce((away, width) => away + (size[width] === shape[width] ? 0 : 1), depths);
}

function hasName(shape: ModelShape): boolean {
  const hasFixedParts = !shape.gatedFf && shape.tiedEmbedding && shape.vocabSize === VOCAB_SIZE;
  const hasMemoryHeads = shape.numMemoryHeads === 0 || shape.numMemoryHeads === 1;
  const isLayers = (dimension: NumericDimension) => LAYERS.includes(dimension);
  return (
    hasFixedParts &&
    hasMemoryHeads &&
    LAYERS.some((stack) => shape[stack] > 0) &&
    NUMERIC_DIMENSIONS.every((dimension) => isInReach(shape, dimension, isLayers(dimension) ? 0 : 1))
  );
}

function isInReach(shape: ModelShape, dimension: NumericDimension, least: number): boolean {
  const value = shape[dimension];
  const limit = NUMERIC_KNOBS.find(({ dimensions }) => dimensions.includes(dimension))?.limit ?? 0;
  return Number.isInteger(value) && value >= least && value <= limit;
}

function spell(operator: Operator): string {
  if (!('value' in operator)) return operator.code;
  const { code, value } = operator;
  const isInThousands = !countsLayers(code) && value % 1024 === 0;
  return code + (isInThousands ? `${value / 1024}K` : `${value}`);
}
