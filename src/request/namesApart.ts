import { printable } from '../problems/quote';
import type { Target } from './targets';

/** Of a longer path, only the end is told. */
const LONGEST_PATH = 60;

/**
 * A name of its own for each of several models: where two have the same (a shape in two files, or in two settings), each
 * is followed by the file that it comes from, and by a number where that does not tell them apart either.
 */
export function nameApart(names: readonly string[], targets: readonly Target[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return names.map((name, i) => {
    const { isFile, label } = targets[i] as Target;
    const told = (counts.get(name) ?? 0) > 1 && isFile ? `${name} (${endOf(label)})` : name;
    let own = told;
    for (let number = 2; taken.has(own); number++) own = `${told} #${number}`;
    taken.add(own);
    return own;
  });
}

function endOf(path: string): string {
  const characters = [...printable(path)];
  return characters.length > LONGEST_PATH
    ? `...${characters.slice(-LONGEST_PATH).join('')}`
    : characters.join('');
}
