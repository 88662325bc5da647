/** A rectangle, in whatever unit the picture has. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Something to be written beside a mark, at one of several places, the best first. */
export interface LabelWish {
  /** The less, the sooner it gets its place. */
  readonly rank: number;
  /** Of the wishes with the same text here, only the first that finds a place is written. */
  readonly once?: string;
  readonly places: readonly Box[];
  /** Places farther off, for want of a free one among the others. */
  readonly far?: readonly Box[];
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a rectangle lies within another. */
export function within(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

/**
 * Gives every label, in the order of their ranks, the first of its places that is free: within the frame, clear of the
 * obstacles and of the labels that have their places. A label without a free place is dropped: null. Places that lie on
 * `avoided` rectangles (lines, say) are taken only where no other is free. What is to be written `once` is dropped too where
 * it stands already.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  frame: Box,
  obstacles: readonly Box[],
  avoided: readonly Box[] = [],
): (Box | null)[] {
  const taken: Box[] = [...obstacles];
  const written = new Set<string>();
  const placed: (Box | null)[] = wishes.map(() => null);
  const order = wishes.map((_, i) => i).sort((a, b) => rankOf(wishes, a) - rankOf(wishes, b) || a - b);
  for (const i of order) {
    const { places, far = [], once } = wishes[i] as LabelWish;
    if (once !== undefined && written.has(once)) continue;
    const best = bestOf(places, frame, taken, avoided) ?? bestOf(far, frame, taken, avoided);
    if (best === undefined) continue;
    placed[i] = best;
    if (once !== undefined) written.add(once);
    taken.push(best);
  }
  return placed;
}

/** The first free place that lies on nothing avoided, or else the first free one. */
function bestOf(
  places: readonly Box[],
  frame: Box,
  taken: readonly Box[],
  avoided: readonly Box[],
): Box | undefined {
  const free = places.filter((box) => within(box, frame) && !taken.some((other) => overlap(box, other)));
  return free.find((box) => !avoided.some((other) => overlap(box, other))) ?? free[0];
}

function rankOf(wishes: readonly LabelWish[], i: number): number {
  return (wishes[i] as LabelWish).rank;
}
