import type { Agreement, Backtest, BacktestRow } from '../evidence/backtest';
import type { PublishedQuantity } from '../evidence/published';
import { formatPercent, significant } from '../units/format';
import { writeLike } from '../units/printed';
import { drawQualityBacktest } from './qualityBacktest';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { drawTitle } from './title';
import { drawVisionBacktest } from './visionBacktest';
import { paragraph } from './wrap';

const TITLES: Readonly<Record<PublishedQuantity, string>> = {
  parameters: 'Parameters',
  tflops: '#TFlops of a step (multiply-accumulates, laid out)',
  stepsPerSecond: 'Steps a second (calibrated on these fourteen figures)',
};

/** Every published figure beside the computed one, speeds and averages left out one by one, and the errors. */
export function drawBacktest(
  { rows, leaveOneOut, quality, vision, summary }: Backtest,
  canvas: Canvas,
): string {
  const quantities: PublishedQuantity[] = ['parameters', 'tflops', 'stepsPerSecond'];
  const tables = quantities.map((quantity) => quantityTable(quantity, rows, canvas));
  return [
    ...tables,
    leaveOneOutTable(leaveOneOut, canvas),
    drawVisionBacktest(vision, canvas),
    drawQualityBacktest(quality, canvas),
    summaryTable(summary, canvas),
  ].join('\n\n');
}

function mark(match: boolean, { style }: Canvas): Cell {
  return match ? { text: 'yes', set: style.good } : { text: 'NO', set: style.bad };
}

function quantityTable(quantity: PublishedQuantity, rows: readonly BacktestRow[], canvas: Canvas): string {
  const own = rows.filter((row) => row.quantity === quantity);
  const noted = own.filter(({ note }) => note !== null);
  const notes = [...new Set(noted.map(({ note }) => note as string))];
  const table = drawTable(
    [
      { title: 'Table' },
      { title: 'Model' },
      { title: 'Printed', align: 'right' },
      { title: 'Computed', align: 'right' },
      { title: '', align: 'right' },
      { title: 'Match' },
      { title: 'Note' },
    ],
    own.map((row) => [
      row.table,
      row.model,
      row.published,
      writeLike(row.computed, row.published),
      exactValue(row),
      mark(row.match, canvas),
      row.note === null ? '' : `[${notes.indexOf(row.note) + 1}]`,
    ]),
    canvas,
  );
  const footnotes = notes.map((note, i) => paragraph(`  [${i + 1}] `, note, canvas.width));
  return [drawTitle(TITLES[quantity], canvas), table, ...footnotes].join('\n');
}

/** The computed value with more digits than printed, and that of one microbatch where a step has several. */
function exactValue({ quantity, computed, computedPerMicrobatch, microbatches }: BacktestRow): string {
  if (quantity === 'parameters') return `${significant(computed / 1e6, 7)}M`;
  const one =
    computedPerMicrobatch === undefined
      ? ''
      : `${microbatches} x ${significant(computedPerMicrobatch, 4)} = `;
  return `${one}${significant(computed, 4)}`;
}

function leaveOneOutTable(rows: Backtest['leaveOneOut'], canvas: Canvas): string {
  const table = drawTable(
    [
      { title: 'Model' },
      { title: 'Printed', align: 'right' },
      { title: 'Predicted', align: 'right' },
      { title: '', align: 'right' },
      { title: 'Match' },
    ],
    rows.map(({ model, published, predicted, match }) => [
      model,
      published,
      writeLike(predicted, published),
      significant(predicted, 4),
      mark(match, canvas),
    ]),
    canvas,
  );
  const title = 'Steps a second, each row predicted from the thirteen others';
  return [drawTitle(title, canvas), table].join('\n');
}

function summaryTable(summary: Backtest['summary'], canvas: Canvas): string {
  const line = (title: string, { figures, matches, ...errors }: Agreement) => [
    title,
    `${matches} of ${figures}`,
    formatPercent(errors.meanAbsoluteError),
    formatPercent(errors.maximumAbsoluteError),
    `${errors.bias < 0 ? '' : '+'}${formatPercent(errors.bias)}`,
  ];
  const table = drawTable(
    [
      { title: 'Summary' },
      { title: 'Match', align: 'right' },
      { title: 'Mean error', align: 'right' },
      { title: 'Largest', align: 'right' },
      { title: 'Bias', align: 'right' },
    ],
    [
      line('Parameters', summary.parameters),
      line('#TFlops', summary.tflops),
      line('Steps/s, fitted', summary.stepsPerSecond),
      line('Steps/s, left out', summary.leaveOneOut),
      line('  of them printed as 9 or more', summary.leaveOneOutFast),
    ],
    canvas,
  );
  const text = `Of the #TFlops, ${summary.tflops.matchesOfWholeStep} match as the count of a whole step; where a step has several microbatches the count of one may match instead. Printed speeds are whole numbers: their own rounding is up to 50% of a speed printed as 1.`;
  return `${table}\n\n${paragraph('  ', text, canvas.width)}`;
}
