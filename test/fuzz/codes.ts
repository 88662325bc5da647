import { TEXTS } from '../../src/problems/texts';

/** The codes of all problems: what a run can reach at most. */
export const ALL_CODES: readonly string[] = Object.keys(TEXTS);

/**
 * Has every problem that is told from now on put its code into a set, also those that only come out as text.
 * @returns what puts things back
 */
export function noteCodes(reached: Set<string>): () => void {
  const table = TEXTS as Record<string, (details: never) => unknown>;
  const before = { ...table };
  for (const [code, text] of Object.entries(before)) {
    table[code] = (details) => {
      reached.add(code);
      return text(details);
    };
  }
  return () => {
    Object.assign(table, before);
  };
}
