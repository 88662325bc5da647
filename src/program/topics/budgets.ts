import { PAPER_WORKLOAD } from '../../census/workload';
import { METRIC_NAMES } from '../../plan/metrics';
import { formatWhole } from '../../units/format';
import { BUDGETS } from '../flags';
import { type Block, listWords } from './blocks';

/** What models are held to by `suggest` and `check`. */
export function budgetsTopic(): Block[] {
  return [
    {
      text: 'suggest takes one limit or more and says which shapes to train within all of them; check takes the same limits and finds the models that break them.',
    },
    { terms: BUDGETS.map(([flag, description]) => [flag, description]) },
    {
      text: `Limits of the whole run count --steps (${formatWhole(PAPER_WORKLOAD.trainSteps)} unless told). A core's memory is always a limit. A shape is on the frontier where none is better in one metric and no worse in the others; the metrics of --frontier are ${listWords(METRIC_NAMES)}.`,
    },
    {
      text: "The recommendations follow the paper's DeepNarrow: deepen a smaller size before widening it. They prefer what was measured, tell what each rests on, and leave open what the intervals leave open.",
    },
    {
      calls: [
        'suggest --budget-flops 11T',
        'suggest --budget-params 200M --min-steps-per-second 9',
        'check configs/*.json --budget-flops 11T',
      ],
    },
  ];
}
