import type { Budget } from '../plan/budget';
import { UserError } from '../problems/problem';
import type { AllowedIncrease } from '../rules/context';
import { MEASURES } from '../rules/measures';
import { parseQuantity } from '../units/quantity';

/** The flags that allow an increase against the baseline, one a measure: `--increase-flops 5%`. */
export const INCREASE_FLAGS = MEASURES.map(({ key, id, noun }) => ({ key, flag: `--increase-${id}`, noun }));

/**
 * The increases that the flags allow, each as `5%`, a quantity, or both with a comma: then both hold.
 * @throws UserError for one that cannot be read
 */
export function readIncreases(
  flags: Readonly<Record<string, unknown>>,
): Partial<Record<keyof Budget, AllowedIncrease>> {
  const entries = INCREASE_FLAGS.flatMap(({ key, flag }) => {
    const text = flags[camelCase(flag)];
    return typeof text === 'string' ? [[key, readIncrease(flag, key, text)]] : [];
  });
  return Object.fromEntries(entries);
}

function readIncrease(flag: string, key: keyof Budget, text: string): AllowedIncrease {
  const kind = key === 'memoryBytes' ? 'bytes' : 'count';
  let increase: AllowedIncrease = {};
  for (const part of text.split(',')) {
    const word = part.trim();
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(word)?.[1];
    const bound =
      percent === undefined
        ? { absolute: word === '0' ? 0 : parseQuantity(word, { flag, kind }) }
        : { percent: Number(percent) };
    const [name] = Object.keys(bound) as [keyof AllowedIncrease];
    if (increase[name] !== undefined)
      throw new UserError('increase-twice', { flag }, { text, start: 0, end: text.length });
    increase = { ...increase, ...bound };
  }
  return increase;
}

function camelCase(flag: string): string {
  return flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
