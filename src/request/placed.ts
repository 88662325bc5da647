import type { ConfigField } from '../formats/config';
import { tellAt } from '../problems/place';
import type { UserError } from '../problems/problem';
import type { ProblemCode } from '../problems/texts';
import type { CommonFlags } from './setting';
import type { Target } from './targets';

type RunField = 'chips' | 'modelParallelism' | 'sequences';

/** What may be wrong where a model cannot be laid out, the likeliest first. */
const FIELDS_OF_PROBLEMS: Readonly<Partial<Record<ProblemCode, readonly RunField[]>>> = {
  'no-such-slice': ['chips'],
  'bad-model-parallelism': ['modelParallelism'],
  'more-model-parallelism-than-cores': ['modelParallelism', 'chips'],
  'no-model-parallelism': ['chips', 'sequences'],
  'indivisible-dimensions': ['modelParallelism'],
  'fewer-sequences-than-replicas': ['sequences', 'chips', 'modelParallelism'],
  'indivisible-sequences': ['sequences', 'chips', 'modelParallelism'],
};

/** The dimensions that a layout splits, by what its messages call them. */
const DIMENSIONS: Readonly<Record<string, ConfigField>> = {
  heads: 'numHeads',
  d_ff: 'dFf',
  vocabulary: 'vocabSize',
  'memory heads': 'numMemoryHeads',
};

/**
 * Does work on a target; a layout that cannot be is told with the line of the target's file that asks for it, where it is
 * not a flag that does.
 * @throws UserError of the work, with a place in the file
 */
export function withPlaceOf<Result>(
  { places }: Pick<Target, 'places'>,
  flags: Pick<CommonFlags, RunField>,
  work: () => Result,
): Result {
  return tellAt((error) => {
    const fields = (FIELDS_OF_PROBLEMS[error.code] ?? []).filter((field) => flags[field] === undefined);
    const candidates: ConfigField[] = [...fields, ...dimensionsOf(error)];
    return candidates.map((field) => places[field]).find((found) => found !== undefined);
  }, work);
}

function dimensionsOf({ code, details }: UserError): ConfigField[] {
  if (code !== 'indivisible-dimensions') return [];
  const { dimensions } = details as UserError<'indivisible-dimensions'>['details'];
  return dimensions.flatMap(([name]) => DIMENSIONS[name] ?? []);
}
