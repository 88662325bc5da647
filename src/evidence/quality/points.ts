import type { ScoredPoint } from './fit';
import { publishedQuality, scoredShapes } from './published';
import type { Quality } from './quality';

/** The fifteen shapes that the paper scored, with their averages: the points of the fit. */
export function scoredPoints(): ScoredPoint[] {
  return scoredShapes().map(({ shape }) => ({
    shape,
    average: (publishedQuality(shape) as Quality).average,
  }));
}
