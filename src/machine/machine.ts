import presets from '../../presets/machines.json';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';

/** A kind of accelerator. Sources of the figures stand beside them in presets/machines.json. */
export interface Machine {
  readonly name: string;
  readonly title: string;
  /** Devices that a program sees on a chip: two on TPU v2 and v3, one elsewhere. */
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
  /** US dollars on demand, or null where no source tells. */
  readonly usdPerChipHour: number | null;
  /** Of a chip with its host, or null where no source tells. */
  readonly kilowattsPerChip: number | null;
  readonly powerUsageEffectiveness: number | null;
  /** Where the figures come from, by their names. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** The machines that scaleplan knows. */
export const MACHINES: readonly Machine[] = presets.machines;

/** More names than this that begin alike are no help. */
const MOST_NEAREST = 3;

/** The machine that the paper trains on. */
export const PAPER_MACHINE = MACHINES[0] as Machine;

/** The paper's own slice for most of its runs (section 3). */
export const PAPER_CHIPS = 16;

/**
 * The machine with this name, of those that scaleplan knows and those that a user adds. Case does not count, nor what
 * stands between words: `TPU_V3` and `tpuv3` are tpu-v3.
 * @throws UserError `unknown-machine`
 */
export function machineNamed(name: string, added: readonly Machine[] = []): Machine {
  const machines = [...added, ...MACHINES];
  const machine = machines.find((candidate) => isSameName(candidate.name, name));
  if (machine) return machine;
  const names = [...new Set(machines.map((candidate) => candidate.name))];
  const nearest = nearestNames(name, names);
  throw new UserError('unknown-machine', { name, nearest, names }, wholeOf(name));
}

/** Whether two names are one machine's: case, dashes, dots and underscores do not count. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '');
}

/** Names that begin like this one (`tpu-v5`), or else those spelled most like it. */
function nearestNames(name: string, names: readonly string[]): string[] {
  const plain = plainName(name);
  const longer = names.filter((candidate) => plainName(candidate).startsWith(plain));
  return longer.length > 0 && longer.length <= MOST_NEAREST ? longer : nearestSpellings(name, names);
}

/** The chips of a slice where nobody says how many: the paper's 16, or the largest slice there is where none has 16. */
export function defaultChips({ slices }: Machine): number {
  return slices.includes(PAPER_CHIPS) ? PAPER_CHIPS : Math.max(...slices);
}

/** The figures that a step time depends on. */
const FIGURES = [
  'coresPerChip',
  'peakFlopsPerCore',
  'matrixUnitWidth',
  'memoryBytesPerSecondPerCore',
  'linkBytesPerSecond',
  'linksPerRing',
] as const satisfies readonly (keyof Machine)[];

/** Whether two machines are as fast as each other in everything that a step time depends on. */
export function sameMachine(a: Machine, b: Machine): boolean {
  return a.name === b.name && FIGURES.every((figure) => a[figure] === b[figure]);
}

/** Whether two machines of one name are one: as fast, with as much memory, in the same slices. Prices may be a user's own. */
export function isSameKind(a: Machine, b: Machine): boolean {
  const sameSlices =
    a.slices.length === b.slices.length && a.slices.every((chips, i) => chips === b.slices[i]);
  return sameMachine(a, b) && a.memoryBytesPerCore === b.memoryBytesPerCore && sameSlices;
}
