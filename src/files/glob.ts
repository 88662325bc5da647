import { UserError } from '../problems/problem';

/** The longest glob; some ten thousand characters more make a pattern that no engine takes. */
const LONGEST = 1024;

/** Stars between two slashes, and double stars: each is tried at every character of a name, or at every folder of a path. */
const MOST_STARS = 3;

/**
 * Refuses a glob that may take longer to match than anybody waits: stars after stars are tried with one another.
 * @throws UserError `glob-too-complex`
 */
export function checkGlob(pattern: string): void {
  const refusal = (what: string, limit: number) =>
    new UserError('glob-too-complex', { pattern, what, limit });
  if (pattern.length > LONGEST) throw refusal('characters', LONGEST);
  const parts = pattern.split(/[\\/]/);
  if (parts.filter((part) => part === '**').length > MOST_STARS) throw refusal('double stars', MOST_STARS);
  const isStarry = (part: string) => (part.match(/\*+/g)?.length ?? 0) > MOST_STARS;
  if (parts.some(isStarry)) throw refusal('stars between two slashes', MOST_STARS);
}
