import type { ModelEstimate } from '../estimate/model';
import { type Ratios, ratiosTo } from '../estimate/versus';
import type { Quality } from '../evidence/quality/quality';
import { NUMERIC_KNOBS, type OperatorCode, SWITCH_KNOBS } from '../model/operators';
import type { ModelShape } from '../model/shape';
import { sizeNamed } from '../model/sizes';
import { VISION_SIZES } from '../model/vision';
import { formatName, nearestSize } from '../names/format';
import { costRatio, type MetricName } from './metrics';

/** From one model of a series to the next: what the step costs and what it buys. */
export interface SeriesStep extends Omit<Ratios, 'name'> {
  readonly from: string;
  readonly to: string;
  /** Of the sweep's cost metric: seconds a step where that is speed. */
  readonly costRatio: number;
  /** Points of the score, both on the basis of the series; null where one of the two is unknown. */
  readonly averageChangePoints: number | null;
  /** Points for each tenth of the cost that is added; null where no cost is added or no score known. */
  readonly pointsPerTenPercent: number | null;
}

/** Models that differ in one knob alone, in the order of its values. */
export interface Series {
  /** `NL of SM`. */
  readonly name: string;
  readonly knob: OperatorCode;
  /** What the knob is turned to; a switch is off (0) or on (1). */
  readonly values: readonly number[];
  readonly models: readonly string[];
  /** What the scores of its steps are: all published, all fitted (never one of each in a step), or unknown. */
  readonly scoreBasis: Quality['basis'] | null;
  readonly steps: readonly SeriesStep[];
}

/** A series with its estimates, before anything is told of it. */
export interface Row {
  readonly series: Series;
  readonly estimates: readonly ModelEstimate[];
  /** Its scores, on one basis; null where any is unknown. */
  readonly scores: readonly number[] | null;
}

/** How a knob is read from a shape, and the dimensions that it does not hold fast. */
interface Reading {
  readonly code: OperatorCode;
  readonly dimensions: readonly (keyof ModelShape)[];
  /** Null where the shape is not on the knob's scale. */
  readonly valueIn: (shape: ModelShape) => number | null;
}

const READINGS: readonly Reading[] = [
  ...NUMERIC_KNOBS.map(({ code, dimensions }) => ({
    code,
    dimensions,
    valueIn: (shape: ModelShape) =>
      isOneOfOneStack(code, shape) ? null : onlyValue(dimensions.map((dimension) => shape[dimension])),
  })),
  ...SWITCH_KNOBS.map(({ code, setting }) => {
    const [[dimension, on]] = Object.entries(setting) as [[keyof ModelShape, unknown]];
    return {
      code,
      dimensions: [dimension],
      valueIn: (shape: ModelShape) => (shape[dimension] === on ? 1 : 0),
    };
  }),
];

/** Of a model with one stack, NL says all. */
function isOneOfOneStack(code: OperatorCode, { encoderLayers, decoderLayers }: ModelShape): boolean {
  return (code === 'EL' || code === 'DL') && (encoderLayers === 0 || decoderLayers === 0);
}

/** A stack that is not there has no layers to turn. */
function onlyValue(values: readonly number[]): number | null {
  const turned = [...new Set(values.filter((value) => value > 0))];
  return turned.length === 1 ? (turned[0] as number) : null;
}

/**
 * The series among models: all that differ in one knob, two or more of them. A model may stand in several: where a grid
 * turns two knobs, in one of each.
 */
export function findSeries(models: readonly ModelEstimate[], cost: MetricName): Row[] {
  const turned = READINGS.filter(
    ({ valueIn }) => new Set(models.map(({ shape }) => valueIn(shape))).size > 1,
  );
  const signatures = models.map(signatureOf);
  return turned.flatMap((reading) => {
    const groups = new Map<string, { value: number; model: ModelEstimate }[]>();
    models.forEach((model, i) => {
      const value = reading.valueIn(model.shape);
      if (value === null) return;
      const key = (signatures[i] as Signature)(reading.dimensions);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ value, model }]);
      else group.push({ value, model });
    });
    return [...groups.values()].flatMap((group) => seriesOf(reading.code, group, cost));
  });
}

/** What a model has but some dimensions, as text. */
type Signature = (without: readonly (keyof ModelShape)[]) => string;

function signatureOf({ shape, workload, slice: { machine, chips } }: ModelEstimate): Signature {
  const run = [workload.sequences, workload.encoderLength, workload.decoderLength, machine, chips].join();
  const fields = Object.entries(shape)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const);
  return (without) => {
    const held = fields.map(([key, text]) => (without.includes(key as keyof ModelShape) ? '' : text));
    return `${held.join()} ${run} ${stacksOf(shape)}`;
  };
}

/** Which stacks are there: a knob never adds one. */
function stacksOf({ encoderLayers, decoderLayers }: ModelShape): string {
  return `${encoderLayers > 0} ${decoderLayers > 0}`;
}

function seriesOf(
  knob: OperatorCode,
  group: readonly { value: number; model: ModelEstimate }[],
  cost: MetricName,
): Row[] {
  const byValue = new Map(group.map((member) => [member.value, member]));
  if (byValue.size < 2) return [];
  const members = [...byValue.values()].sort((a, b) => a.value - b.value);
  const estimates = members.map(({ model }) => model);
  const { basis, scores } = scoresOnOneBasis(estimates);
  const steps = estimates.slice(1).map((to, i) => {
    const averageChangePoints = scores === null ? null : (scores[i + 1] as number) - (scores[i] as number);
    return stepBetween(estimates[i] as ModelEstimate, to, { cost, averageChangePoints });
  });
  const series = {
    name: `${knob} of ${nameWithout(knob, estimates)}`,
    knob,
    values: members.map(({ value }) => value),
    models: estimates.map(({ name }) => name),
    scoreBasis: basis,
    steps,
  };
  return [{ series, estimates, scores }];
}

/** A printed score beside a fitted one would show the error of the fit as a gain: all are the one, or all the other. */
function scoresOnOneBasis(
  estimates: readonly ModelEstimate[],
):
  | { readonly basis: Quality['basis']; readonly scores: number[] }
  | { readonly basis: null; readonly scores: null } {
  const known = estimates.filter(({ quality }) => quality !== null);
  const published = known.flatMap(({ publishedQuality }) => publishedQuality ?? []);
  const fitted = known.flatMap(({ fittedQuality }) => fittedQuality ?? []);
  const chosen = [published, fitted].find(({ length }) => length === estimates.length);
  if (chosen === undefined) return { basis: null, scores: null };
  return {
    basis: chosen === published ? 'published' : 'fitted',
    scores: chosen.map(({ average }) => average),
  };
}

function stepBetween(
  from: ModelEstimate,
  to: ModelEstimate,
  { cost, averageChangePoints }: { cost: MetricName; averageChangePoints: number | null },
): SeriesStep {
  const { name: _, ...ratios } = ratiosTo(from, to);
  const ratio = costRatio(cost, from, to);
  return {
    from: from.name,
    to: to.name,
    ...ratios,
    costRatio: ratio,
    averageChangePoints,
    pointsPerTenPercent:
      averageChangePoints === null || ratio <= 1 ? null : averageChangePoints / (10 * (ratio - 1)),
  };
}

/** What the models of a series have in common: the shortest name that is left with the knob as a size has it. */
function nameWithout(knob: OperatorCode, estimates: readonly ModelEstimate[]): string {
  const { dimensions } = READINGS.find(({ code }) => code === knob) as Reading;
  const ends = [estimates[0] as ModelEstimate, estimates.at(-1) as ModelEstimate];
  const names = ends.flatMap(({ shape }) => {
    const there = dimensions.filter((dimension) => shape[dimension] !== 0 || dimension === 'numMemoryHeads');
    return sizesNear(shape).flatMap((size) => {
      const own = there.map((dimension) => [dimension, size[dimension]]);
      return formatName({ ...shape, ...Object.fromEntries(own) }) ?? [];
    });
  });
  const shortest = names.sort((a, b) => a.length - b.length)[0];
  return shortest ?? (estimates[0] as ModelEstimate).name;
}

/** The sizes that a shape may be a variant of. */
function sizesNear(shape: ModelShape): ModelShape[] {
  if (shape.vision !== undefined) return VISION_SIZES.map((size) => size.shape);
  return [sizeNamed(nearestSize(shape)).shape];
}
