import type { Workload } from '../census/workload';
import type { Slice } from '../machine/mesh';
import { UserError } from '../problems/problem';

const SECONDS_PER_HOUR = 3600;

/** What a whole training run takes. */
export interface TrainingCost {
  readonly hours: number;
  readonly chipHours: number;
  /** US dollars on demand; null where the machine's price is unknown. */
  readonly usd: number | null;
  /**
   * Kilowatt-hours at the data centre's meter: chips with their hosts, times the power usage effectiveness; null where the
   * machine's power is unknown.
   */
  readonly kwh: number | null;
}

/** The cost of all steps of a run at this many seconds a step. Prices and power stand with their sources in presets/machines.json. */
export function costOfTraining(
  seconds: number,
  { trainSteps }: Workload,
  { machine, chips }: Slice,
): TrainingCost {
  const hours = (trainSteps * seconds) / SECONDS_PER_HOUR;
  const chipHours = hours * chips;
  const { usdPerChipHour, kilowattsPerChip, powerUsageEffectiveness } = machine;
  return {
    hours,
    chipHours,
    usd: usdPerChipHour === null ? null : chipHours * usdPerChipHour,
    kwh:
      kilowattsPerChip === null || powerUsageEffectiveness === null
        ? null
        : chipHours * kilowattsPerChip * powerUsageEffectiveness,
  };
}

/**
 * The US dollars of a run, where they are needed.
 * @throws UserError `machine-without-price`
 */
export function knownUsd({ usd }: TrainingCost, machine: string): number {
  if (usd === null) throw new UserError('machine-without-price', { machine });
  return usd;
}
