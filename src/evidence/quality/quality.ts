/** The downstream average (GLUE, SuperGLUE, SQuAD) of a shape trained as in the paper, in points. */
export interface Quality {
  readonly average: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'published' | 'fitted';
  /** The share of new scores that an interval of the fit is made to hold; a published score's interval is its rounding. */
  readonly level?: number;
  /** Whether the fit reaches beyond the depths, widths and proportions that were scored, or does not credit all of them. */
  readonly extrapolated?: boolean;
}

/** What one shape's average is above another's, in points. */
export interface QualityDifference {
  readonly points: number;
  /** A difference within it is no more than what the two averages leave open. */
  readonly margin: number;
  readonly separated: boolean;
  /** Published where both averages are. */
  readonly basis: 'published' | 'fitted';
}
