/** The downstream average (GLUE, SuperGLUE, SQuAD) of a shape trained as in the paper, in points. */
export interface Quality {
  readonly average: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'published' | 'fitted';
  /** The share of new scores that an interval of the fit is made to hold; a published score's interval is its rounding. */
  readonly level?: number;
  /** Whether the fit reaches beyond the depths and widths that were scored, or does not credit all of them. */
  readonly extrapolated?: boolean;
}

/** What one shape's average is above another's, in points. */
export interface QualityDifference {
  readonly points: number;
  /** A difference within it is no more than what the two intervals leave open. */
  readonly margin: number;
  readonly separated: boolean;
  /** Published where both averages are. */
  readonly basis: 'published' | 'fitted';
}

/**
 * The difference of two averages. Its margin is the root of the sum of the squares of the halves of the two intervals that
 * face each other, as of independent errors: errors that two shapes share would cancel, so it is rather too wide.
 */
export function qualityDifference(from: Quality, to: Quality): QualityDifference {
  const points = to.average - from.average;
  const [lower, upper] = points < 0 ? [to, from] : [from, to];
  const above = lower.high - lower.average;
  const below = upper.average - upper.low;
  const margin = Math.sqrt(above * above + below * below);
  const basis = from.basis === 'published' && to.basis === 'published' ? 'published' : 'fitted';
  return { points, margin, separated: Math.abs(points) > margin, basis };
}

/** Whether one average is above another by more than their intervals leave open. */
export function isBetter(one: Quality, other: Quality): boolean {
  const { points, separated } = qualityDifference(other, one);
  return separated && points > 0;
}
