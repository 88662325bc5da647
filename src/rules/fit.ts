import { takeCensus } from '../census/census';
import { measureMemory } from '../census/memory';
import { layOut, MODEL_PARALLELISMS, type Slice, sliceOf } from '../machine/mesh';
import { UserError } from '../problems/problem';
import { formatBytes } from '../units/format';
import type { RuleContext } from './context';
import { placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

/** The model needs more memory than a core has. */
export const DOES_NOT_FIT: Rule = defineRule({
  id: 'does-not-fit',
  category: 'fit',
  defaultSeverity: 'error',
  title: 'the model does not fit the memory of a core',
  page: {
    what: 'Compares what a core holds in training (weights, gradients, optimizer slots and the activations of one microbatch) with its memory.',
    why: 'A model that does not fit fails in its first step, after the machine is booked. The paper gives larger sizes model parallelism for that: 2 for Large, 8 for XL, 32 for XXL (section 3).',
    example: 'Needs 32.47 GiB a core of 16.00 GiB (16 chips, model parallelism 1).',
    mend: 'Use the model parallelism or the slice that the hint names, fewer sequences a step, or a smaller shape.',
  },
  check: checkMemory,
});

function checkMemory(context: RuleContext): RuleResult[] {
  const { model } = context;
  if (model === null || model.memory.fits) return [];
  const { perCoreBytes, limitBytes } = model.memory;
  const { chips, modelParallelism } = model.slice;
  return [
    {
      message: `Needs ${formatBytes(perCoreBytes)} a core of ${formatBytes(limitBytes)} (${chips} chips, model parallelism ${modelParallelism}).`,
      hint: hintFor(context),
      actual: perCoreBytes,
      limit: limitBytes,
      unit: 'bytes',
      place: placeOf(context, 'modelParallelism', 'chips', 'dFf', 'encoderLayers'),
    },
  ];
}

function hintFor(context: RuleContext): string {
  const layout = smallestFittingLayout(context);
  if (layout === null)
    return 'No slice and model parallelism hold it: use fewer or shorter sequences, or a smaller shape.';
  const { slice, modelParallelism, bytes } = layout;
  const chips = slice.chips === context.setting.slice.chips ? '' : `--chips ${slice.chips} `;
  return `With ${chips}--model-parallelism ${modelParallelism} it needs ${formatBytes(bytes)} a core; fewer --sequences help too.`;
}

interface Layout {
  readonly slice: Slice;
  readonly modelParallelism: number;
  readonly bytes: number;
}

/** The fewest chips from the setting's on, and on them the least model parallelism, whose cores hold the model. */
function smallestFittingLayout({ shape, setting }: RuleContext): Layout | null {
  const { workload, slice: own } = setting;
  const census = takeCensus(shape, workload);
  for (const chips of own.machine.slices.filter((candidate) => candidate >= own.chips)) {
    const slice = sliceOf(own.machine, chips);
    for (const modelParallelism of MODEL_PARALLELISMS) {
      try {
        const { local } = layOut(shape, workload, slice, modelParallelism);
        const bytes = measureMemory(census, local).perCoreBytes;
        if (bytes <= own.machine.memoryBytesPerCore) return { slice, modelParallelism, bytes };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
  }
  return null;
}
