import presets from '../../presets/machines.json';
import { UserError } from '../problems/problem';

/** A kind of accelerator. Sources of the figures stand beside them in presets/machines.json. */
export interface Machine {
  readonly name: string;
  readonly title: string;
  readonly coresPerChip: number;
  /** Peak bfloat16 arithmetic of a core, in FLOP/s. */
  readonly peakFlopsPerCore: number;
  /** Rows and columns of the matrix unit: a dimension that is no multiple wastes part of it. */
  readonly matrixUnitWidth: number;
  readonly memoryBytesPerCore: number;
  readonly memoryBytesPerSecondPerCore: number;
  /** Of one link in one direction. */
  readonly linkBytesPerSecond: number;
  /** Links that a ring all-reduce keeps busy. */
  readonly linksPerRing: number;
  /** Slices that can be had, in chips. */
  readonly slices: readonly number[];
  readonly usdPerChipHour: number;
  readonly kilowattsPerChip: number;
  readonly powerUsageEffectiveness: number;
}

/** The machines that scaleplan knows. */
export const MACHINES: readonly Machine[] = presets.machines;

/** The machine that the paper trains on. */
export const PAPER_MACHINE = MACHINES[0] as Machine;

/**
 * The machine with this name.
 * @throws UserError `unknown-machine`
 */
export function machineNamed(name: string): Machine {
  const machine = MACHINES.find((candidate) => candidate.name === name.toLowerCase());
  if (machine) return machine;
  const names = MACHINES.map((candidate) => candidate.name);
  throw new UserError('unknown-machine', { name, names }, { text: name, start: 0, end: name.length });
}
