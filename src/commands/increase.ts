import type { Budget } from '../plan/budget';
import { parseIncrease } from '../project/quantities';
import type { AllowedIncrease } from '../rules/context';
import { MEASURES } from '../rules/measures';

/** The flags that allow an increase against the baseline, one a measure: `--increase-flops 5%`. */
const INCREASE_FLAGS = MEASURES.map(({ key, id, noun }) => ({ key, flag: `--increase-${id}`, noun }));

/**
 * The increases that the flags allow, each as `5%`, a quantity, or both with a comma: then both hold.
 * @throws UserError for one that cannot be read
 */
export function readIncreases(
  flags: Readonly<Record<string, unknown>>,
): Partial<Record<keyof Budget, AllowedIncrease>> {
  const entries = INCREASE_FLAGS.flatMap(({ key, flag }) => {
    const text = flags[camelCase(flag)];
    const kind = key === 'memoryBytes' ? 'bytes' : 'count';
    return typeof text === 'string' ? [[key, parseIncrease(text, { flag, kind })]] : [];
  });
  return Object.fromEntries(entries);
}

function camelCase(flag: string): string {
  return flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
