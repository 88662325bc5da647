import { type Expectation, isBetter } from '../evidence/quality/difference';
import type { Rated } from './ranking';

/** What the frontier of shapes is drawn over. */
export interface Merits {
  readonly forwardMacs: number;
  readonly parameters: number;
  readonly seconds: number;
  /** Of its downstream average, published or fitted; null where neither speaks of the shape. */
  readonly expectation: Expectation | null;
}

/** What a shape of the search stands on the frontier for. */
export function meritsOf({ costs: { forwardMacs, parameters, seconds }, expectation }: Rated): Merits {
  return { forwardMacs, parameters, seconds, expectation };
}

/**
 * Whether a makes b pointless: no dearer in anything, no worse in quality, and better in something. One quality is better
 * than another only where it is told to be; a published one is not outdone by a fitted one that merely cannot be told from
 * it.
 */
export function dominates(a: Merits, b: Merits): boolean {
  if (a.forwardMacs > b.forwardMacs || a.parameters > b.parameters || a.seconds > b.seconds) return false;
  if (outdoes(a.expectation, b.expectation)) return true;
  const isCheaper = a.forwardMacs < b.forwardMacs || a.parameters < b.parameters || a.seconds < b.seconds;
  return isCheaper && isNoWorse(a.expectation, b.expectation);
}

/**
 * The frontier, in the given order. It is taken from the cheapest on: a shape stands on it unless one that stands there
 * already dominates it. (That one alone counts, since "cannot be told apart" does not carry over: each of a row of shapes
 * may be like the next, and the first unlike the last.)
 */
export function undominated<Item>(items: readonly Item[], merits: (item: Item) => Merits): Item[] {
  const rated = items.map((item) => ({ item, merits: merits(item) }));
  const kept: typeof rated = [];
  for (const one of [...rated].sort((a, b) => cheaperFirst(a.merits, b.merits))) {
    if (!kept.some((other) => dominates(other.merits, one.merits))) kept.push(one);
  }
  const standing = new Set(kept);
  return rated.filter((one) => standing.has(one)).map(({ item }) => item);
}

function outdoes(a: Expectation | null, b: Expectation | null): boolean {
  return a !== null && (b === null || isBetter(a, b));
}

/** Whether a cannot be told to be worse than b, and is no estimate beside a measurement. */
function isNoWorse(a: Expectation | null, b: Expectation | null): boolean {
  if (a === null || b === null) return b === null;
  const isGuessed = a.quality.basis === 'fitted' && b.quality.basis === 'published';
  return !isGuessed && !isBetter(b, a);
}

/** An order in which whatever dominates a shape comes before it. */
function cheaperFirst(a: Merits, b: Merits): number {
  return (
    a.forwardMacs - b.forwardMacs ||
    a.parameters - b.parameters ||
    a.seconds - b.seconds ||
    (b.expectation?.quality.average ?? 0) - (a.expectation?.quality.average ?? 0)
  );
}
