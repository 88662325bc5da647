import { MISALIGNED } from './alignment';
import { BUDGET_RULES } from './budgets';
import { EXTRAPOLATED_SPEED, FAR_FROM_EVIDENCE } from './evidence';
import { DOES_NOT_FIT } from './fit';
import { INCREASE_RULES } from './increases';
import { INDIVISIBLE_BATCH, INDIVISIBLE_MODEL_PARALLELISM } from './layout';
import { NAME_DISAGREES } from './names';
import { WIDE_WHERE_NARROW } from './narrower';
import type { Rule } from './rule';
import { INEFFICIENT_KEY_SIZE, TOO_DEEP, UNSTUDIED_IMBALANCE } from './shape';
import { INEFFICIENT_D_MODEL, INEFFICIENT_FEED_FORWARD } from './widths';

/** Every rule, in the order in which findings are reported. */
export const RULES: readonly Rule[] = [
  ...BUDGET_RULES,
  ...INCREASE_RULES,
  DOES_NOT_FIT,
  INDIVISIBLE_MODEL_PARALLELISM,
  INDIVISIBLE_BATCH,
  WIDE_WHERE_NARROW,
  TOO_DEEP,
  MISALIGNED,
  INEFFICIENT_FEED_FORWARD,
  INEFFICIENT_KEY_SIZE,
  INEFFICIENT_D_MODEL,
  UNSTUDIED_IMBALANCE,
  FAR_FROM_EVIDENCE,
  EXTRAPOLATED_SPEED,
  NAME_DISAGREES,
];

/** The ids of all rules, in the same order. */
export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);
