import assumptions from '../../../presets/quality/assumptions.json';
import type { ModelShape } from '../../model/shape';
import { exp } from '../../numerics/elementary';
import { addScaled, dot, type Matrix, type Vector } from '../../numerics/linearAlgebra';
import { deepestCredited, doubtsOf, featuresOf, type Ranges } from './features';
import type { Quality } from './quality';

/**
 * A fit of downstream averages: the odds of an error, (100 - average) / average, are
 * e^constant / (depth^a x dFf^b x dModel^c).
 */
export interface QualityFit {
  /** In the order of `TERMS`. */
  readonly coefficients: Vector;
  /** The inverse of the normal equations: the coefficients' covariance but for the scale. */
  readonly inverse: Matrix;
  /** The root mean square of what the logarithm of the odds of a point is off when the others predict it. */
  readonly scale: number;
  /** Student's t at the level of the interval. */
  readonly quantile: number;
  readonly ranges: Ranges;
}

/** Where a shape stands to the points of a fit. */
export interface Position {
  readonly fit: QualityFit;
  readonly features: Vector;
  /** What the fit makes of the logarithm of the odds of an error. */
  readonly odds: number;
  /** How far each thing that the points do not tell may move it (`Doubts`). */
  readonly moves: Vector;
  readonly isOutside: boolean;
}

/** Places a shape among the points of a fit. */
export function locate(fit: QualityFit, shape: ModelShape): Position {
  const deepest = deepestCredited(shape);
  const features = featuresOf(shape, deepest);
  const { moves, isOutside } = doubtsOf(shape, fit.coefficients, fit.ranges, deepest);
  return { fit, features, odds: dot(features, fit.coefficients), moves, isOutside };
}

/**
 * The average that a fit expects at a position, with the prediction interval: of the left-out errors, wider with the distance
 * from the points, and of what the points do not tell, each a doubt of its own.
 */
export function qualityAt({ fit, features, odds, moves, isOutside }: Position): Quality {
  const half = halfWidth(fit, { noises: 1, features, moves });
  return {
    average: averageAt(odds),
    low: averageAt(odds + half),
    high: averageAt(odds - half),
    basis: 'fitted',
    level: assumptions.level,
    extrapolated: isOutside,
  };
}

/** The average that a fit expects of a shape, with the prediction interval. */
export function expectQuality(fit: QualityFit, shape: ModelShape): Quality {
  return qualityAt(locate(fit, shape));
}

/** How far two shapes' logarithms of the odds are apart, and what chance and doubt leave open of it. */
export interface Contrast {
  readonly odds: number;
  readonly half: number;
}

/**
 * What one fit tells of the difference of two shapes. The errors of its coefficients, and what its points do not tell, move
 * both: only where the two differ do they count. The noise of each shape's own score is its own.
 */
export function contrastOf(from: Position, to: Position): Contrast {
  const features = addScaled(to.features, -1, from.features);
  const moves = addScaled(to.moves, -1, from.moves);
  return { odds: to.odds - from.odds, half: halfWidth(from.fit, { noises: 2, features, moves }) };
}

/** Half the width of an interval of the logarithm of the odds: chance, with so many scores' own noise, and doubt. */
function halfWidth(
  { inverse, scale, quantile }: QualityFit,
  { noises, features, moves }: { noises: number; features: Vector; moves: Vector },
): number {
  const chance = quantile * scale;
  return Math.sqrt(chance * chance * (noises + leverage(inverse, features)) + dot(moves, moves));
}

/** How far features lie from the points of a fit. */
export function leverage(inverse: Matrix, features: Vector): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++)
    sum += (features[i] as number) * dot(inverse[i] as Vector, features);
  return sum;
}

function averageAt(odds: number): number {
  return 100 / (1 + exp(odds));
}
