import { log } from '../numerics/elementary';
import { METRICS } from '../plan/metrics';
import { inOrder } from '../plan/pareto';
import { type Group, SCORE_TOLERANCE } from './groups';
import type { SearchMetric } from './task';

/** Rows that are shown of a frontier; nobody reads thousands. */
export const MOST_SHOWN = 14;

/**
 * Some groups that stand for the whole frontier, cheapest first: the range of the first cost is cut into as many bands of
 * equal ratio as there are rows. Each shows its best group: by score, where that is a metric and tells them apart, then by
 * the product of all costs. A group as good as the best of all is always among them.
 */
export function spreadGroups(groups: readonly Group[], metrics: readonly SearchMetric[]): Group[] {
  const ranked = groups.map((group) => rankGroup(group, metrics));
  ranked.sort((a, b) => a.costs[0] - b.costs[0] || inOrder(a.rank, b.rank));
  if (ranked.length <= MOST_SHOWN) return ranked.map(({ group }) => group);
  const [least, most] = [ranked[0], ranked.at(-1)].map((one) => (one as Ranked).costs[0]) as [number, number];
  const width = (most - least) / MOST_SHOWN;
  const bands = new Map<number, Ranked>();
  for (const one of ranked) {
    const band = Math.min(MOST_SHOWN - 1, Math.floor((one.costs[0] - least) / width));
    const known = bands.get(band);
    if (known === undefined || inOrder(one.rank, known.rank) < 0) bands.set(band, one);
  }
  return [...bands.values()].map(({ group }) => group);
}

interface Ranked {
  readonly group: Group;
  /** Logarithms of the costs, the first metric of the search that is one first; of speed, of its inverse. */
  readonly costs: readonly [number, ...number[]];
  readonly rank: readonly number[];
}

function rankGroup(group: Group, metrics: readonly SearchMetric[]): Ranked {
  const { values } = group.representative;
  const costs = metrics.flatMap((metric, i) => {
    if (metric === 'quality') return [];
    return [(METRICS[metric].moreIsBetter ? -1 : 1) * log(values[i] as number)];
  }) as [number, ...number[]];
  const quality = metrics.indexOf('quality');
  const band = quality < 0 ? 0 : Math.floor((values[quality] as number) / SCORE_TOLERANCE);
  return { group, costs, rank: [-band, costs.reduce((sum, cost) => sum + cost, 0)] };
}
