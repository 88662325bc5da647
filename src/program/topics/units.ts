import { PAPER_WORKLOAD } from '../../census/workload';
import { backtest } from '../../evidence/backtest';
import { PAPER_CHIPS, PAPER_MACHINE } from '../../machine/machine';
import { sizeNamed, VOCAB_SIZE } from '../../model/sizes';
import { formatScientific, formatTflops, formatWhole } from '../../units/format';
import type { Block } from './blocks';

/** Each multiply-accumulate is a multiplication and an addition; the step goes forward once and back twice. */
const FLOPS_PER_MAC = 2;
const PASSES = 3;

/** What every number of the program means, and how numbers are typed. */
export function unitsTopic(): Block[] {
  const { sequences, encoderLength, decoderLength, trainSteps } = PAPER_WORKLOAD;
  const { name } = sizeNamed('BASE');
  const row = backtest().rows.find(
    ({ model, quantity }) => model.toUpperCase() === name && quantity === 'tflops',
  );
  const tflops = row?.computed ?? 0;
  const flops = FLOPS_PER_MAC * PASSES * tflops * 1e12;
  return [
    {
      text: `Unless flags or a model's own file say otherwise, numbers are of the paper's run: ${formatWhole(trainSteps)} steps of ${sequences} sequences of ${encoderLength} encoder and ${decoderLength} decoder tokens, on ${PAPER_CHIPS} chips of ${PAPER_MACHINE.title}.`,
    },
    {
      terms: [
        [
          'parameters',
          `the weights, embeddings of ${formatWhole(VOCAB_SIZE)} words included; Table 4 adds the optimizer's slots for sizes that are not those of Table 1, and --json gives both`,
        ],
        [
          '#TFlops',
          'as in the paper: multiply-accumulates of the forward pass of one step, in 1e12, over all cores. A multiply-accumulate counts once, not twice; look-ups of embeddings count; what several cores repeat counts as often',
        ],
        [
          'training FLOPs',
          `${FLOPS_PER_MAC} x ${PASSES} = ${FLOPS_PER_MAC * PASSES} times that, times steps: a multiplication and an addition, forward once and back twice. ${name} has ${formatTflops(tflops)} #TFlops, so ${formatScientific(flops)} FLOPs a step and ${formatScientific(flops * trainSteps)} a run`,
        ],
        ['steps/s', 'training steps a second: forward, backward and update, as calibrated on Table 4'],
        [
          'mfu',
          "training FLOPs of a step over those that the slice could do in its time, from the machine's peak",
        ],
        ['memory', 'bytes that one core needs: weights, gradients, optimizer, activations'],
        [
          'chip-hours, USD, kWh',
          'hours of the whole run times chips; on-demand price; power of a chip with its host',
        ],
        ['average', 'mean of the downstream scores of Table 4, in points of 100'],
      ],
    },
    { heading: 'How numbers are typed' },
    {
      text: 'A plain or scientific number with a suffix: K M G T P E are powers of 1000 and B is a billion; bytes take KB to EB and, as powers of 1024, KiB to EiB. Case does not matter: 11T, 60.5M, 1e21, 12GiB. In names alone K is 1024: FF9K.',
    },
    { calls: ['describe BASE --why', 'suggest --budget-flops 11T --budget-memory 12GiB'] },
    {
      text: 'describe --why shows the lines that every number is the sum of. In --json numbers are in base units, with the unit in the key.',
    },
  ];
}
