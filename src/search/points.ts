import { formatName } from '../names/format';
import type { FrontierShape, SearchMetric } from './task';

/** What a metric is called in a list of points: its unit is in the name. */
export const METRIC_KEYS = {
  flops: 'tflops',
  params: 'parameters',
  speed: 'stepsPerSecond',
  quality: 'toldAverage',
  'train-flops': 'trainFlops',
  hours: 'hours',
  usd: 'usd',
  memory: 'perCoreBytes',
} as const satisfies Readonly<Record<SearchMetric, string>>;

type MetricKey = (typeof METRIC_KEYS)[SearchMetric];

/** A shape of a frontier in a few numbers: its dimensions, its mesh, and the metrics of the search. */
export type Point = {
  readonly name: string;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly dModel: number;
  readonly dFf: number;
  readonly dKv: number;
  readonly numHeads: number;
  readonly numMemoryHeads: number;
  readonly sharedKv: boolean;
  readonly modelParallelism: number;
} & { readonly [Key in MetricKey]?: number };

/** A shape of a frontier as a point of its list. */
export function pointOf(one: FrontierShape, metrics: readonly SearchMetric[]): Point {
  const { shape, modelParallelism, values } = one;
  const { encoderLayers, decoderLayers, dModel, dFf, dKv, numHeads, numMemoryHeads, sharedKv } = shape;
  return {
    name: nameOf(one),
    ...{ encoderLayers, decoderLayers, dModel, dFf, dKv, numHeads, numMemoryHeads, sharedKv },
    modelParallelism,
    ...Object.fromEntries(metrics.map((metric, i) => [METRIC_KEYS[metric], values[i]])),
  };
}

/** The canonical name of a shape of a frontier. */
export function nameOf({ shape }: Pick<FrontierShape, 'shape'>): string {
  return formatName(shape) ?? 'unnamed';
}
