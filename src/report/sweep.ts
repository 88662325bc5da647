import type { ModelEstimate } from '../estimate/model';
import type { MetricName } from '../plan/metrics';
import type { SeriesStep } from '../plan/series';
import type { Sweep } from '../plan/sweep';
import {
  formatBytes,
  formatChange,
  formatCount,
  formatHours,
  formatScientific,
  formatTflops,
  formatUsd,
  plural,
  significant,
} from '../units/format';
import { formatPoints, formatScore } from '../units/score';
import { calibrationNote } from './basis';
import type { Canvas } from './style';
import { type Cell, type Column, drawTable } from './table';
import { paragraph } from './wrap';

/** Series that are told of; a grid has hundreds. */
const MOST_SERIES = 12;

/** Of more models than this, only the frontier is told: nobody reads thousands of rows. */
const MOST_ROWS = 500;

/** Models left out that are named. */
const MOST_NAMED = 6;

/** What the columns beside the name take at most, and each that is there for a metric. */
const STEP_TABLE_WIDTH = 66;
const EXTRA_WIDTH = 11;

/** What marks a model that no other one beats. */
const MARK = '*';

/** A column for a metric that the table does not show anyway. */
const EXTRA_COLUMNS: Readonly<
  Partial<Record<MetricName, { readonly title: string; readonly format: (model: ModelEstimate) => string }>>
> = {
  'train-flops': { title: 'FLOPs', format: ({ compute }) => formatScientific(compute.trainFlops) },
  hours: { title: 'Hours', format: ({ training }) => formatHours(training.hours).replace(/ hours$/, '') },
  usd: { title: 'Cost', format: ({ training }) => (training.usd === null ? '-' : formatUsd(training.usd)) },
  memory: { title: 'Memory', format: ({ memory }) => formatBytes(memory.perCoreBytes) },
};

/** Every model in a row, what each series shows, and what was left out. */
export function drawSweep(sweep: Sweep, canvas: Canvas): string {
  const sections = [
    modelTable(sweep, canvas),
    paragraph('  ', `${MARK} ${sweep.frontierSummary}`, canvas.width),
    stepNote(sweep, canvas),
    speedNote(sweep, canvas),
    ...seriesLines(sweep, canvas),
    leftOutLines(sweep, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function speedNote({ models }: Sweep, { width }: Canvas): string {
  const note = calibrationNote(...models.map(({ throughput }) => throughput));
  return note === '' ? '' : paragraph('  ', note, width);
}

/** The steps that lead to each model, of the first series that has one. */
export function stepsByModel({ series }: Sweep): ReadonlyMap<string, SeriesStep> {
  const steps = new Map<string, SeriesStep>();
  for (const step of series.flatMap((one) => one.steps)) if (!steps.has(step.to)) steps.set(step.to, step);
  return steps;
}

function modelTable(sweep: Sweep, canvas: Canvas): string {
  const { frontier } = sweep;
  const extra = extraColumns(sweep);
  const onFrontier = new Set(frontier);
  const steps = hasRoomForSteps(sweep, extra.length, canvas)
    ? stepsByModel(sweep)
    : new Map<string, SeriesStep>();
  const columns: Column[] = [
    { title: 'Model' },
    ...['Parameters', '#TFlops', 'Steps/s', ...extra.map(({ title }) => title), 'Score'].map(rightAligned),
    { title: '' },
    ...(steps.size > 0 ? ['Step costs', 'gains'].map(rightAligned) : []),
  ];
  const shown = sweep.models.length > MOST_ROWS ? someOfFrontier(sweep) : inSeriesOrder(sweep);
  const rows = shown.map((model): Cell[] => {
    const isMarked = onFrontier.has(model.name);
    const { parameters, compute, throughput, quality } = model;
    return [
      isMarked ? { text: model.name, set: canvas.style.strong } : model.name,
      formatCount(parameters.total),
      formatTflops(compute.tflops),
      significant(throughput.stepsPerSecond, 3),
      ...extra.map(({ format }) => format(model)),
      quality === null ? '-' : formatScore(quality),
      isMarked ? MARK : '',
      ...(steps.size > 0 ? stepCells(steps.get(model.name)) : []),
    ];
  });
  const table = drawTable(columns, rows, canvas);
  const others = sweep.models.length - shown.length;
  if (others === 0) return table;
  const note = `Shown are ${shown.length} of the ${plural(frontier.length, 'model')} on the frontier; --to csv and --json have all ${plural(sweep.models.length, 'model')}.`;
  return `${table}\n\n${paragraph('  ', note, canvas.width)}`;
}

function extraColumns({ metrics }: Sweep) {
  return metrics.flatMap((metric) => EXTRA_COLUMNS[metric] ?? []);
}

/** Long names leave no room for what a step costs and gains; the series and CSV tell it. */
function hasRoomForSteps({ models }: Sweep, extra: number, { width }: Canvas): boolean {
  const name = Math.max(...models.map((model) => model.name.length));
  return name + STEP_TABLE_WIDTH + extra * EXTRA_WIDTH <= width;
}

function someOfFrontier({ models, frontier }: Sweep): readonly ModelEstimate[] {
  const names = new Set(frontier);
  return models.filter(({ name }) => names.has(name)).slice(0, MOST_ROWS);
}

/** A series stands together, so that a step is from the row above; a grid stays as it was written. */
function inSeriesOrder({ models, series }: Sweep): readonly ModelEstimate[] {
  if (series.length > MOST_SERIES) return models;
  const place = new Map<string, number>();
  for (const name of series.flatMap((one) => one.models)) if (!place.has(name)) place.set(name, place.size);
  const placeOf = ({ name }: ModelEstimate) => place.get(name) ?? place.size;
  return [...models].sort((a, b) => placeOf(a) - placeOf(b));
}

function rightAligned(title: string): Column {
  return { title, align: 'right' };
}

/** A step's added cost, and what it gains in points. */
function stepCells(step: SeriesStep | undefined): Cell[] {
  if (step === undefined) return ['', ''];
  const gain = step.averageChange === null ? '' : formatPoints(step.averageChange, 'published');
  return [formatChange(step.costRatio), gain];
}

/** What the last two columns are, where they are there. */
function stepNote(sweep: Sweep, canvas: Canvas): string {
  const { series } = sweep;
  if (series.length === 0 || !hasRoomForSteps(sweep, extraColumns(sweep).length, canvas)) return '';
  const basis = series.some(({ scoreBasis }) => scoreBasis === 'fitted')
    ? ' Its gain is of fitted scores on both sides, so that the error of the fit is not taken for a gain.'
    : '';
  return paragraph('  ', `A step is from the next smaller model of the series.${basis}`, canvas.width);
}

function seriesLines({ series }: Sweep, { width }: Canvas): string[] {
  const told = series.slice(0, MOST_SERIES).map(({ summary }) => paragraph('  ', summary, width));
  const rest = series.length - told.length;
  return rest > 0 ? [...told, paragraph('  ', `And ${rest} more series: --json has them all.`, width)] : told;
}

/** One line a reason. */
function leftOutLines({ leftOut }: Sweep, { width, style }: Canvas): string {
  const byReason = new Map<string, string[]>();
  for (const { name, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  return [...byReason]
    .map(([reason, names]) => {
      const named = names.slice(0, MOST_NAMED).join(', ');
      const rest = names.length > MOST_NAMED ? ` and ${plural(names.length - MOST_NAMED, 'other')}` : '';
      return style.caution(paragraph('  ! ', `Left out: ${named}${rest}. ${reason}`, width));
    })
    .join('\n');
}
