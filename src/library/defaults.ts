import { PAPER_WORKLOAD, type Workload } from '../census/workload';
import { PAPER_CHIPS, PAPER_MACHINE } from '../machine/machine';
import { OPERATOR_CODES, type OperatorCode } from '../model/operators';
import { type Size, SIZES as TEXT_SIZES } from '../model/sizes';
import { VISION_SIZES as IMAGE_SIZES, type VisionSize } from '../model/vision';
import { BUDGET_KEYS, type BudgetKey } from '../plan/budget';
import { METRIC_NAMES, type MetricName } from '../plan/metrics';
import { frozenCopy } from './frozen';

declare const SCALEPLAN_VERSION: string;

/** The version of scaleplan. */
export const VERSION: string = SCALEPLAN_VERSION;

/** The eight sizes of Table 1, narrowest first, misprints corrected. */
export const SIZES: readonly Size[] = frozenCopy(TEXT_SIZES);

/** The sizes of Vision Transformers, narrowest first. */
export const VISION_SIZES: readonly VisionSize[] = frozenCopy(IMAGE_SIZES);

/** The scaling operators of Table 2, in the order of a canonical name. */
export const OPERATORS: readonly OperatorCode[] = frozenCopy(OPERATOR_CODES);

/** The limits that a budget can set, in the order in which they are reported. */
export const LIMITS: readonly BudgetKey[] = frozenCopy(BUDGET_KEYS);

/** What a frontier can be drawn over. */
export const METRICS: readonly MetricName[] = frozenCopy(METRIC_NAMES);

/** What stands in for options that are left out: the paper's own run. */
export interface Defaults {
  readonly machine: string;
  readonly chips: number;
  readonly modelParallelism: 'default';
  readonly base: 'BASE';
  readonly workload: Workload;
}

/** What stands in for options that are left out: the paper's own run (section 3). */
export const DEFAULTS: Defaults = frozenCopy({
  machine: PAPER_MACHINE.name,
  chips: PAPER_CHIPS,
  modelParallelism: 'default',
  base: 'BASE',
  workload: PAPER_WORKLOAD,
});
