import type { z } from 'zod/mini';
import type { SourceFile } from '../formats/config';
import { parseJson } from '../formats/json/parse';
import { isSameKind, isSameName, MACHINES, type Machine } from '../machine/machine';
import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';
import { type MachineInFile, machine, machineList } from '../schema/machineFile';
import { type Issue, mistakeOf, type Path, placeAt, type Written } from './issues';
import { keysIn } from './keys';
import { plain } from './plain';

/**
 * The machines of a file: one, or several under `machines`.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readMachineFile(source: SourceFile): Machine[] {
  const root = parseJson(source);
  const written = { source, root };
  if (root.kind === 'object' && root.members.has('machines')) {
    const { machines } = readBy(machineList, written);
    return machines.map((one, i) => addable(written, ['machines', i], toMachine(one)));
  }
  return [addable(written, [], toMachine(readBy(machine, written)))];
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

/**
 * A machine of a file; one that is known already may be there only with the same figures.
 * @param at where in the file the machine stands
 * @throws UserError `machine-known`
 */
export function addable({ source, root }: Written, at: Path, added: Machine): Machine {
  const known = MACHINES.find(({ name }) => isSameName(name, added.name));
  if (known === undefined) return added;
  if (isSameKind(known, { ...added, name: known.name })) return { ...added, name: known.name };
  throw new UserError('machine-known', { name: added.name }, placeAt(source, root, [...at, 'name']));
}

/**
 * What a file holds by its schema.
 * @throws UserError for the first issue, at its place; a key that is misspelt before the one that is missing for it
 */
export function readBy<Schema extends z.core.$ZodType>(schema: Schema, written: Written): z.infer<Schema> {
  const parsed = (schema as unknown as z.ZodMiniType).safeParse(plain(written.root));
  if (parsed.success) return parsed.data as z.infer<Schema>;
  const issues = parsed.error.issues as readonly unknown[] as readonly Issue[];
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? (issues[0] as Issue);
  const error = mistakeOf(written.source, written.root, issue, (path) => keysIn(schema, path));
  if (error.code !== 'project-unknown-key') throw error;
  const { key, names } = error.details as UserError<'project-unknown-key'>['details'];
  const known = names.filter((name) => !name.startsWith('$'));
  const details = { what: kindOf(schema, issue), key, nearest: nearestKeys(key, known), names: known };
  throw new UserError('machine-unknown-key', details, error.place);
}

/** What an object that has a key too many is. */
function kindOf(schema: z.core.$ZodType, { path }: Issue): string {
  const [top] = path;
  const isMachine = schema === machine || top === 'machine' || (schema === machineList && path.length > 0);
  if (isMachine) return 'A machine';
  if (schema === machineList) return 'A file of machines';
  return top === undefined ? 'A calibration' : `The part ${String(top)} of a calibration`;
}

/** The keys spelled most like one, or else those that begin like it. */
function nearestKeys(key: string, known: readonly string[]): string[] {
  const nearest = nearestSpellings(key, known);
  if (nearest.length > 0 || key.length < 3) return nearest;
  return known.filter((name) => name.toLowerCase().startsWith(key.toLowerCase())).slice(0, 2);
}
