import type { ModelEstimate } from '../estimate/model';
import { knownUsd } from '../estimate/training';
import type { Budget } from '../plan/budget';
import {
  formatBytes,
  formatCount,
  formatHours,
  formatScientific,
  formatTflops,
  formatUsd,
  significant,
} from '../units/format';

/** Something that a budget limits: where it stands in an estimate, and what it is called where. */
export interface Measure {
  readonly key: keyof Budget;
  /** The end of the ids of its rules. */
  readonly id: string;
  /** In a sentence: `costs 11.40 #TFlops`. */
  readonly noun: string;
  readonly budgetFlag: string;
  /** Its key in the budgets, and in the allowed increases, of scaleplan.config.json. */
  readonly budgetKey: string;
  readonly increaseKey: string;
  readonly unit: string;
  /** Base units in one unit of a finding. */
  readonly scale: number;
  /** Whether a model must have at least the limit, not at most. */
  readonly atLeast: boolean;
  /** A limit for the examples of the documentation, in base units. */
  readonly sample: number;
  /** In base units. */
  readonly of: (model: ModelEstimate) => number;
  /** A value in base units, for people. */
  readonly write: (value: number) => string;
}

const COMMON = { scale: 1, atLeast: false };

/** Everything that a budget limits, in the order in which it is reported. */
export const MEASURES: readonly Measure[] = [
  {
    ...COMMON,
    key: 'flops',
    id: 'flops',
    noun: '#TFlops of a step',
    budgetFlag: '--budget-flops',
    budgetKey: 'flops',
    increaseKey: 'flops',
    unit: 'tflops',
    scale: 1e12,
    sample: 11e12,
    of: ({ compute }) => compute.forwardMacs,
    write: (value) => `${formatTflops(value / 1e12)} #TFlops`,
  },
  {
    ...COMMON,
    key: 'parameters',
    id: 'params',
    noun: 'parameters',
    budgetFlag: '--budget-params',
    budgetKey: 'params',
    increaseKey: 'params',
    unit: 'parameters',
    sample: 200e6,
    of: ({ parameters }) => parameters.total,
    write: (value) => `${formatCount(value)} parameters`,
  },
  {
    ...COMMON,
    key: 'trainFlops',
    id: 'train-flops',
    noun: 'training FLOPs',
    budgetFlag: '--budget-train-flops',
    budgetKey: 'trainFlops',
    increaseKey: 'trainFlops',
    unit: 'flops',
    sample: 4e19,
    of: ({ compute }) => compute.trainFlops,
    write: (value) => `${formatScientific(value)} FLOPs`,
  },
  {
    ...COMMON,
    key: 'minStepsPerSecond',
    id: 'steps-per-second',
    noun: 'speed',
    budgetFlag: '--min-steps-per-second',
    budgetKey: 'minStepsPerSecond',
    increaseKey: 'stepsPerSecond',
    unit: 'steps/s',
    atLeast: true,
    sample: 9,
    of: ({ throughput }) => throughput.stepsPerSecond,
    write: (value) => `${significant(value, 3)} steps/s`,
  },
  {
    ...COMMON,
    key: 'memoryBytes',
    id: 'memory',
    noun: 'memory of a core',
    budgetFlag: '--budget-memory',
    budgetKey: 'memory',
    increaseKey: 'memory',
    unit: 'bytes',
    sample: 12 * 1024 ** 3,
    of: ({ memory }) => memory.perCoreBytes,
    write: formatBytes,
  },
  {
    ...COMMON,
    key: 'hours',
    id: 'hours',
    noun: 'hours of training',
    budgetFlag: '--budget-hours',
    budgetKey: 'hours',
    increaseKey: 'hours',
    unit: 'hours',
    sample: 24,
    of: ({ training }) => training.hours,
    write: formatHours,
  },
  {
    ...COMMON,
    key: 'usd',
    id: 'usd',
    noun: 'dollars of training',
    budgetFlag: '--budget-usd',
    budgetKey: 'usd',
    increaseKey: 'usd',
    unit: 'usd',
    sample: 500,
    of: ({ training, slice }) => knownUsd(training, slice.machine),
    write: formatUsd,
  },
];

/** Values in base units for people; written in full where rounding would make different ones look the same. */
export function writeDistinctly({ write, scale, unit }: Measure, values: readonly number[]): string[] {
  const written = values.map(write);
  const looksTheSame = values.some((value, i) =>
    values.some((other, j) => other !== value && written[i] === written[j]),
  );
  return looksTheSame ? values.map((value) => `${value / scale} ${unit}`) : written;
}
