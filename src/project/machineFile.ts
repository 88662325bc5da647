import type { SourceFile } from '../formats/config';
import { parseJson } from '../formats/json/parse';
import { MACHINES, type Machine, sameMachine } from '../machine/machine';
import { UserError } from '../problems/problem';
import { MACHINE_KEYS, type MachineInFile, machine, machineList } from '../schema/machineFile';
import { type Issue, mistakeOf, type Path, placeAt, type Written } from './issues';
import { plain } from './plain';

/**
 * The machines of a file: one, or several under `machines`.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readMachineFile(source: SourceFile): Machine[] {
  const root = parseJson(source);
  const written = { source, root };
  if (root.kind === 'object' && root.members.has('machines')) {
    const parsed = machineList.safeParse(plain(root));
    throwFirst(written, parsed.error?.issues, []);
    return (parsed.data?.machines ?? []).map((one, i) => addable(written, ['machines', i], toMachine(one)));
  }
  const parsed = machine.safeParse(plain(root));
  throwFirst(written, parsed.error?.issues, []);
  return [addable(written, [], toMachine(parsed.data as MachineInFile))];
}

/** A machine with what the file may leave out: no price and no power are known then. */
export function toMachine(one: MachineInFile): Machine {
  return {
    name: one.name.toLowerCase(),
    title: one.title ?? one.name,
    coresPerChip: one.coresPerChip,
    peakFlopsPerCore: one.peakFlopsPerCore,
    matrixUnitWidth: one.matrixUnitWidth,
    memoryBytesPerCore: one.memoryBytesPerCore,
    memoryBytesPerSecondPerCore: one.memoryBytesPerSecondPerCore,
    linkBytesPerSecond: one.linkBytesPerSecond,
    linksPerRing: one.linksPerRing,
    slices: [...new Set(one.slices)].sort((a, b) => a - b),
    usdPerChipHour: one.usdPerChipHour ?? null,
    kilowattsPerChip: one.kilowattsPerChip ?? null,
    powerUsageEffectiveness: one.powerUsageEffectiveness ?? null,
    ...(one.sources === undefined ? {} : { sources: one.sources }),
  };
}

/** A machine that is known already may be in a file only with the same figures. */
function addable({ source, root }: Written, path: Path, added: Machine): Machine {
  const known = MACHINES.find(({ name }) => name === added.name);
  if (known === undefined || sameMachine(known, added)) return added;
  throw new UserError('machine-known', { name: added.name }, placeAt(source, root, [...path, 'name']));
}

/**
 * Throws the first issue of a schema, at its place.
 * @param at where the machine that it may be about stands
 */
export function throwFirst(
  { source, root }: Written,
  issues: readonly unknown[] | undefined,
  at: Path,
): void {
  const [issue] = issues ?? [];
  if (issue === undefined) return;
  const error = mistakeOf(source, root, issue as Issue, (path) =>
    at.length === 0 && path.length === 0 && isList(root) ? ['machines'] : MACHINE_KEYS,
  );
  if (error.code !== 'project-unknown-key') throw error;
  const { key, nearest, names } = error.details as UserError<'project-unknown-key'>['details'];
  throw new UserError('machine-unknown-key', { what: 'A machine', key, nearest, names }, error.place);
}

function isList(root: Written['root']): boolean {
  return root.kind === 'object' && root.members.has('machines');
}
