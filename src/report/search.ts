import type { ModelEstimate } from '../estimate/model';
import type { SearchedCounts } from '../request/wideSearch';
import type { Point } from '../search/points';
import type { GroupRow, WideReport } from '../search/wide';
import {
  formatBytes,
  formatCount,
  formatHours,
  formatPercent,
  formatScientific,
  formatTflops,
  formatUsd,
  formatWhole,
  plural,
  significant,
} from '../units/format';
import { formatScore } from '../units/score';
import { type FoundInBudget, headline } from './searchHeadline';
import { drawKnobs } from './searchKnobs';
import type { Canvas } from './style';
import { EXTRAPOLATED } from './sweepNotes';
import { type Cell, type Column, drawTable, fitsIn } from './table';
import { paragraph, wrap } from './wrap';

/** What no metric of a search knows. */
const UNKNOWN_TO_THE_FIT =
  "The fit on the paper's scores knows depth, d_ff and d_model. Of heads and d_kv it only says less where heads x d_kv is far from the sizes' share of d_ff, and of shared keys and values (SH, SKV) nothing: along those the frontier is one of costs.";

/** Names are broken at dashes into lines of this many characters where the table has no room for them. */
const BROKEN_NAME = 20;

type Metric = WideReport['search']['metrics'][number];

/** Columns for metrics that the table does not show anyway. */
const EXTRA_COLUMNS: Readonly<
  Partial<Record<Metric, { title: string; of: (model: ModelEstimate) => string }>>
> = {
  'train-flops': { title: 'FLOPs', of: ({ compute }) => formatScientific(compute.trainFlops) },
  hours: { title: 'Hours', of: ({ training }) => formatHours(training.hours).replace(/ hours$/, '') },
  usd: { title: 'Cost', of: ({ training }) => (training.usd === null ? '-' : formatUsd(training.usd)) },
  memory: { title: 'Memory', of: ({ memory }) => formatBytes(memory.perCoreBytes) },
};

/** What a wide search found: how it compares with the sizes, shapes spread over the frontier, and what it turns of the grid. */
export function drawSearch(found: FoundInBudget, canvas: Canvas): string {
  const { report, searched } = found;
  const sections = [
    unfinishedLine(searched, canvas),
    paragraph('', headline(found), canvas.width),
    ...(report.frontier.length === 0 ? [] : foundSections(report, canvas)),
    paragraph('  ', evaluatedSentence(searched), canvas.width),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function foundSections(report: WideReport, canvas: Canvas): string[] {
  const { search } = report;
  const { versusSizes, metrics } = search;
  return [
    versusSizes === null ? '' : paragraph('', versusSizes.summary, canvas.width),
    frontierTable(report, canvas),
    groupNote(report, canvas),
    drawKnobs(search, canvas),
    metrics.includes('quality') ? paragraph('  ', UNKNOWN_TO_THE_FIT, canvas.width) : '',
  ];
}

function unfinishedLine(
  { finished, parts, partsDone, shapes, shapesSearched }: SearchedCounts,
  canvas: Canvas,
) {
  if (finished) return '';
  const text = `Unfinished: the search was interrupted after ${partsDone} of ${plural(parts, 'part')} (${formatCount(shapesSearched, 3)} of ${formatCount(shapes, 3)} shapes). Shapes of the other parts may beat what follows.`;
  return canvas.style.caution(paragraph('! ', text, canvas.width));
}

interface Row {
  readonly model: ModelEstimate;
  readonly point: Point;
  readonly group: GroupRow;
}

function rowsOf({ search: { groups, points }, frontier }: WideReport): Row[] {
  const shown = groups.filter(({ model }) => model !== null);
  const rows = shown.map((group) => ({
    model: frontier[group.model as number] as ModelEstimate,
    point: points[group.representative] as Point,
    group,
  }));
  return rows.sort((a, b) => (a.group.model as number) - (b.group.model as number));
}

function frontierTable(report: WideReport, canvas: Canvas): string {
  const { metrics } = report.search;
  const rows = rowsOf(report);
  const isOnMeshes = isSplit(report);
  const hasScores = rows.some(({ model }) => expectedOf(model) !== null);
  const extra = metrics.flatMap((metric) => EXTRA_COLUMNS[metric] ?? []);
  const columns: Column[] = [
    { title: 'Frontier' },
    ...(isOnMeshes ? ['MP'] : []).map(right),
    ...['Params', '#TFlops', 'Steps/s', ...extra.map(({ title }) => title)].map(right),
    ...(hasScores ? ['Score'] : []).map(right),
    ...(metrics.includes('quality') ? ['Told'] : []).map(right),
    ...['Like'].map(right),
  ];
  const cells = rows.map(({ model, point, group }): Cell[] => {
    const expected = expectedOf(model);
    const [speed, score] = [
      markOf(model.throughput.basis === 'extrapolated'),
      markOf(expected?.extrapolated),
    ];
    return [
      model.name,
      ...(isOnMeshes ? [String(point.modelParallelism)] : []),
      formatCount(model.parameters.total, 3),
      formatTflops(model.compute.tflops),
      speed + significant(model.throughput.stepsPerSecond, 3),
      ...extra.map(({ of }) => of(model)),
      ...(hasScores ? [expected === null ? '-' : score + formatScore(expected)] : []),
      ...(point.toldAverage === undefined ? [] : [point.toldAverage.toFixed(1)]),
      formatCount(group.shapes, 3),
    ];
  });
  return drawTable(columns, fitsIn(columns, cells, canvas) ? cells : cells.map(withBrokenName), canvas);
}

function markOf(isExtrapolated: boolean | undefined): string {
  return isExtrapolated ? EXTRAPOLATED : '';
}

function withBrokenName([name, ...others]: readonly Cell[]): Cell[] {
  return [breakName(name as string), ...others];
}

/** A name in lines that end at dashes. */
function breakName(name: string): string {
  const lines = wrap(name.replaceAll('-', '- '), BROKEN_NAME);
  return lines.map((line) => line.replaceAll('- ', '-')).join('\n');
}

function right(title: string): Column {
  return { title, align: 'right' };
}

/** What the fit expects of a shape, published score or not: Told is the low end of it. */
function expectedOf({ fittedQuality }: ModelEstimate): ModelEstimate['quality'] {
  return fittedQuality;
}

function isSplit({ frontier }: Pick<WideReport, 'frontier'>): boolean {
  return frontier.some(({ slice }) => slice.modelParallelism > 1);
}

function isBeyond(model: ModelEstimate): boolean {
  return model.throughput.basis === 'extrapolated' || expectedOf(model)?.extrapolated === true;
}

function groupNote({ search, frontier }: WideReport, { width }: Canvas): string {
  const { grid, groups, points, metrics } = search;
  const level = frontier.find(({ fittedQuality }) => fittedQuality?.level !== undefined)?.fittedQuality
    ?.level;
  const score =
    level === undefined
      ? ''
      : `Score is what the fit on the paper's scores expects (${formatPercent(level, 0)} intervals), of the paper's own run${metrics.includes('quality') ? '; Told is the low end, which the frontier goes by' : ''}.`;
  const hidden = points.length > frontier.length ? `; --json has all ${plural(points.length, 'shape')}` : '';
  const notes = [
    `Shown ${frontier.length === 1 ? 'is' : 'are'} ${frontier.length} of ${plural(groups.length, 'group')} of shapes that are nearly equal (within 5% in each cost and half a point), each by its most usable shape; Like says how many it stands for${hidden}.`,
    score,
    isSplit({ frontier }) ? parallelismNote(grid.modelParallelism) : '',
    frontier.some(isBeyond)
      ? `${EXTRAPOLATED} marks a speed or a score of a shape unlike what was measured or scored.`
      : '',
  ];
  return paragraph('  ', notes.filter(Boolean).join(' '), width);
}

/** What MP is, and that every mesh was searched where none was asked for. */
function parallelismNote({ length }: readonly number[]): string {
  const every =
    length > 1
      ? '; every one that the slice allows was searched, a number of --model-parallelism fixes it'
      : '';
  return `MP is the model parallelism${every}.`;
}

function evaluatedSentence({ shapes, evaluated, unscored, finished }: SearchedCounts): string {
  const without =
    unscored > 0
      ? ` ${formatWhole(unscored)} of them ${unscored === 1 ? 'shares' : 'share'} keys or values, which leaves ${unscored === 1 ? 'it' : 'them'} without a score.`
      : '';
  const all = `${finished ? 'Searched' : 'The grid has'} ${plural(shapes, 'shape')}.${without}`;
  if (!finished) return all;
  if (evaluated === null)
    return `${all} Bounds show that none of those that were not evaluated is within the budget and unbeaten.`;
  if (evaluated >= shapes) return `${all} ${shapes === 1 ? 'It was' : 'All were'} evaluated.`;
  if (evaluated === 0)
    return `${all} None was evaluated: bounds show that none is within the budget and unbeaten.`;
  return `${all} ${formatWhole(evaluated)} ${evaluated === 1 ? 'was' : 'were'} evaluated; bounds show that none of the others is within the budget and unbeaten.`;
}
