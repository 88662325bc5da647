import type { Workload } from '../census/workload';
import type { Slice } from '../machine/mesh';

const SECONDS_PER_HOUR = 3600;

/** What a whole training run takes. */
export interface TrainingCost {
  readonly hours: number;
  readonly chipHours: number;
  /** US dollars on demand. */
  readonly usd: number;
  /** Kilowatt-hours at the data centre's meter: chips with their hosts, times the power usage effectiveness. */
  readonly kwh: number;
}

/** The cost of all steps of a run at this many seconds a step. Prices and power stand with their sources in presets/machines.json. */
export function costOfTraining(
  seconds: number,
  { trainSteps }: Workload,
  { machine, chips }: Slice,
): TrainingCost {
  const hours = (trainSteps * seconds) / SECONDS_PER_HOUR;
  const chipHours = hours * chips;
  return {
    hours,
    chipHours,
    usd: chipHours * machine.usdPerChipHour,
    kwh: chipHours * machine.kilowattsPerChip * machine.powerUsageEffectiveness,
  };
}
