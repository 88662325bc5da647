import released from '../../../presets/published/released.json';
import { takeCensus } from '../../census/census';
import { weightElements } from '../../census/parameters';
import { PAPER_WORKLOAD } from '../../census/workload';
import type { ModelShape, NumericDimension } from '../../model/shape';
import { sizeNamed } from '../../model/sizes';
import { nearestSize } from '../../names/format';
import { parseName } from '../../names/parse';
import { formatWhole } from '../../units/format';
import { exactly } from '../../units/interval';
import { CHECKPOINTS, heldShape, MISFITS, type Misfit, tellDimensions } from '../released';
import { type Claim, claimOfWords } from './claim';

/** A released weight file: what its checkpoint is called, and what its configuration says where it has one. */
interface WeightFile {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** Bytes that its container may take beside the weights. */
  readonly largestContainer: number;
  readonly config: Partial<ModelShape>;
}

const CONTAINERS: Readonly<Record<string, number>> = released.largestContainerBytes;

/** The weight files whose sizes are known. */
function weightFiles(): WeightFile[] {
  return CHECKPOINTS.flatMap(({ name, files, config = {} }) =>
    Object.entries(files).map(([file, bytes]) => ({
      name,
      file,
      bytes: bytes as number,
      largestContainer: CONTAINERS[file] as number,
      config,
    })),
  );
}

const GROUP = 'Released weights';

/** Whether released weights hold the parameters of the shape that their checkpoint is named after. */
export function claimsOfReleased(): Claim[] {
  const recorded = MISFITS.filter(({ files }) => Object.keys(files).length === 0);
  return [...weightFiles().map(claimOfFile), ...recorded.map(claimOfRecord)];
}

/** A weight file whose size is known. */
function claimOfFile(weights: WeightFile): Claim {
  const { name, file, bytes, largestContainer } = weights;
  const shape = parseName(name);
  const value = released.bytesPerParameter * parametersOf(shape);
  const statement = {
    group: GROUP,
    subject: `${name}, ${file}`,
    printed: writeBytes(bytes),
    note: fits(weights, shape) ? null : explainWeights(weights, shape),
  };
  const stated = { least: bytes - largestContainer, most: bytes };
  return claimOfWords(statement, stated, [{ reading: '', value, interval: exactly(value) }], writeBytes);
}

/** A checkpoint without the size of a file: the parameters of its name beside those of the shape on record. */
function claimOfRecord(misfit: Misfit): Claim {
  const { name, holds } = misfit;
  const named = parametersOf(parseName(name));
  const value = parametersOf(heldShape(misfit));
  const statement = {
    group: GROUP,
    subject: `${name}, parameters`,
    printed: writeParameters(named),
    note: `the record is of the layers found in the weights, ${tellDimensions(holds)}; the size of the file is not at hand`,
  };
  const reading = { reading: '', value, interval: exactly(value) };
  return claimOfWords(statement, exactly(named), [reading], writeParameters);
}

function writeParameters(parameters: number): string {
  return `${formatWhole(parameters)} parameters`;
}

function writeBytes(bytes: number): string {
  return `${formatWhole(bytes)} bytes`;
}

function parametersOf(shape: ModelShape): number {
  return weightElements(takeCensus(shape, PAPER_WORKLOAD));
}

/** Whether a file is as large as a shape's weights and at most a container. */
function fits({ bytes, largestContainer }: WeightFile, shape: ModelShape): boolean {
  const container = bytes - released.bytesPerParameter * parametersOf(shape);
  return container >= 0 && container <= largestContainer;
}

/** A shape that the weights could be of, and how it is told from the one that the name stands for. */
interface Candidate {
  readonly shape: ModelShape;
  readonly told: string;
}

/**
 * The shape that weights fit: that of their configuration or the plain size, else those with one other dimension, depths
 * before widths.
 */
function explainWeights(weights: WeightFile, shape: ModelShape): string {
  const search = (candidates: readonly Candidate[]) =>
    candidates.filter((candidate) => fits(weights, candidate.shape));
  const [likely] = search(likelyShapes(weights, shape));
  const [found, ...others] = likely ? [likely] : search(shapesOneKnobAway(shape));
  if (found === undefined) return 'no shape with one other dimension fits either';
  const more = others.map(({ told }) => told).join(' or ');
  const text = `the weights fit ${found.told}: ${writeParameters(parametersOf(found.shape))}`;
  return more === '' ? text : `${text}; so do ${more}`;
}

function likelyShapes({ config }: WeightFile, shape: ModelShape): Candidate[] {
  const size = sizeNamed(nearestSize(shape));
  return [
    { shape: { ...shape, ...config }, told: `their configuration, ${tellDifference(shape, config)}` },
    { shape: size.shape, told: `${size.name} as it is` },
  ];
}

function shapesOneKnobAway(shape: ModelShape): Candidate[] {
  return KNOBS.flatMap(({ dimensions, values }) =>
    values.map((value) => {
      const turned = Object.fromEntries(dimensions.map((dimension) => [dimension, value]));
      return { shape: { ...shape, ...turned }, told: tellDimensions(turned) };
    }),
  );
}

function tellDifference(shape: ModelShape, config: Partial<ModelShape>): string {
  const keys = Object.keys(config) as (keyof ModelShape)[];
  const different = keys.filter((key) => config[key] !== shape[key]);
  return tellDimensions(Object.fromEntries(different.map((key) => [key, config[key]])));
}

/** A dimension to search, depths before widths; widths in steps that matrix units like. */
interface Knob {
  readonly dimensions: readonly NumericDimension[];
  readonly values: readonly number[];
}

const KNOBS: readonly Knob[] = [
  { dimensions: ['decoderLayers'], values: multiples(1, 48) },
  { dimensions: ['encoderLayers'], values: multiples(1, 48) },
  { dimensions: ['encoderLayers', 'decoderLayers'], values: multiples(1, 48) },
  { dimensions: ['numHeads'], values: multiples(1, 256) },
  { dimensions: ['dKv'], values: multiples(16, 256) },
  { dimensions: ['dFf'], values: multiples(128, 131_072) },
  { dimensions: ['dModel'], values: multiples(64, 2048) },
];

/** The multiples of a step up to a number. */
function multiples(step: number, most: number): number[] {
  return Array.from({ length: Math.floor(most / step) }, (_, i) => step * (i + 1));
}
