import type { ModelEstimate } from '../estimate/model';
import type { MetricName, MetricValues } from '../plan/metrics';
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
import type { Canvas } from './style';
import {
  EXTRAPOLATED,
  MOST_ROWS,
  manySentence,
  scoreSentence,
  speedSentence,
  stepsByModel,
  toldOfMany,
} from './sweepNotes';
import { type Cell, type Column, drawTable } from './table';
import { paragraph } from './wrap';

/** Series that are told of; a grid has hundreds. */
const MOST_SERIES = 12;

/** Models left out that are named. */
const MOST_NAMED = 6;

/** What the columns beside the name take at most, and each that is there for a metric. */
const STEP_TABLE_WIDTH = 66;
const EXTRA_WIDTH = 11;

/** What marks a model that no other one beats. */
const MARK = '*';

/** A column for a metric that the table does not show anyway. */
const EXTRA_COLUMNS: Readonly<
  Partial<Record<MetricName, { readonly title: string; readonly format: (value: number) => string }>>
> = {
  'train-flops': { title: 'FLOPs', format: formatScientific },
  hours: { title: 'Hours', format: (hours) => formatHours(hours).replace(/ hours$/, '') },
  usd: { title: 'Cost', format: formatUsd },
  memory: { title: 'Memory', format: formatBytes },
};

/** Every model in a row, what each series shows, and what was left out. */
export function drawSweep(sweep: Sweep, canvas: Canvas): string {
  const sections = [
    modelTable(sweep, canvas),
    paragraph('  ', `${MARK} ${sweep.frontierSummary}`, canvas.width),
    stepNote(sweep, canvas),
    paragraph('  ', [speedSentence(sweep), scoreSentence(sweep)].join(' ').trim(), canvas.width),
    ...seriesLines(sweep, canvas),
    leftOutLines(sweep, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function modelTable(sweep: Sweep, canvas: Canvas): string {
  const { frontier, models, values } = sweep;
  const extra = extraColumns(sweep);
  const valuesOf = new Map(models.map((model, i) => [model, values[i] as MetricValues]));
  const score = models.some(({ quality }) => quality !== null) ? ['Score'] : [];
  const onFrontier = new Set(frontier);
  const steps = hasRoomForSteps(sweep, extra.length, canvas)
    ? stepsByModel(sweep)
    : new Map<string, SeriesStep>();
  const columns: Column[] = [
    { title: 'Model' },
    ...['Parameters', '#TFlops', 'Steps/s', ...extra.map(({ title }) => title), ...score].map(rightAligned),
    { title: '' },
    ...(steps.size > 0 ? ['Step costs', 'gains'].map(rightAligned) : []),
  ];
  const shown = models.length > MOST_ROWS ? toldOfMany(sweep) : inSeriesOrder(sweep);
  const rows = shown.map((model): Cell[] => {
    const isMarked = onFrontier.has(model.name);
    const { parameters, compute, quality } = model;
    const own = valuesOf.get(model) as MetricValues;
    return [
      isMarked ? { text: model.name, set: canvas.style.strong } : model.name,
      formatCount(parameters.total),
      formatTflops(compute.tflops),
      speedOf(model),
      ...extra.map(({ metric, format }) => formatOr(own[metric], format)),
      ...score.map(() => (quality === null ? '-' : formatScore(quality))),
      isMarked ? MARK : '',
      ...(steps.size > 0 ? stepCells(steps.get(model.name), sweep) : []),
    ];
  });
  const table = drawTable(columns, rows, canvas);
  const others = models.length - shown.length;
  if (others === 0) return table;
  return `${table}\n\n${paragraph('  ', manySentence(sweep), canvas.width)}`;
}

function speedOf({ throughput: { stepsPerSecond, basis } }: ModelEstimate): string {
  return `${basis === 'extrapolated' ? EXTRAPOLATED : ''}${significant(stepsPerSecond, 3)}`;
}

function formatOr(value: number | null, format: (value: number) => string): string {
  return value === null ? '-' : format(value);
}

function extraColumns({ metrics }: Sweep) {
  return metrics.flatMap((metric) => {
    const column = EXTRA_COLUMNS[metric];
    return column === undefined ? [] : [{ metric, ...column }];
  });
}

/** Long names leave no room for what a step costs and gains; the series and CSV tell it. */
function hasRoomForSteps({ models }: Sweep, extra: number, { width }: Canvas): boolean {
  const name = Math.max(...models.map((model) => model.name.length));
  return name + STEP_TABLE_WIDTH + extra * EXTRA_WIDTH <= width;
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
function stepCells(step: SeriesStep | undefined, { series }: Sweep): Cell[] {
  if (step === undefined) return ['', ''];
  const basis = series.find(({ steps }) => steps.includes(step))?.scoreBasis ?? 'fitted';
  const gain = step.averageChangePoints === null ? '' : formatPoints(step.averageChangePoints, basis);
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
