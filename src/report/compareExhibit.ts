import type { ModelEstimate } from '../estimate/model';
import type { Ratios } from '../estimate/versus';
import type { Comparison } from '../plan/compare';
import { formatCount, formatTflops, significant } from '../units/format';
import type { Axis, Chart, Point, Series } from './charts/chart';
import type { Column, Exhibit } from './exhibit';

/** More models than this are not told apart by marks of their own, but by what their figures rest on. */
const MOST_SERIES = 7;

const FLOPS: Axis = {
  label: '#TFlops a step (1e12 multiply-accumulates, forward)',
  scale: 'log',
  format: 'decimal',
};
const SCORE: Axis = {
  label: 'Average of GLUE, SuperGLUE and SQuAD (points)',
  scale: 'linear',
  format: 'decimal',
};
const SPEED: Axis = { label: 'Training steps a second', scale: 'log', format: 'decimal' };

/** What a chart reads from a model: a figure with its interval and what it rests on; null where it is not known. */
interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly basis: string;
  readonly unit: string;
}

type ReadFigure = (model: ModelEstimate) => Figure | null;

const readScore: ReadFigure = ({ quality }) =>
  quality && {
    value: quality.average,
    low: quality.low,
    high: quality.high,
    basis: quality.basis,
    unit: 'points',
  };

const readSpeed: ReadFigure = ({ throughput: { stepsPerSecond, low, high, basis } }) => ({
  value: stepsPerSecond,
  low,
  high,
  basis,
  unit: 'steps/s',
});

/**
 * A comparison as pictures of what the paper weighs: the downstream score, where it is known, and the speed, each with
 * its interval, over the FLOPs of a step; and as a table.
 */
export function exhibitComparison({ models, versus, verdicts }: Comparison): Exhibit {
  const [first] = models as [ModelEstimate, ...ModelEstimate[]];
  const scored = models.some(({ quality }) => quality !== null);
  const score = chartOf('Downstream score against FLOPs', SCORE, models, readScore);
  const speed = chartOf('Speed against FLOPs', SPEED, models, readSpeed);
  const { machine, chips } = first.slice;
  return {
    title: `Comparison with ${first.name}`,
    notes: [
      `${first.name} runs on ${chips} chips of ${machine}.`,
      'Bars are intervals: of a published score its rounding, of a fitted one and of a speed what the fit leaves open.',
      ...verdicts,
    ],
    charts: scored ? [score, speed] : [speed],
    tables: [
      { title: `Models, and their ratios to ${first.name}`, columns: COLUMNS, rows: rowsOf(models, versus) },
    ],
  };
}

function chartOf(title: string, y: Axis, models: readonly ModelEstimate[], read: ReadFigure): Chart {
  const [first] = models as [ModelEstimate, ...ModelEstimate[]];
  const known = models.flatMap((model) => {
    const figure = read(model);
    return figure === null
      ? []
      : [{ name: model.name, basis: figure.basis, point: pointOf(model, figure, first) }];
  });
  const keyOf = models.length > MOST_SERIES ? 'basis' : 'name';
  const names = [...new Set(known.map((one) => one[keyOf]))];
  const series = names.map(
    (name): Series => ({
      name,
      kind: 'points',
      points: known.filter((one) => one[keyOf] === name).map(({ point }) => point),
    }),
  );
  return {
    title,
    description: `${y.label} of each model over its FLOPs a step, with intervals; ${first.name} stands out.`,
    x: FLOPS,
    y,
    series,
    markedMeaning: `${first.name}, which the others stand against`,
  };
}

function pointOf(model: ModelEstimate, figure: Figure, first: ModelEstimate): Point {
  const { name, compute, parameters } = model;
  const { value, low, high, basis, unit } = figure;
  const [shown, least, most] = [value, low, high].map((one) => significant(one, 4));
  return {
    x: compute.tflops,
    y: value,
    low,
    high,
    label: name,
    title: `${name}: ${shown} ${unit} (${least} to ${most}, ${basis}), ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters`,
    marked: model === first,
  };
}

const COLUMNS: readonly Column[] = [
  { key: 'model', label: 'Model', format: 'text' },
  { key: 'parameters', label: 'Parameters', format: 'count' },
  { key: 'parametersRatio', label: 'ratio', format: 'decimal' },
  { key: 'tflops', label: '#TFlops a step', format: 'decimal' },
  { key: 'tflopsRatio', label: 'ratio', format: 'decimal' },
  { key: 'stepsPerSecond', label: 'Steps a second', format: 'decimal' },
  { key: 'stepsPerSecondRatio', label: 'ratio', format: 'decimal' },
  { key: 'stepsPerSecondLow', label: 'low', format: 'decimal' },
  { key: 'stepsPerSecondHigh', label: 'high', format: 'decimal' },
  { key: 'speedBasis', label: 'Speed is', format: 'text' },
  { key: 'average', label: 'Score (points)', format: 'decimal' },
  { key: 'averageLow', label: 'low', format: 'decimal' },
  { key: 'averageHigh', label: 'high', format: 'decimal' },
  { key: 'averageBasis', label: 'Score is', format: 'text' },
];

function rowsOf(models: readonly ModelEstimate[], versus: readonly Ratios[]): (string | number | null)[][] {
  return models.map(({ name, parameters, compute, throughput, quality }, i) => {
    const ratios = i === 0 ? { parametersRatio: 1, tflopsRatio: 1, stepsPerSecondRatio: 1 } : versus[i - 1];
    return [
      name,
      parameters.total,
      ratios?.parametersRatio ?? null,
      compute.tflops,
      ratios?.tflopsRatio ?? null,
      throughput.stepsPerSecond,
      ratios?.stepsPerSecondRatio ?? null,
      throughput.low,
      throughput.high,
      throughput.basis,
      quality?.average ?? null,
      quality?.low ?? null,
      quality?.high ?? null,
      quality?.basis ?? null,
    ];
  });
}
