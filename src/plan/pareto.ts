/** What an item costs in each metric, less being better; all items have as many. */
export type Costs = readonly number[];

/** Whether a makes b pointless: no worse in any metric, better in one. */
export function beats(a: Costs, b: Costs): boolean {
  let isBetter = false;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference > 0) return false;
    if (difference < 0) isBetter = true;
  }
  return isBetter;
}

/**
 * Which items no other one beats: the Pareto frontier over any number of metrics. Items of equal costs stand or fall
 * together; null costs (unknown in some metric) are never on it.
 */
export function paretoFrontier(items: readonly (Costs | null)[]): boolean[] {
  const known = items.flatMap((costs, index) => (costs === null ? [] : [{ costs, index }]));
  // Sorted, an item can only be beaten by one before it, and whatever beat that one beats it too.
  known.sort((a, b) => inOrder(a.costs, b.costs) || a.index - b.index);
  const kept: Costs[] = [];
  const isOnFrontier = items.map(() => false);
  for (const { costs, index } of known) {
    // Of two metrics, the last one kept is the best of all in the second.
    const rivals = costs.length === 2 ? kept.slice(-1) : kept;
    if (rivals.some((other) => beats(other, costs))) continue;
    kept.push(costs);
    isOnFrontier[index] = true;
  }
  return isOnFrontier;
}

/** Compares lists of as many numbers by their first difference. */
export function inOrder(a: Costs, b: Costs): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
