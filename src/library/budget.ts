import { BUDGET_KEYS, type Budget } from '../plan/budget';
import { BUDGET_FLAGS, readBudget } from '../request/budget';
import { amountText, checkKeys } from './checks';
import type { Amount } from './options';

/** Limits that hold all at once; only those that are set count. Numbers are in base units. */
export interface Limits {
  /** The paper's #TFlops of one step, in multiply-accumulates: `11e12` or `'11T'`. */
  readonly flops?: Amount;
  /** `200e6` or `'200M'`. */
  readonly parameters?: Amount;
  /** Speed at least. */
  readonly minStepsPerSecond?: Amount;
  /** Floating-point operations of the whole run: `1e21`. */
  readonly trainFlops?: Amount;
  /** Hours of the whole run. */
  readonly hours?: Amount;
  /** US dollars of the whole run, on demand. */
  readonly usd?: Amount;
  /** Bytes a core: `12 * 2 ** 30` or `'12GiB'`. */
  readonly memoryBytes?: Amount;
}

/**
 * Limits in base units.
 * @throws UserError for a limit that there is none of, or that cannot be read
 */
export function readLimits(name: string, limits: unknown): Budget {
  const given = checkKeys(name, limits, BUDGET_KEYS);
  const flags = BUDGET_KEYS.flatMap((key) =>
    key in given ? [[BUDGET_FLAGS[key].key, amountText(key, given[key])]] : [],
  );
  return readBudget(Object.fromEntries(flags));
}
