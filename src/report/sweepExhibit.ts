import type { ModelEstimate } from '../estimate/model';
import type { MetricName } from '../plan/metrics';
import type { Sweep } from '../plan/sweep';
import { formatTflops, plural, significant } from '../units/format';
import { formatScoreInterval } from '../units/score';
import type { Axis, Chart, Point, Series } from './charts/chart';
import type { Column, DataTable, Exhibit } from './exhibit';
import { stepsByModel } from './sweep';

/** How a metric stands on an axis, and what is read from a model. */
interface Reading extends Axis {
  readonly valueIn: (model: ModelEstimate) => number | null;
}

const READINGS: Readonly<Record<MetricName, Reading>> = {
  flops: log('#TFlops a step (1e12 multiply-accumulates)', 'decimal', ({ compute }) => compute.tflops),
  params: log('Parameters', 'count', ({ parameters }) => parameters.total),
  speed: log('Training steps a second', 'decimal', ({ throughput }) => throughput.stepsPerSecond),
  quality: {
    label: 'Downstream average (points)',
    scale: 'linear',
    format: 'decimal',
    valueIn: ({ quality }) => quality?.average ?? null,
  },
  'train-flops': log('Training FLOPs of the run', 'count', ({ compute }) => compute.trainFlops),
  hours: log('Hours of the run', 'decimal', ({ training }) => training.hours),
  usd: log('US dollars of the run', 'count', ({ training }) => training.usd),
  memory: log('Memory a core (bytes)', 'bytes', ({ memory }) => memory.perCoreBytes),
};

function log(label: string, format: Axis['format'], valueIn: Reading['valueIn']): Reading {
  return { label, scale: 'log', format, valueIn };
}

/** More series than this are drawn as points, sizes told apart by nothing but their place. */
const MOST_PATHS = 10;

/** A longer frontier has only some of its names written beside it. */
const MOST_LABELS = 12;

/** A sweep as a picture, first cost against score or against the last metric, and as tables: the models, the series' steps. */
export function exhibitSweep(sweep: Sweep): Exhibit {
  const { models, leftOut, frontierSummary } = sweep;
  const [{ slice }] = models as [ModelEstimate];
  const left = leftOut.length > 0 ? [`${plural(leftOut.length, 'model')} could not be laid out.`] : [];
  return {
    title: `Sweep of ${plural(models.length, 'model')}`,
    notes: [
      `On ${slice.chips} chips of ${slice.machine}.`,
      frontierSummary,
      ...left,
      ...sweep.series.slice(0, MOST_PATHS).map(({ summary }) => summary),
    ],
    charts: chartOf(sweep),
    tables: [modelTable(sweep), stepTable(sweep)],
  };
}

function chartOf(sweep: Sweep): Chart[] {
  const { models, metrics, cost, frontierSummary } = sweep;
  const x = READINGS[cost];
  const last = metrics.includes('quality')
    ? 'quality'
    : (metrics.findLast((one) => one !== cost) as MetricName);
  const y = READINGS[last];
  const shown = models.filter((model) => x.valueIn(model) !== null && y.valueIn(model) !== null);
  if (shown.length === 0) return [];
  return [
    {
      title: `${nounOf(y)} against ${nounOf(x)}`,
      description: frontierSummary,
      x: axisOf(x),
      y: axisOf(y),
      series: pathsOf(sweep, shown, { x, y }),
      markedMeaning: 'on the Pareto frontier',
    },
  ];
}

function axisOf({ label, scale, format }: Reading): Axis {
  return { label, scale, format };
}

function nounOf({ label }: Reading): string {
  return label.replace(/ \(.*$/, '');
}

/** One path a series; the models of none, and those of too many series, as points. */
function pathsOf(sweep: Sweep, shown: readonly ModelEstimate[], axes: { x: Reading; y: Reading }): Series[] {
  const byName = new Map(shown.map((model) => [model.name, model]));
  const drawn = sweep.series.length > MOST_PATHS ? [] : sweep.series;
  const labelled = labelledNames(sweep);
  const onFrontier = new Set(sweep.frontier);
  const written = new Set<string>();
  const pointOf = (model: ModelEstimate): Point => {
    const { name } = model;
    const isFirst = labelled.has(name) && !written.has(name);
    written.add(name);
    return {
      x: axes.x.valueIn(model) as number,
      y: axes.y.valueIn(model) as number,
      label: isFirst ? name : null,
      title: titleOf(model),
      marked: onFrontier.has(name),
    };
  };
  const paths = drawn.map(
    ({ name, models }): Series => ({
      name,
      kind: 'path',
      points: models.flatMap((one) => byName.get(one) ?? []).map(pointOf),
    }),
  );
  const inPaths = new Set(drawn.flatMap(({ models }) => models));
  const others = shown.filter(({ name }) => !inPaths.has(name));
  const rest: Series = {
    name: drawn.length > 0 ? 'other models' : 'models',
    kind: 'points',
    points: others.map(pointOf),
  };
  return [...paths, rest].filter(({ points }) => points.length > 0);
}

/** The sizes themselves, the ends of every series, and the frontier where it is short; of a long one, evenly spaced names. */
function labelledNames({ models, series, frontier }: Sweep): ReadonlySet<string> {
  const ends = series.slice(0, MOST_PATHS).flatMap(({ models }) => [models[0], models.at(-1)]);
  const every = Math.ceil(frontier.length / MOST_LABELS);
  const some = frontier.filter((_, i) => i % every === 0);
  const sizes = models.map(({ name }) => name).filter((name) => !name.includes('-'));
  return new Set([...sizes, ...ends, ...some].filter((name) => name !== undefined));
}

function titleOf({ name, compute, throughput, quality }: ModelEstimate): string {
  const score = quality === null ? '' : `, ${formatScoreInterval(quality)} points (${quality.basis})`;
  const speed = significant(throughput.stepsPerSecond, 3);
  return `${name}: ${formatTflops(compute.tflops)} #TFlops, ${speed} steps/s (${throughput.basis})${score}`;
}

const MODEL_COLUMNS: readonly Column[] = [
  { key: 'name', label: 'Model', format: 'text' },
  { key: 'parameters', label: 'Parameters', format: 'count' },
  { key: 'tflops', label: '#TFlops', format: 'decimal' },
  { key: 'stepsPerSecond', label: 'Steps/s', format: 'decimal' },
  { key: 'stepsPerSecondLow', label: 'Steps/s, low', format: 'decimal' },
  { key: 'stepsPerSecondHigh', label: 'Steps/s, high', format: 'decimal' },
  { key: 'speedBasis', label: 'Speed is', format: 'text' },
  { key: 'trainFlops', label: 'Training FLOPs', format: 'count' },
  { key: 'hours', label: 'Hours', format: 'decimal' },
  { key: 'usd', label: 'US dollars', format: 'count' },
  { key: 'perCoreBytes', label: 'Memory a core', format: 'bytes' },
  { key: 'averagePoints', label: 'Score (points)', format: 'decimal' },
  { key: 'averagePointsLow', label: 'Score, low', format: 'decimal' },
  { key: 'averagePointsHigh', label: 'Score, high', format: 'decimal' },
  { key: 'scoreBasis', label: 'Score is', format: 'text' },
  { key: 'frontier', label: 'On the frontier', format: 'text' },
  { key: 'stepFrom', label: 'Step from', format: 'text' },
  { key: 'stepCostRatio', label: 'Cost ratio of the step', format: 'decimal' },
  { key: 'stepPoints', label: 'Gain of the step (points)', format: 'decimal' },
  { key: 'stepPointsPerTenPercent', label: 'Points for 10% more cost', format: 'decimal' },
];

function modelTable(sweep: Sweep): DataTable {
  const steps = stepsByModel(sweep);
  const onFrontier = new Set(sweep.frontier);
  const rows = sweep.models.map(
    ({ name, parameters, compute, throughput, training, memory, quality }): (string | number | null)[] => {
      const step = steps.get(name);
      return [
        name,
        parameters.total,
        compute.tflops,
        throughput.stepsPerSecond,
        throughput.low,
        throughput.high,
        throughput.basis,
        compute.trainFlops,
        training.hours,
        training.usd,
        memory.perCoreBytes,
        quality?.average ?? null,
        quality?.low ?? null,
        quality?.high ?? null,
        quality?.basis ?? null,
        onFrontier.has(name) ? 'yes' : 'no',
        step?.from ?? null,
        step?.costRatio ?? null,
        step?.averageChange ?? null,
        step?.pointsPerTenPercent ?? null,
      ];
    },
  );
  return { title: 'Models', columns: MODEL_COLUMNS, rows };
}

function stepTable({ series }: Sweep): DataTable {
  return {
    title: 'Steps of each series',
    columns: [
      { key: 'series', label: 'Series', format: 'text' },
      { key: 'from', label: 'From', format: 'text' },
      { key: 'to', label: 'To', format: 'text' },
      { key: 'parametersRatio', label: 'Parameters (ratio)', format: 'decimal' },
      { key: 'tflopsRatio', label: '#TFlops (ratio)', format: 'decimal' },
      { key: 'stepsPerSecondRatio', label: 'Steps/s (ratio)', format: 'decimal' },
      { key: 'averageChangePoints', label: 'Gain (points)', format: 'decimal' },
      { key: 'pointsPerTenPercent', label: 'Points for 10% more cost', format: 'decimal' },
    ],
    rows: series.flatMap(({ name, steps }) =>
      steps.map((step) => [
        name,
        step.from,
        step.to,
        step.parametersRatio,
        step.tflopsRatio,
        step.stepsPerSecondRatio,
        step.averageChange,
        step.pointsPerTenPercent,
      ]),
    ),
  };
}
