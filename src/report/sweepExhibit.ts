import type { ModelEstimate } from '../estimate/model';
import type { MetricName, MetricValues } from '../plan/metrics';
import type { Sweep } from '../plan/sweep';
import { formatTflops, plural, significant } from '../units/format';
import { formatScoreInterval } from '../units/score';
import type { Axis, Chart, Point, Series } from './charts/chart';
import type { Column, DataTable, Exhibit } from './exhibit';
import { MODEL_COLUMNS, modelCells } from './modelColumns';
import {
  MOST_ROWS,
  manySentence,
  scoreSentence,
  speedSentence,
  stepsByModel,
  toldOfMany,
} from './sweepNotes';

/** How each metric stands on an axis. */
const AXES: Readonly<Record<MetricName, Axis>> = {
  flops: log('#TFlops a step (1e12 multiply-accumulates)', 'decimal'),
  params: log('Parameters', 'count'),
  speed: log('Training steps a second', 'decimal'),
  quality: { label: 'Downstream average (points)', scale: 'linear', format: 'decimal', greatest: 100 },
  'train-flops': log('Training FLOPs of the run', 'count'),
  hours: log('Hours of the run', 'decimal'),
  usd: log('US dollars of the run', 'count'),
  memory: log('Memory a core', 'bytes'),
};

function log(label: string, format: Axis['format']): Axis {
  return { label, scale: 'log', format };
}

/** More series than this are drawn as points, sizes told apart by nothing but their place. */
const MOST_PATHS = 10;

/** Fewer models than this show no course that a line could follow. */
const FEWEST_ON_PATH = 3;

/** A longer frontier has only some of its names written beside it. */
const MOST_LABELS = 12;

/** A sweep as a picture, first cost against score or against the last metric, and as tables: the models, the series' steps. */
export function exhibitSweep(sweep: Sweep): Exhibit {
  const { models, leftOut, frontierSummary } = sweep;
  const left = leftOut.length > 0 ? [`${plural(leftOut.length, 'model')} could not be laid out.`] : [];
  return {
    title: `Sweep of ${plural(models.length, 'model')}`,
    notes: [
      speedSentence(sweep),
      ...[scoreSentence(sweep)].filter(Boolean),
      frontierSummary,
      ...left,
      ...sweep.series.slice(0, MOST_PATHS).map(({ summary }) => summary),
    ],
    charts: chartOf(sweep),
    tables: [modelTable(sweep), stepTable(sweep)],
  };
}

function chartOf(sweep: Sweep): Chart[] {
  const { models, metrics, cost, frontierSummary, values } = sweep;
  const last = metrics.includes('quality')
    ? 'quality'
    : (metrics.findLast((one) => one !== cost) as MetricName);
  const shown = models.flatMap((model, i): Placed[] => {
    const [x, y] = [cost, last].map((metric) => (values[i] as MetricValues)[metric]);
    return typeof x === 'number' && typeof y === 'number' ? [{ model, x, y }] : [];
  });
  if (shown.length === 0) return [];
  const [x, y] = [AXES[cost], AXES[last]];
  return [
    {
      title: `${nounOf(y)} against ${nounOf(x)}`,
      ...uncertaintyOf(shown, last),
      description: frontierSummary,
      x,
      y,
      series: [...frontierLine(sweep, shown), ...pathsOf(sweep, shown, last)],
      markedMeaning: frontierMeaning(metrics),
    },
  ];
}

/** A model at its place in the picture. */
interface Placed {
  readonly model: ModelEstimate;
  readonly x: number;
  readonly y: number;
}

function nounOf({ label }: Axis): string {
  return label.replace(/ \(.*$/, '');
}

/** `on the Pareto frontier`, with the metrics where they are not the axes alone. */
function frontierMeaning(metrics: readonly MetricName[]): string {
  return metrics.length > 2 ? `on the Pareto frontier of ${metrics.join(', ')}` : 'on the Pareto frontier';
}

/** The frontier over the axes as a staircase: what the models up to a cost reach. One over more metrics has no line. */
function frontierLine({ frontier, metrics, cost }: Sweep, shown: readonly Placed[]): Series[] {
  const on = new Set(frontier);
  const corners = shown.filter(({ model }) => on.has(model.name)).sort((a, b) => a.x - b.x || a.y - b.y);
  if (metrics.length > 2 || corners.length < 2) return [];
  const title = 'Pareto frontier';
  const points = corners.flatMap(({ x, y }, i) => {
    const before = corners[i - 1];
    if (before === undefined) return [{ x, y }];
    // More of a cost reaches no less; more speed reaches no more.
    return [cost === 'speed' ? { x: before.x, y } : { x, y: before.y }, { x, y }];
  });
  return [{ name: title, kind: 'guide', points: points.map((place) => ({ ...place, label: null, title })) }];
}

/** A score's interval, where it is fitted: that of a published one is its rounding. */
function certaintyOf({ quality }: ModelEstimate): Pick<Point, 'certainty' | 'low' | 'high'> {
  if (quality === null) return {};
  if (quality.basis === 'published') return { certainty: 'measured' };
  return { certainty: 'estimated', low: quality.low, high: quality.high };
}

/** What tells fitted scores from published ones, and how far they are to be believed. */
function uncertaintyOf(
  shown: readonly Placed[],
  metric: MetricName,
): Pick<Chart, 'notes' | 'certaintyMeaning' | 'bandMeaning'> {
  const fitted = shown.flatMap(({ model: { quality } }) => (quality?.basis === 'fitted' ? [quality] : []));
  const [first] = fitted;
  if (metric !== 'quality' || first === undefined) return {};
  const halves = fitted.map(({ low, high }) => (high - low) / 2).sort((a, b) => a - b);
  const [least, most] = [halves[0] as number, halves.at(-1) as number];
  const level = first.level === undefined ? '' : `${Math.round(100 * first.level)}% `;
  return {
    notes: [
      `Fitted scores: ${level}intervals of ±${least.toFixed(1)} to ±${most.toFixed(1)} points; ${shown.length - fitted.length} of ${plural(shown.length, 'score')} are published.`,
    ],
    certaintyMeaning: { measured: 'published', estimated: 'fitted' },
    bandMeaning: `${level}interval of the fitted scores`,
  };
}

/** One path a series; the models of none, and those of too many series, as points. */
function pathsOf(sweep: Sweep, shown: readonly Placed[], metric: MetricName): Series[] {
  const byName = new Map(shown.map((placed) => [placed.model.name, placed]));
  const long = sweep.series.filter(({ models }) => models.length >= FEWEST_ON_PATH);
  const drawn = long.length > MOST_PATHS ? [] : long;
  const labelled = labelledNames(sweep);
  const onFrontier = new Set(sweep.frontier);
  const written = new Set<string>();
  const pointOf = ({ model, x, y }: Placed): Point => {
    const { name } = model;
    const isFirst = labelled.has(name) && !written.has(name);
    written.add(name);
    return {
      x,
      y,
      label: isFirst ? name : null,
      title: titleOf(model),
      marked: onFrontier.has(name),
      ...(metric === 'quality' ? certaintyOf(model) : {}),
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
  const others = shown.filter(({ model }) => !inPaths.has(model.name));
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

const COLUMNS: readonly Column[] = [
  ...MODEL_COLUMNS,
  { key: 'frontier', label: 'On the frontier', format: 'text' },
  { key: 'stepFrom', label: 'Step from', format: 'text' },
  { key: 'stepCostRatio', label: 'Cost ratio of the step', format: 'decimal' },
  { key: 'stepAverageChangePoints', label: 'Gain of the step (points)', format: 'decimal' },
  { key: 'stepPointsPerTenPercent', label: 'Points for 10% more cost', format: 'decimal' },
];

function modelTable(sweep: Sweep): DataTable {
  const steps = stepsByModel(sweep);
  const onFrontier = new Set(sweep.frontier);
  const rowOf = (model: ModelEstimate) => {
    const step = steps.get(model.name);
    return [
      ...modelCells(model),
      onFrontier.has(model.name) ? 'yes' : 'no',
      step?.from ?? null,
      step?.costRatio ?? null,
      step?.averageChangePoints ?? null,
      step?.pointsPerTenPercent ?? null,
    ];
  };
  const table = { title: 'Models', columns: COLUMNS, rows: sweep.models.map(rowOf) };
  if (sweep.models.length <= MOST_ROWS) return table;
  return { ...table, digest: { rows: toldOfMany(sweep).map(rowOf), note: manySentence(sweep) } };
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
        step.averageChangePoints,
        step.pointsPerTenPercent,
      ]),
    ),
  };
}
