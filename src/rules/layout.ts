import type { ConfigField } from '../formats/config';
import { divides, MODEL_PARALLELISMS } from '../machine/mesh';
import { defaultModelParallelism } from '../names/defaultParallelism';
import type { RuleContext } from './context';
import { inFile, keyOf, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

const ABOUT_SEQUENCES: readonly string[] = ['fewer-sequences-than-replicas', 'indivisible-sequences'];

/** Model parallelism that the dimensions or the cores do not allow. */
export const INDIVISIBLE_MODEL_PARALLELISM: Rule = defineRule({
  id: 'indivisible-model-parallelism',
  category: 'fit',
  defaultSeverity: 'error',
  title: 'the model parallelism does not divide the dimensions',
  page: {
    what: 'Model parallelism splits heads, d_ff and the vocabulary evenly over cores (Mesh TensorFlow). Each must be a multiple of it, and the slice must have as many cores.',
    why: 'A layout that does not divide is refused when the graph is built, after the machine is booked. Sizes have their own model parallelism: 2 for Large, 8 for XL, 32 for XXL (section 3).',
    example: 'Model parallelism 8 does not divide heads (12).',
    mend: 'Use one of the model parallelisms that the hint names, or change the dimension to a multiple.',
  },
  check: checkModelParallelism,
});

/** Sequences that the replicas cannot share evenly. */
export const INDIVISIBLE_BATCH: Rule = defineRule({
  id: 'indivisible-batch',
  category: 'fit',
  defaultSeverity: 'error',
  title: 'the sequences of a step do not divide among the replicas',
  page: {
    what: 'A slice of n cores holds n / model parallelism replicas, and each takes the same whole number of the sequences of a step.',
    why: 'Data parallelism splits the batch evenly (section 3); a batch that does not divide is refused when the graph is built.',
    example: 'A step of 100 sequences cannot be shared out evenly among 32 replicas.',
    mend: 'Use a multiple of the replicas for the sequences, or more model parallelism, or fewer chips.',
  },
  check: checkBatch,
});

function parallelismOf({ setting, shape }: RuleContext): number | null {
  if (setting.modelParallelism === 'auto') return null;
  return setting.modelParallelism === 'default' ? defaultModelParallelism(shape) : setting.modelParallelism;
}

function checkModelParallelism(context: RuleContext): RuleResult[] {
  const { layoutProblem } = context;
  if (layoutProblem === null || ABOUT_SEQUENCES.includes(layoutProblem.code)) return [];
  const modelParallelism = parallelismOf(context);
  const offending = modelParallelism === null ? [] : indivisibleFields(context, modelParallelism);
  const isSize = layoutProblem.code === 'more-model-parallelism-than-cores';
  return [
    {
      message: layoutProblem.message,
      hint: hintFor(context, layoutProblem.hint, offending),
      actual: modelParallelism,
      limit: isSize ? context.setting.slice.cores : null,
      unit: isSize ? 'cores' : null,
      place: placeOf(context, ...offending.map(([field]) => field), 'modelParallelism', 'numHeads'),
    },
  ];
}

function indivisibleFields({ shape }: RuleContext, modelParallelism: number): [ConfigField, number][] {
  const { numHeads, dFf, vocabSize, numMemoryHeads } = shape;
  const split: [ConfigField, number][] = [
    ['numHeads', numHeads],
    ['dFf', dFf],
    ['vocabSize', vocabSize],
    ['numMemoryHeads', numMemoryHeads > 1 ? numMemoryHeads : 0],
  ];
  return split.filter(([, size]) => size % modelParallelism !== 0);
}

function hintFor(context: RuleContext, otherwise: string, offending: [ConfigField, number][]): string {
  const { shape, setting } = context;
  const { cores } = setting.slice;
  const wouldDo = MODEL_PARALLELISMS.filter(
    (candidate) =>
      candidate <= cores &&
      divides(shape, candidate) &&
      setting.workload.sequences % (cores / candidate) === 0,
  );
  if (wouldDo.length === 0) return otherwise;
  const fields = offending.map(([field]) => field);
  const change =
    fields.length > 0 && context.isFile
      ? `, or change ${fields.map((field) => keyOf(context, field)).join(' and ')}${inFile(context, ...fields)}`
      : '';
  return `Use --model-parallelism ${wouldDo.join(' or ')}${change}.`;
}

function checkBatch(context: RuleContext): RuleResult[] {
  const { layoutProblem, setting } = context;
  if (layoutProblem === null || !ABOUT_SEQUENCES.includes(layoutProblem.code)) return [];
  const { sequences } = setting.workload;
  const replicas = setting.slice.cores / (parallelismOf(context) ?? 1);
  const below = Math.floor(sequences / replicas) * replicas;
  const multiples = below > 0 ? `${below} or ${below + replicas}` : `${replicas}`;
  return [
    {
      message: layoutProblem.message,
      hint: `Use --sequences ${multiples} (a multiple of ${replicas} replicas), more --model-parallelism, or fewer --chips.`,
      actual: sequences,
      limit: replicas,
      unit: 'sequences',
      place: placeOf(context, 'sequences', 'modelParallelism', 'chips'),
    },
  ];
}
