import type { ModelEstimate } from '../estimate/model';
import type { Recommendation } from '../plan/recommend';
import type { Suggestion } from '../plan/suggest';
import {
  formatBytes,
  formatCount,
  formatHours,
  formatPercent,
  formatScientific,
  formatTflops,
  formatUsd,
  significant,
} from '../units/format';
import { formatScore } from '../units/score';
import { basisPhrase } from './basis';
import type { Canvas } from './style';
import { type Cell, type Column, drawTable } from './table';
import { paragraph, wrap } from './wrap';

const COST_COLUMNS: readonly Column[] = [
  { title: 'Parameters', align: 'right' },
  { title: '#TFlops', align: 'right' },
  { title: 'Steps/s', align: 'right' },
  { title: 'Score', align: 'right' },
];

/** Leaves room for the longest names in 80 columns. */
const ROLE_WIDTH = 22;

/** Recommendations with their reasons and evidence, what binds, and the frontier of the rest. */
export function drawSuggestion(suggestion: Suggestion, canvas: Canvas): string {
  const { recommendations, cheapest } = suggestion;
  if (cheapest !== undefined) return drawNothingFits(cheapest, canvas);
  const sections = [
    referenceLine(suggestion, canvas),
    drawPicks(suggestion, canvas),
    scoreNote(suggestion, canvas),
    ...recommendations.map((recommendation) => explain(recommendation, canvas)),
    limitLines(suggestion, canvas),
    frontierTable(suggestion, canvas),
    searchLine(suggestion, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

/** That nothing is within the budget, and what the cheapest shape takes. */
function drawNothingFits(cheapest: ModelEstimate, { width }: Canvas): string {
  const text = `No shape is within the budget. The cheapest there is, ${takesClause(cheapest)}`;
  return paragraph('', text, width);
}

/** What a shape takes of every budget: the end of a sentence that it is the subject of. */
export function takesClause(model: ModelEstimate): string {
  const { name, parameters, compute, memory, throughput, training } = model;
  return `${name}, takes ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters, ${formatScientific(compute.trainFlops)} training FLOPs, ${formatHours(training.hours)} and ${training.usd === null ? 'an unknown price' : formatUsd(training.usd)} at ${significant(throughput.stepsPerSecond, 3)} steps/s, and ${formatBytes(memory.perCoreBytes)} a core.`;
}

function referenceLine({ reference }: Suggestion, { width }: Canvas): string {
  if (reference === null) return paragraph('', 'No canonical size is within this budget.', width);
  const { name, parameters, compute, throughput } = reference;
  const text = `The largest canonical size at this budget is ${name}: ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters, ${significant(throughput.stepsPerSecond, 3)} steps/s (${basisPhrase(throughput)}).`;
  return paragraph('', text, width);
}

function costCells(model: ModelEstimate): Cell[] {
  const { parameters, compute, throughput } = model;
  const quality = expectedOf(model);
  return [
    formatCount(parameters.total),
    formatTflops(compute.tflops),
    significant(throughput.stepsPerSecond, 3),
    quality ? formatScore(quality) : '-',
  ];
}

/** The score of the paper's own run of a shape, published or else fitted. */
function expectedOf({ publishedQuality, fittedQuality }: ModelEstimate): ModelEstimate['quality'] {
  return publishedQuality ?? fittedQuality;
}

/** The recommendations in a table, without their reasons. */
export function drawPicks({ recommendations, reference }: Suggestion, canvas: Canvas): string {
  const { strong, dim } = canvas.style;
  const rows = recommendations.map(({ rank, role, alsoRoles, model }): Cell[] => [
    String(rank),
    { text: model.name, set: strong },
    ...costCells(model),
    wrap([role, ...alsoRoles].join(', '), ROLE_WIDTH).join('\n'),
  ]);
  const last: Cell[][] = reference
    ? [
        ['', reference.name, ...costCells(reference), 'reference'].map((cell) => ({
          text: cell as string,
          set: dim,
        })),
      ]
    : [];
  const columns = [{ title: '#' }, { title: 'Shape' }, ...COST_COLUMNS, { title: 'Role' }];
  return drawTable(columns, [...rows, ...last], canvas);
}

/** Says what the scores are: those of the paper's run, where another is planned; and where the fit expects them. */
function scoreNote({ recommendations, frontier }: Suggestion, { width }: Canvas): string {
  const models = [...recommendations.map(({ model }) => model), ...frontier].filter(
    (model) => expectedOf(model) !== null,
  );
  const fitted = models.find(({ publishedQuality }) => publishedQuality === null)?.fittedQuality;
  const isOtherRun = models.some(({ quality }) => quality === null);
  const notes = [
    fitted?.level === undefined
      ? ''
      : `Scores with ± are expected by a fit on the paper's scores (${formatPercent(fitted.level, 0)} intervals; see scaleplan backtest).`,
    isOtherRun
      ? "Scores are those of the paper's own run, not of this one; the order and the frontier go by them."
      : '',
  ].filter(Boolean);
  return notes.map((note) => paragraph('  ', note, width)).join('\n');
}

function explain({ rank, model, reason, evidence }: Recommendation, { width, style }: Canvas): string {
  const lead = `  ${rank} ${model.name}  `;
  const lines = [
    paragraph(lead, reason, width).replace(model.name, style.strong(model.name)),
    ...evidence.map(({ source, text }) => style.dim(paragraph('    ', `${source}: ${text}.`, width))),
    ...model.warnings.map(({ message }) => style.caution(paragraph('    ! ', message, width))),
  ];
  return lines.join('\n');
}

function limitLines({ limits }: Suggestion, { width }: Canvas): string {
  return limits.map((limit) => paragraph('  ', limit, width)).join('\n');
}

function searchLine({ searched: { evaluated, leftOut } }: Suggestion, { width }: Canvas): string {
  const missing =
    leftOut.length > 0 ? ` Left out, as they cannot be split over this mesh: ${leftOut.join(', ')}.` : '';
  return paragraph('  ', `Searched ${evaluated} shapes.${missing}`, width);
}

function frontierTable({ frontier }: Suggestion, canvas: Canvas): string {
  if (frontier.length === 0) return '';
  const columns = [{ title: 'Frontier within the budget' }, ...COST_COLUMNS];
  return drawTable(
    columns,
    frontier.map((model) => [model.name, ...costCells(model)]),
    canvas,
  );
}
