import type { ModelEstimate } from '../estimate/model';
import type { Ratios } from '../estimate/versus';
import type { Comparison } from '../plan/compare';
import { formatCount, formatTflops, significant } from '../units/format';
import type { Axis, Chart, Point, Series } from './charts/chart';
import type { Column, Exhibit, Rows } from './exhibit';
import { MODEL_COLUMNS, modelCells } from './modelColumns';

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
  greatest: 100,
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
    certaintyMeaning: { measured: 'published', estimated: 'fitted' },
    markedMeaning: `${first.name}, which the others stand against`,
  };
}

function pointOf(model: ModelEstimate, figure: Figure, first: ModelEstimate): Point {
  const { name, compute, parameters } = model;
  const { value, low, high, basis, unit } = figure;
  const [shown, least, most] = [value, low, high].map((one) => significant(one, 4));
  const interval = least === most || basis === 'published' ? '' : `${least} to ${most}, `;
  return {
    x: compute.tflops,
    y: value,
    low,
    high,
    label: name,
    sharesLabel: true,
    ...(basis === 'published' || basis === 'fitted'
      ? { certainty: basis === 'published' ? ('measured' as const) : ('estimated' as const) }
      : {}),
    title: `${name}: ${shown} ${unit} (${interval}${basis}), ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters`,
    marked: model === first,
  };
}

const COLUMNS: readonly Column[] = [
  ...MODEL_COLUMNS,
  { key: 'parametersRatio', label: 'Parameters (ratio)', format: 'decimal' },
  { key: 'tflopsRatio', label: '#TFlops (ratio)', format: 'decimal' },
  { key: 'stepsPerSecondRatio', label: 'Steps/s (ratio)', format: 'decimal' },
];

/** What the first model is beside itself. */
const SAME = { parametersRatio: 1, tflopsRatio: 1, stepsPerSecondRatio: 1 };

function rowsOf(models: readonly ModelEstimate[], versus: readonly Ratios[]): Rows {
  return models.map((model, i) => {
    const { parametersRatio, tflopsRatio, stepsPerSecondRatio } = versus[i - 1] ?? SAME;
    return [...modelCells(model), parametersRatio, tflopsRatio, stepsPerSecondRatio];
  });
}
