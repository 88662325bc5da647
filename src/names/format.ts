import {
  countsLayers,
  NUMERIC_KNOBS,
  type Operator,
  SWITCH_KNOBS,
  type SwitchCode,
} from '../model/operators';
import type { ModelShape, NumericDimension } from '../model/shape';
import { SIZES, type Size, type SizeName, VOCAB_SIZE } from '../model/sizes';

const NUMERIC_DIMENSIONS = [...new Set(NUMERIC_KNOBS.flatMap(({ dimensions }) => dimensions))];

const WIDTHS = NUMERIC_KNOBS.filter(({ code }) => !countsLayers(code)).flatMap(
  ({ dimensions }) => dimensions,
);

/**
 * The canonical name of a shape: the fewest operators, ties to the smaller size; or null for a shape outside the
 * grammar (gated, untied, another vocabulary, several memory heads, numbers beyond the limits).
 */
export function formatName(shape: ModelShape): string | null {
  if (!hasName(shape)) return null;
  const size = nearest(shape);
  return [...operatorsBetween(size.shape, shape).map(spell), size.name].join('-');
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
  const depthCodes = isOneDepth ? ['NL'] : ['EL', 'DL'];
  const numeric = NUMERIC_KNOBS.filter(
    ({ code, dimensions }) => (!countsLayers(code) || depthCodes.includes(code)) && dimensions.every(differs),
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
  return (
    hasFixedParts && hasMemoryHeads && NUMERIC_DIMENSIONS.every((dimension) => isInReach(shape, dimension))
  );
}

function isInReach(shape: ModelShape, dimension: NumericDimension): boolean {
  const value = shape[dimension];
  const limit = NUMERIC_KNOBS.find(({ dimensions }) => dimensions.includes(dimension))?.limit ?? 0;
  return Number.isInteger(value) && value >= 1 && value <= limit;
}

function spell(operator: Operator): string {
  if (!('value' in operator)) return operator.code;
  const { code, value } = operator;
  const isInThousands = !countsLayers(code) && value % 1024 === 0;
  return code + (isInThousands ? `${value / 1024}K` : `${value}`);
}
