import { type Expectation, isBetter, qualityDifference } from '../evidence/quality/difference';
import type { QualityDifference } from '../evidence/quality/quality';
import { formatName } from '../names/format';
import type { Candidate } from './grid';

/** A shape, and what is known of its quality; null where that is nothing. */
export type Rated = Candidate & { readonly expectation: Expectation | null };

/** A cheaper shape that another one is not told to be better than, and how that one compares with it. */
interface Rival {
  readonly rated: Rated;
  readonly difference: QualityDifference | null;
}

/**
 * An order of shapes, best first, in which a dearer one stands before a cheaper one only where it is told to be better: from
 * the cheapest on, each goes ahead of those at the end of the list that it is told to be better than, up to the first that it
 * is not. So ties go to the cheaper.
 */
export function rankShapes<Item extends Rated>(items: readonly Item[]): Item[] {
  const order: Item[] = [];
  for (const item of [...items].sort(cheaperFirst)) {
    const blocking = order.findLastIndex((other) => !isToldBetter(item, other));
    order.splice(blocking + 1, 0, item);
  }
  return order;
}

/** Of the cheaper ones of some shapes that a shape is not told to be better than, the one that it compares worst with. */
export function rivalOf(shape: Rated, others: readonly Rated[]): Rival | null {
  const rivals = others
    .filter((other) => cheaperFirst(other, shape) < 0 && !isToldBetter(shape, other))
    .map((rated) => ({ rated, difference: differenceOf(rated, shape) }));
  const [first, ...rest] = rivals;
  if (first === undefined) return null;
  return rest.reduce((worst, one) => (pointsOf(one) < pointsOf(worst) ? one : worst), first);
}

/** What the quality of one shape is above another's; null where either's is unknown. */
export function differenceOf(from: Rated, to: Rated): QualityDifference | null {
  return from.expectation && to.expectation && qualityDifference(from.expectation, to.expectation);
}

/** By #TFlops, then parameters, then name. */
function cheaperFirst(a: Rated, b: Rated): number {
  return (
    a.costs.forwardMacs - b.costs.forwardMacs ||
    a.costs.parameters - b.costs.parameters ||
    ((formatName(a.shape) as string) < (formatName(b.shape) as string) ? -1 : 1)
  );
}

function isToldBetter(one: Rated, other: Rated): boolean {
  return (
    one.expectation !== null && other.expectation !== null && isBetter(one.expectation, other.expectation)
  );
}

function pointsOf({ difference }: Rival): number {
  return difference?.points ?? Number.POSITIVE_INFINITY;
}
