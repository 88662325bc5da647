import { significant } from '../units/format';
import type { Unidentified } from './curve';
import type { FittedCurve } from './fitCurve';
import type { Intervals } from './intervals';
import { distinctSizes, type FitPoint, isNotable } from './point';
import { FLATTEST_ALPHA, STEEPEST_ALPHA } from './powerLaw';

/** Sizes this close together show too little of a curve to extend it. */
const NARROWEST_RANGE = 2;

/** The fewest different sizes from which a curve can be told from chance: one more than it has coefficients. */
const FEWEST_TO_JUDGE = 4;

const ALL = ['nc', 'alpha', 'eInf'] as const;

/** What the data cannot tell, and why: nothing where every coefficient is held from both sides. */
export function findUnidentified(
  points: readonly FitPoint[],
  { projection }: FittedCurve,
  intervals: Intervals,
): Unidentified[] {
  const sizes = distinctSizes(points);
  const all = (reason: string) => ALL.map((parameter) => ({ parameter, reason }));
  if (!isNotable(spreadOf(points), points))
    return all('every error is the same: a flat curve goes through all points, whatever its alpha');
  if (projection.amplitude === 0)
    return all('the error does not fall as the size grows: the best curve is flat, and any alpha gives it');
  if (sizes.length < FEWEST_TO_JUDGE)
    return all(
      `there are ${sizes.length} different sizes: three coefficients go through any three, four are needed to tell how well`,
    );
  const range = (sizes.at(-1) as number) / (sizes[0] as number);
  return [
    ...(range < NARROWEST_RANGE
      ? all(
          `the largest size is only ${significant(range, 3)} times the smallest: too little to see how the curve bends`,
        )
      : []),
    ...steepness(projection.alpha, intervals),
    ...floor(intervals, points),
  ];
}

function spreadOf(points: readonly FitPoint[]): number {
  const errors = points.map(({ e }) => e);
  return errors.reduce((a, b) => Math.max(a, b)) - errors.reduce((a, b) => Math.min(a, b));
}

function steepness(alpha: number, { alpha: { low, high } }: Intervals): Unidentified[] {
  const about = (reason: string): Unidentified[] => [
    { parameter: 'alpha', reason },
    { parameter: 'nc', reason: 'it goes with alpha: every alpha has another Nc' },
  ];
  if (alpha === STEEPEST_ALPHA || alpha === FLATTEST_ALPHA)
    return about(
      `the best curve has the ${alpha === STEEPEST_ALPHA ? 'steepest' : 'flattest'} alpha that is looked for, ${alpha}`,
    );
  if (low === null && high === null)
    return about('curves of every steepness fit about as well, a flat one too');
  if (low === null)
    return about(`curves of any steepness down to alpha = ${STEEPEST_ALPHA} fit about as well`);
  if (high === null) return about('curves as flat as may be fit about as well');
  return [];
}

function floor({ eInf: { low, high } }: Intervals, points: readonly FitPoint[]): Unidentified[] {
  // Where only 0 fits, eInf is told: these points have no floor.
  if (low === null || high === null || low > 0 || !isNotable(high, points)) return [];
  const reason = `it cannot be told from 0: anything up to ${significant(high, 3)} fits about as well`;
  return [{ parameter: 'eInf', reason }];
}
