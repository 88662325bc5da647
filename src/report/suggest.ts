import type { ModelEstimate } from '../estimate/model';
import type { Recommendation, Suggestion } from '../plan/suggest';
import { formatCount, formatSeconds, formatTflops, significant } from '../units/format';
import type { Canvas } from './style';
import { type Cell, type Column, drawTable } from './table';
import { paragraph } from './wrap';

const COST_COLUMNS: readonly Column[] = [
  { title: 'Parameters', align: 'right' },
  { title: '#TFlops', align: 'right' },
  { title: 'Steps/s', align: 'right' },
  { title: 'Score', align: 'right' },
];

/** Recommendations with their reasons and evidence, what binds, and the frontier of the rest. */
export function drawSuggestion(suggestion: Suggestion, canvas: Canvas): string {
  const { recommendations, cheapest } = suggestion;
  if (cheapest !== undefined) return nothingFits(cheapest, canvas);
  const sections = [
    referenceLine(suggestion, canvas),
    recommendationTable(suggestion, canvas),
    ...recommendations.map((recommendation) => explain(recommendation, canvas)),
    limitLines(suggestion, canvas),
    frontierTable(suggestion, canvas),
    searchLine(suggestion, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function nothingFits(cheapest: ModelEstimate, { width }: Canvas): string {
  const { name, parameters, compute, memory, throughput } = cheapest;
  const text = `No shape is within the budget. The cheapest there is, ${name}, takes ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters and ${formatCount(compute.trainFlops)} training FLOPs at ${significant(throughput.stepsPerSecond, 3)} steps/s (${formatSeconds(throughput.seconds)} a step), and ${(memory.perCoreBytes / 1024 ** 3).toFixed(2)} GiB a core.`;
  return paragraph('', text, width);
}

function referenceLine({ reference }: Suggestion, { width }: Canvas): string {
  if (reference === null) return paragraph('', 'No canonical size costs as little as this budget.', width);
  const { name, parameters, compute, throughput } = reference;
  const text = `The canonical size at this cost is ${name}: ${formatTflops(compute.tflops)} #TFlops, ${formatCount(parameters.total)} parameters, ${significant(throughput.stepsPerSecond, 3)} steps/s (${throughput.basis}).`;
  return paragraph('', text, width);
}

function costCells({ parameters, compute, throughput, quality }: ModelEstimate): Cell[] {
  return [
    formatCount(parameters.total),
    formatTflops(compute.tflops),
    significant(throughput.stepsPerSecond, 3),
    quality ? quality.average.toFixed(2) : '-',
  ];
}

function recommendationTable({ recommendations, reference }: Suggestion, canvas: Canvas): string {
  const { strong, dim } = canvas.style;
  const rows = recommendations.map(({ rank, role, alsoRoles, model }): Cell[] => [
    String(rank),
    { text: model.name, set: strong },
    ...costCells(model),
    [role, ...alsoRoles].join(', '),
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
