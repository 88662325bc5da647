import { nearestSpellings } from '../../problems/nearest';
import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { GinConfig } from './config';
import type { GinBinding, GinValue } from './syntax';

/** The names that a reader looks for; others near one of them are taken for misspelt. */
export interface KnownNames {
  readonly macros: readonly string[];
  /** Parameters by class. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Names of the library that are near a known one and right. */
  readonly others: readonly string[];
}

/** Class names shorter than this are near too many others, such as `run`. */
const SHORTEST_OWNER = 5;

/**
 * Gin files hold hundreds of names that do not matter here, so only a name that is all but a known one is an error.
 * A macro that another line refers to is meant as it is.
 * @throws UserError `config-unknown-key` with the known neighbour.
 */
export function refuseMisspellings({ bindings }: GinConfig, known: KnownNames): void {
  const all = [...bindings.values()];
  const referred = new Set(all.flatMap(({ value }) => macrosIn(value)));
  const owners = Object.keys(known.owners);
  const longOwners = owners.filter((owner) => owner.length >= SHORTEST_OWNER);
  for (const binding of all) {
    const { owner, parameter } = binding;
    if (owner === '') {
      if (!referred.has(parameter)) refuse(binding, parameter, [known.macros, known.others]);
    } else if (owners.includes(owner)) {
      refuse(binding, parameter, [known.owners[owner] as readonly string[], known.others]);
    } else refuse(binding, owner, [longOwners, known.others]);
  }
}

function refuse(
  { source, start, end, key }: GinBinding,
  name: string,
  [known, others]: readonly [readonly string[], readonly string[]],
): void {
  if (known.includes(name) || others.includes(name)) return;
  const nearest = nearbySpellings(name, known);
  if (nearest.length === 0) return;
  throw new UserError('config-unknown-key', { key, nearest }, placeIn(source, start, end));
}

function macrosIn(value: GinValue): string[] {
  if (value.kind === 'macro') return [value.name];
  if (value.kind === 'list') return value.items.flatMap(macrosIn);
  if (value.kind === 'dictionary') return value.entries.flatMap((entry) => entry.flatMap(macrosIn));
  return [];
}

/** Characters that a misspelling adds or leaves out at most. */
const LARGEST_DIFFERENCE = 3;

/** The nearest of the candidates that differs in one spot, or a little in each word. */
export function nearbySpellings(name: string, candidates: readonly string[]): string[] {
  // A cheap look at the lengths first: a file may have thousands of names.
  const alike = candidates.filter(({ length }) => Math.abs(length - name.length) <= LARGEST_DIFFERENCE);
  return nearestSpellings(name, alike).filter((candidate) => {
    const [a, b] = [name.toLowerCase(), candidate.toLowerCase()];
    return differsInOneSpot(a, b) || differsInWords(a, b);
  });
}

function differsInOneSpot(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let before = 0;
  while (before < shorter && a[before] === b[before]) before++;
  let after = 0;
  while (after < shorter - before && a.at(-1 - after) === b.at(-1 - after)) after++;
  return Math.max(a.length, b.length) - before - after <= 2;
}

function differsInWords(a: string, b: string): boolean {
  const [words, others] = [a.split('_'), b.split('_')];
  return (
    words.length === others.length &&
    words.every((word, i) => word === others[i] || nearestSpellings(word, [others[i] as string]).length > 0)
  );
}
