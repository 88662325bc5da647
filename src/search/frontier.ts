import type { Points } from './archive';

/** Buckets along each of two costs. */
const BUCKETS = 512;

/**
 * Which points no other one dominates (no worse in anything, better in something), of equal ones the first of the grid; in
 * the order of x, y, z, value, index.
 *
 * In that order a point can only be dominated by an earlier one, in y, z and value. Points are sorted into buckets by y and z;
 * a Fenwick tree knows the best value of all buckets that are smaller in both, and only points in the same row or column of
 * buckets are looked at one by one.
 */
export function frontierOrder(points: Points): Uint32Array {
  const order = sorted(points);
  const tree = new Float64Array((BUCKETS + 1) * (BUCKETS + 1)).fill(Number.POSITIVE_INFINITY);
  const rows = makeChains(points.length);
  const columns = makeChains(points.length);
  const rowOf = bucketsOf(points.y, points.length);
  const columnOf = bucketsOf(points.z, points.length);
  let kept = 0;
  for (const point of order) {
    const row = rowOf(point);
    const column = columnOf(point);
    const value = points.value[point] as number;
    if (bestBelow(tree, row, column) <= value) continue;
    if (isDominated(points, rows, row, point) || isDominated(points, columns, column, point)) continue;
    rows.put(row, point);
    columns.put(column, point);
    lower(tree, row, column, value);
    order[kept] = point;
    kept += 1;
  }
  return order.slice(0, kept);
}

function sorted({ x, y, z, value, index, length }: Points): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order.sort(
    (a, b) =>
      (x[a] as number) - (x[b] as number) ||
      (y[a] as number) - (y[b] as number) ||
      (z[a] as number) - (z[b] as number) ||
      (value[a] as number) - (value[b] as number) ||
      (index[a] as number) - (index[b] as number),
  );
}

/** Lists of points, one a bucket, newest first. */
interface Chains {
  readonly newest: Int32Array;
  readonly before: Int32Array;
  readonly put: (bucket: number, point: number) => void;
}

function makeChains(points: number): Chains {
  const newest = new Int32Array(BUCKETS).fill(-1);
  const before = new Int32Array(points);
  const put = (bucket: number, point: number) => {
    before[point] = newest[bucket] as number;
    newest[bucket] = point;
  };
  return { newest, before, put };
}

function isDominated(
  { y, z, value }: Points,
  { newest, before }: Chains,
  bucket: number,
  point: number,
): boolean {
  const [ownY, ownZ, ownValue] = [y[point] as number, z[point] as number, value[point] as number];
  for (let other = newest[bucket] as number; other >= 0; other = before[other] as number) {
    if ((y[other] as number) <= ownY && (z[other] as number) <= ownZ && (value[other] as number) <= ownValue)
      return true;
  }
  return false;
}

/** The bucket of each point by one of its costs: about as many points in each. */
function bucketsOf(costs: Float64Array, length: number): (point: number) => number {
  const ranked = costs.slice(0, length).sort();
  const bounds = new Float64Array(BUCKETS - 1);
  for (let i = 0; i < BUCKETS - 1; i++)
    bounds[i] = ranked[Math.floor(((i + 1) * length) / BUCKETS)] as number;
  return (point) => {
    const cost = costs[point] as number;
    let low = 0;
    let high = BUCKETS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] as number) <= cost) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** The best value in buckets before a row and before a column. */
function bestBelow(tree: Float64Array, row: number, column: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = row; i > 0; i -= i & -i) {
    for (let j = column; j > 0; j -= j & -j) {
      const value = tree[i * (BUCKETS + 1) + j] as number;
      if (value < best) best = value;
    }
  }
  return best;
}

function lower(tree: Float64Array, row: number, column: number, value: number): void {
  for (let i = row + 1; i <= BUCKETS; i += i & -i) {
    for (let j = column + 1; j <= BUCKETS; j += j & -j) {
      const at = i * (BUCKETS + 1) + j;
      if (value < (tree[at] as number)) tree[at] = value;
    }
  }
}
