import { type Agreement, backtest } from '../../evidence/backtest';
import { formatPercent, formatWhole } from '../../units/format';
import type { Block } from './blocks';

/** How the estimates compare with what was printed, from the same rows as `backtest`. */
export function accuracyTopic(): Block[] {
  const { summary, quality, vision } = backtest();
  const { summary: averages, sizeLeftOut } = quality;
  const outside = vision.rows.filter(({ inside }) => !inside).length;
  return [
    {
      text: 'Parameters and #TFlops are counted, not estimated. Speed and downstream averages are estimates. What follows is computed anew from the tables of the paper by this version; backtest shows every row.',
    },
    { heading: 'Against the printed figures' },
    {
      terms: [
        ['parameters', matched(summary.parameters)],
        [
          '#TFlops',
          `${matched(summary.tflops)}; ${summary.tflops.matchesOfWholeStep} as the count of a whole step, others as that of one of several microbatches. audit tells why the rest do not`,
        ],
        [
          'steps/s, fitted',
          `${errorsOf(summary.stepsPerSecond)} on the ${summary.stepsPerSecond.figures} figures of Table 4 that the calibration was made of`,
        ],
      ],
    },
    { heading: 'On models that were left out' },
    {
      terms: [
        [
          'steps/s',
          `${errorsOf(summary.leaveOneOut)}, each figure predicted from the others; of those printed as 9 or more, whose rounding hides little, ${errorsOf(summary.leaveOneOutFast)}`,
        ],
        [
          'averages',
          `mean error ${averages.meanAbsoluteError.toFixed(2)} points, largest ${averages.maximumAbsoluteError.toFixed(2)}, each predicted from the ${averages.figures - 1} others; ${averages.inside} of ${averages.figures} lie inside intervals made to hold ${formatPercent(averages.level, 0)}`,
        ],
        [
          'sizes left out',
          `with all rows of a size left out, the averages have a mean error of ${sizeLeftOut.meanAbsoluteError.toFixed(2)} points, and ${sizeLeftOut.inside} of ${sizeLeftOut.figures} lie inside`,
        ],
        [
          'ViT, steps/s',
          `${vision.rows.length - outside} of the ${vision.rows.length} speeds of Table 5 lie inside their intervals with ${formatWhole(vision.images)} images a step; the paper does not print its batch`,
        ],
      ],
    },
    { heading: 'What an estimate says of itself' },
    {
      terms: [
        ['calibrated', 'the step is like those that were measured: interpolated'],
        [
          'extrapolated',
          'it is outside of them, such as on another machine: the interval is wider, and tells less',
        ],
        [
          'published, fitted',
          'an average is printed in the paper, or comes from the fit through those that are',
        ],
        [
          'low, high',
          'the interval of a speed or an average, with the rounding of the printed figures and the disagreement of the rows in it',
        ],
      ],
    },
    { heading: 'What is left out' },
    {
      text: "Reading data, saving checkpoints, evaluation, compiling, failures and queues; the price of anything but chips; other optimizers and precisions than those of the paper. Only TPU v3 was measured: speeds of other machines rest on their published peaks. Averages hold for the pre-training and the tasks of the paper alone. A calibration on your own runs (calibrate) replaces the paper's.",
    },
    { calls: ['backtest', 'audit', 'calibrate runs.csv -o cluster.json'] },
  ];
}

function matched({ matches, figures }: Agreement): string {
  return `${matches} of ${figures} are as printed`;
}

function errorsOf({ meanAbsoluteError, maximumAbsoluteError }: Agreement): string {
  return `mean error ${formatPercent(meanAbsoluteError)}, largest ${formatPercent(maximumAbsoluteError)}`;
}
