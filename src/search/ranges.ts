import { log } from '../numerics/elementary';

/** Ranges of a list, halved again and again down to single items: 0 is the whole list, -1 is nothing. */
export interface RangeTree {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The logarithm of the last item's size over the first one's: how much a range leaves open. */
  readonly extent: Float64Array;
}

/** The ranges of a list of ascending sizes. */
export function makeRanges(sizes: ArrayLike<number>): RangeTree {
  const count = 2 * sizes.length - 1;
  const tree: RangeTree = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    left: new Int32Array(count).fill(-1),
    right: new Int32Array(count).fill(-1),
    extent: new Float64Array(count),
  };
  let made = 0;
  const make = (from: number, to: number): number => {
    const node = made;
    made += 1;
    tree.from[node] = from;
    tree.to[node] = to;
    tree.extent[node] = log((sizes[to - 1] as number) / (sizes[from] as number));
    if (to - from > 1) {
      const middle = (from + to) >> 1;
      tree.left[node] = make(from, middle);
      tree.right[node] = make(middle, to);
    }
    return node;
  };
  make(0, sizes.length);
  return tree;
}

/** For every range the least of each of some numbers that its items have. */
export function leastOf(tree: RangeTree, numbers: Float64Array, each: number): Float64Array {
  const least = new Float64Array(tree.from.length * each);
  // Ranges are numbered before their halves.
  for (let node = tree.from.length - 1; node >= 0; node--) {
    const left = tree.left[node] as number;
    const right = tree.right[node] as number;
    const item = tree.from[node] as number;
    for (let i = 0; i < each; i++) {
      least[node * each + i] =
        left < 0
          ? (numbers[item * each + i] as number)
          : Math.min(least[left * each + i] as number, least[right * each + i] as number);
    }
  }
  return least;
}
