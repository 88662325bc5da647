import type { ModelEstimate } from '../estimate/model';
import type { Ratios } from '../estimate/versus';
import type { Comparison } from '../plan/compare';
import type { Failure } from '../plan/failOn';
import { formatChange, formatCount, formatTflops, significant } from '../units/format';
import { formatScore } from '../units/score';
import { calibrationNote } from './basis';
import { mixedSteps } from './families';
import type { Canvas } from './style';
import { type Cell, type Column, drawTable, fitsIn } from './table';
import { paragraph } from './wrap';

/** Models side by side: costs with differences against the first, published or fitted scores, and the verdict. */
export function drawComparison(comparison: Comparison, canvas: Canvas): string {
  const sections = [
    costTable(comparison, canvas),
    calibrationLine(comparison, canvas),
    stepLines(comparison, canvas),
    scoreTable(comparison, canvas),
    verdict(comparison, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function calibrationLine({ models }: Comparison, { width }: Canvas): string {
  const note = calibrationNote(...models.map(({ throughput }) => throughput));
  return note === '' ? '' : paragraph('  ', note, width);
}

/** The conditions of `--fail-on` that are met, a paragraph each. */
export function drawFailures(failures: readonly Failure[], { style, width }: Canvas): string[] {
  return failures.map(({ message }) => style.bad(paragraph('  FAIL ', message, width)));
}

/** Stands before a speed that no measured model backs, where there is no room to say so. */
const EXTRAPOLATED = '~';

/** Costs and their changes; what the speeds are has a column of its own, or a mark where long names leave no room for it. */
function costTable({ models, versus }: Comparison, canvas: Canvas): string {
  const rows = models.map((model, i) => costCells(model, versus[i - 1], canvas));
  const bases = models.map(({ throughput }) => throughput.basis);
  const columns = [...COST_COLUMNS, { title: 'Speed is' }];
  const withBasis = rows.map((row, i) => [...row, bases[i] as string]);
  if (fitsIn(columns, withBasis, canvas) || !fitsIn(COST_COLUMNS, rows, canvas)) {
    return drawTable(columns, withBasis, canvas);
  }
  const marked = rows.map((row, i) =>
    row.map((cell, j) =>
      j === SPEED_COLUMN && bases[i] === 'extrapolated' ? `${EXTRAPOLATED}${cell}` : cell,
    ),
  );
  const table = drawTable(COST_COLUMNS, marked, canvas);
  return `${table}\n\n${paragraph('  ', basisSentence(bases), canvas.width)}`;
}

function basisSentence(bases: readonly string[]): string {
  const [basis, ...others] = new Set(bases);
  if (others.length > 0)
    return `${EXTRAPOLATED} marks speeds that are extrapolated; the others are calibrated.`;
  return basis === 'extrapolated'
    ? `All speeds are extrapolated (${EXTRAPOLATED}).`
    : 'All speeds are calibrated.';
}

const COST_COLUMNS: readonly Column[] = [
  { title: 'Model' },
  ...['Parameters', '', '#TFlops', '', 'Steps/s', ''].map((title) => ({ title, align: 'right' }) as const),
];
const SPEED_COLUMN = COST_COLUMNS.findIndex(({ title }) => title === 'Steps/s');

function costCells(model: ModelEstimate, ratios: Ratios | undefined, { style }: Canvas): Cell[] {
  const change = (ratio: number | undefined, lessIsGood: boolean): Cell => {
    if (ratio === undefined) return '';
    const good = lessIsGood ? ratio < 1 : ratio > 1;
    return { text: formatChange(ratio), set: good ? style.good : style.bad };
  };
  return [
    { text: model.name, set: style.strong },
    formatCount(model.parameters.total),
    change(ratios?.parametersRatio, true),
    formatTflops(model.compute.tflops),
    change(ratios?.tflopsRatio, true),
    significant(model.throughput.stepsPerSecond, 3),
    change(ratios?.stepsPerSecondRatio, false),
  ];
}

/** Models of several families do different things in a step. */
function stepLines({ models }: Comparison, { width }: Canvas): string {
  return mixedSteps(models)
    .map((line) => paragraph('  ', line, width))
    .join('\n');
}

function scoreTable({ models, scores }: Comparison, canvas: Canvas): string {
  const isKnown = models.some(({ quality }, i) => scores[i] || quality);
  if (!isKnown) return '';
  const rows = models.flatMap((model, i): Cell[][] => {
    const row = scores[i];
    const name = { text: model.name, set: canvas.style.strong };
    if (!row) {
      return model.quality ? [[name, '-', '-', '-', '-', formatScore(model.quality), 'fitted']] : [];
    }
    const { perplexity, glue, superGlue, squad, average } = row.scores;
    const shown = [perplexity, glue, superGlue, squad, average].map((score) => score ?? '-');
    return [[name, ...shown, row.table]];
  });
  return drawTable(
    [
      { title: 'Scores' },
      { title: '-log ppl', align: 'right' },
      { title: 'GLUE', align: 'right' },
      { title: 'SuperGLUE', align: 'right' },
      { title: 'SQuAD', align: 'right' },
      { title: 'Average', align: 'right' },
      { title: 'Source' },
    ],
    rows,
    canvas,
  );
}

function verdict({ verdicts }: Comparison, { width }: Canvas): string {
  return verdicts.map((text) => paragraph('  ', text, width)).join('\n');
}
