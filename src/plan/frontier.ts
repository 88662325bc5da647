import { isBetter, type Quality } from '../evidence/quality/quality';

/** What the frontier of shapes is drawn over. */
export interface Merits {
  readonly forwardMacs: number;
  readonly parameters: number;
  readonly seconds: number;
  /** Downstream average in points, published or fitted; null where neither speaks of the shape. */
  readonly quality: Quality | null;
}

/**
 * Whether a makes b pointless: no dearer in anything, no worse in quality, and better in something. One quality is better
 * than another only where their intervals tell them apart; a published one is not outdone by a fitted one that merely
 * cannot be told from it.
 */
export function dominates(a: Merits, b: Merits): boolean {
  if (a.forwardMacs > b.forwardMacs || a.parameters > b.parameters || a.seconds > b.seconds) return false;
  const isBetterInQuality = outdoes(a.quality, b.quality);
  if (!isBetterInQuality && !isNoWorse(a.quality, b.quality)) return false;
  const isCheaper = a.forwardMacs < b.forwardMacs || a.parameters < b.parameters || a.seconds < b.seconds;
  return isCheaper || isBetterInQuality;
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

function outdoes(a: Quality | null, b: Quality | null): boolean {
  return a !== null && (b === null || isBetter(a, b));
}

/** Whether a cannot be told to be worse than b, and is no estimate beside a measurement. */
function isNoWorse(a: Quality | null, b: Quality | null): boolean {
  if (a === null || b === null) return b === null;
  return !isBetter(b, a) && !(a.basis === 'fitted' && b.basis === 'published');
}

/** An order in which whatever dominates a shape comes before it. */
function cheaperFirst(a: Merits, b: Merits): number {
  return (
    a.forwardMacs - b.forwardMacs ||
    a.parameters - b.parameters ||
    a.seconds - b.seconds ||
    (b.quality?.average ?? 0) - (a.quality?.average ?? 0)
  );
}
