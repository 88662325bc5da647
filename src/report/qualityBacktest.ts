import type { QualityBacktest } from '../evidence/quality/backtest';
import { formatPercent } from '../units/format';
import { formatPoints } from '../units/score';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { drawTitle } from './title';
import { paragraph } from './wrap';

/** The published downstream averages, each beside what the others predict, and the errors. */
export function drawQualityBacktest(backtest: QualityBacktest, canvas: Canvas): string {
  const { rows, summary, sizeLeftOut } = backtest;
  const { style, width } = canvas;
  const inside = (is: boolean): Cell =>
    is ? { text: 'yes', set: style.good } : { text: 'NO', set: style.bad };
  const table = drawTable(
    [
      { title: 'Model' },
      { title: 'Average', align: 'right' },
      { title: 'Predicted', align: 'right' },
      { title: 'Error', align: 'right' },
      { title: 'Interval' },
      { title: 'Inside' },
    ],
    rows.map((row) => [
      row.model,
      row.average.toFixed(2),
      row.predicted.toFixed(2),
      formatPoints(row.predicted - row.average, 'published'),
      `${row.low.toFixed(2)} to ${row.high.toFixed(2)}`,
      inside(row.inside),
    ]),
    canvas,
  );
  const { figures, level, meanAbsoluteError, maximumAbsoluteError, bias } = summary;
  const means = rows.filter(({ published }) => published.includes('/'));
  const notes = [
    `Mean error ${meanAbsoluteError.toFixed(2)} points, largest ${maximumAbsoluteError.toFixed(2)}, bias ${formatPoints(bias, 'published')}; ${summary.inside} of ${figures} averages lie inside their ${formatPercent(level, 0)} intervals.`,
    `With all rows of the same size left out: mean error ${sizeLeftOut.meanAbsoluteError.toFixed(2)} points, largest ${sizeLeftOut.maximumAbsoluteError.toFixed(2)}; ${sizeLeftOut.inside} of ${sizeLeftOut.figures} inside.`,
    ...means.map(
      ({ model, table: source, published }) => `${model} is the mean of ${published} (${source}).`,
    ),
    'The form of the fit was chosen on these same points, so on new ones expect somewhat more.',
  ];
  const title = `Average points, each row predicted from the ${figures - 1} others`;
  return [drawTitle(title, canvas), table, '', ...notes.map((note) => paragraph('  ', note, width))].join(
    '\n',
  );
}
