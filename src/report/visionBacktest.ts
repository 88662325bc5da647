import type { VisionBacktest } from '../evidence/visionBacktest';
import { formatPercent, formatWhole, significant } from '../units/format';
import { printedValue } from '../units/printed';
import type { Canvas } from './style';
import { drawTable } from './table';
import { drawTitle } from './title';
import { paragraph } from './wrap';

/** The speeds of Table 5 beside those that the calibration on Table 4 makes of the same steps, with several batches. */
export function drawVisionBacktest(vision: VisionBacktest, canvas: Canvas): string {
  const { chips, images } = vision;
  const title = `Steps a second of Table 5: ${chips} chips, ${formatWhole(images)} images`;
  return [
    drawTitle(title, canvas),
    rowTable(vision, canvas),
    drawTitle('The same with other batches: the paper prints none', canvas),
    batchTable(vision, canvas),
    paragraph('  ', layerText(vision), canvas.width),
  ].join('\n');
}

function rowTable({ rows }: VisionBacktest, canvas: Canvas): string {
  return drawTable(
    [
      { title: 'Model' },
      { title: 'Printed', align: 'right' },
      { title: 'Predicted', align: 'right' },
      { title: 'Interval', align: 'right' },
      { title: 'Error', align: 'right' },
    ],
    rows.map(({ model, published, predicted, low, high, inside }) => {
      const error = signed(predicted / printedValue(published) - 1);
      return [
        model,
        published,
        significant(predicted, 3),
        `${significant(low, 3)} to ${significant(high, 3)}`,
        { text: error, set: inside ? canvas.style.good : canvas.style.bad },
      ];
    }),
    canvas,
  );
}

function batchTable({ batches, rows }: VisionBacktest, canvas: Canvas): string {
  return drawTable(
    [
      { title: 'Images a step', align: 'right' },
      { title: 'In interval', align: 'right' },
      { title: 'Mean error', align: 'right' },
      { title: 'Largest', align: 'right' },
      { title: 'Bias', align: 'right' },
    ],
    batches.map(({ images, inside, meanAbsoluteError, maximumAbsoluteError, bias }) => [
      formatWhole(images),
      `${inside} of ${rows.length}`,
      formatPercent(meanAbsoluteError, 0),
      formatPercent(maximumAbsoluteError, 0),
      signed(bias),
    ]),
    canvas,
  );
}

function layerText({ layers }: VisionBacktest): string {
  const costs = layers.map(
    ({ from, to, published, predicted }) =>
      `${significant(published, 3)} ms from ${from} to ${to} (predicted ${significant(predicted, 3)})`,
  );
  return `Both are extrapolated from the speeds of Table 4. The printed speeds are of Vision Transformers in another library and include what the calibration has never seen, such as reading images. A layer adds ${costs.join(' and ')}: equal layers of one width do not cost the same in print, so no batch and no time that grows evenly with depth gives all four.`;
}

function signed(error: number): string {
  return `${error < 0 ? '' : '+'}${formatPercent(error, 0)}`;
}
