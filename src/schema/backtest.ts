import * as z from 'zod';
import { PUBLISHED_QUANTITIES } from '../evidence/published';
import { outputOf } from './envelope';
import { amount, flag, signed, text, whole } from './fields';
import { visionBacktest } from './visionBacktest';

/** A printed figure beside the computed one. */
export const backtestRow = z.looseObject({
  table: text("The paper's table, such as Table 4."),
  model: text("The row's name as printed."),
  quantity: z.enum(PUBLISHED_QUANTITIES).describe('Which figure of the row.'),
  published: text('The figure as printed.'),
  computed: amount('The computed figure: parameters, #TFlops (MACs / 1e12) or steps a second.'),
  computedPerMicrobatch: amount('The count of one microbatch, where a step has several.').optional(),
  microbatches: whole('Microbatches of the step, where it has several.').optional(),
  match: flag('Whether the computed figure, written like the printed one, is the printed one.'),
  note: z.string().nullable().describe('What is known about the figure, or null.'),
});

/** A printed speed beside what the other thirteen predict. */
export const leftOutRow = z.looseObject({
  model: text("The row's name as printed, in Table 4."),
  published: text('Steps a second as printed.'),
  predicted: amount('Steps a second that the calibration on the other thirteen rows predicts.'),
  match: flag('Whether the predicted speed, written like the printed one, is the printed one.'),
});

const agreementFields = {
  figures: whole('Printed figures.'),
  matches: whole('Figures that come out as printed.'),
  meanAbsoluteError: amount('Mean absolute relative error, a fraction.'),
  maximumAbsoluteError: amount('Largest absolute relative error, a fraction.'),
  bias: signed('Mean signed relative error, a fraction.'),
};

/** How well predictions agree with printed figures. */
export const agreement = z.looseObject(agreementFields);

/** The agreement quantity by quantity, and on the rows left out. */
const backtestSummary = z
  .looseObject({
    parameters: agreement.describe('Over the printed parameters.'),
    tflops: agreement
      .extend({ matchesOfWholeStep: whole('Figures that the count of the whole step comes out as.') })
      .describe(
        'Over the printed #TFlops, each with the count it agrees with: of a microbatch or of the whole step.',
      ),
    stepsPerSecond: agreement.describe('Over the printed speeds, which the calibration has seen.'),
    leaveOneOut: agreement.describe('Over the printed speeds, each predicted from the others.'),
    leaveOneOutFast: agreement.describe(
      'Over the rows printed as 9 or more, whose rounding hides less than 6%.',
    ),
  })
  .describe('How well predictions agree with printed figures.');

/** A published average beside what a fit on the other fourteen expects. */
export const qualityRow = z.looseObject({
  table: text("The paper's table, such as Table 4."),
  model: text("The row's name as printed."),
  name: text('The canonical name of its shape.'),
  published: text(
    'The downstream average as printed; where none is, the three scores that it is the mean of.',
  ),
  average: amount('The published downstream average, in points.'),
  predicted: amount('What the fit on the fourteen others expects, in points.'),
  low: amount('Low end of its interval, in points.'),
  high: amount('High end of its interval, in points.'),
  inside: flag('Whether the published average lies in the interval.'),
});

/** How well left-out averages are predicted. */
export const qualityAgreement = z.looseObject({
  figures: whole('Published averages.'),
  inside: whole('Averages inside their intervals.'),
  level: amount('The share of averages that the intervals are made to hold.'),
  meanAbsoluteError: amount('Mean absolute error, in points.'),
  maximumAbsoluteError: amount('Largest absolute error, in points.'),
  bias: signed('Mean signed error, in points.'),
});

/** The output of `backtest --json`. */
export const backtestOutput = outputOf('backtest', {
  rows: z.array(backtestRow).describe('Every printed figure of Tables 1, 3 and 4 beside the computed one.'),
  leaveOneOut: z.array(leftOutRow).describe('Every printed speed beside what the other thirteen predict.'),
  quality: z
    .looseObject({
      rows: z.array(qualityRow).describe('Every published average, predicted from the others.'),
      summary: qualityAgreement.describe('How well they are predicted.'),
      sizeLeftOut: qualityAgreement.describe(
        'The same where every row of the same size is left out, not one alone.',
      ),
    })
    .describe('The downstream averages, each left out of the fit in turn.'),
  vision: visionBacktest,
  summary: backtestSummary,
});
