/** What the frontier of shapes is drawn over. */
export interface Merits {
  readonly forwardMacs: number;
  readonly parameters: number;
  readonly seconds: number;
  /** Downstream average in points; null where nobody measured it. */
  readonly quality: number | null;
}

/**
 * Whether a makes b pointless: no worse in any cost, better in something, and of known quality where b's is known.
 * A shape of unknown quality has only its costs to show.
 */
export function dominates(a: Merits, b: Merits): boolean {
  if (a.forwardMacs > b.forwardMacs || a.parameters > b.parameters || a.seconds > b.seconds) return false;
  if (b.quality !== null && (a.quality === null || a.quality < b.quality)) return false;
  const cheaper = a.forwardMacs < b.forwardMacs || a.parameters < b.parameters || a.seconds < b.seconds;
  return cheaper || (a.quality !== null && (b.quality === null || a.quality > b.quality));
}

/** The items that no other item dominates, in their given order. */
export function undominated<Item>(items: readonly Item[], merits: (item: Item) => Merits): Item[] {
  const all = items.map(merits);
  return items.filter((_, i) => !all.some((other, j) => j !== i && dominates(other, all[i] as Merits)));
}
