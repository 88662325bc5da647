/** The values from `least` to `most`, both included. */
export interface Interval {
  readonly least: number;
  readonly most: number;
}

/** Ends that differ by less than this share are the same: decimal fractions such as 84.385 are no binary ones. */
const SAME = 1e-12;

/** The interval of one value. */
export function exactly(value: number): Interval {
  return { least: value, most: value };
}

/** A value give or take a share of it: 100 give or take 0.15% is 99.85 to 100.15. */
export function giveOrTake(value: number, share: number): Interval {
  const margin = Math.abs(value) * share;
  return { least: value - margin, most: value + margin };
}

/** What the mean of one value of each interval can be. */
export function meanOf(intervals: readonly Interval[]): Interval {
  const mean = (end: keyof Interval) =>
    intervals.reduce((sum, interval) => sum + interval[end], 0) / intervals.length;
  return { least: mean('least'), most: mean('most') };
}

/** What the quotient of a value of each of two intervals of positive numbers can be. */
export function quotientOf(dividend: Interval, divisor: Interval): Interval {
  return { least: dividend.least / divisor.most, most: dividend.most / divisor.least };
}

/** An interval's values times a factor, plus a term; a negative factor turns its ends. */
export function scaled({ least, most }: Interval, factor: number, term: number): Interval {
  const ends = [term + factor * least, term + factor * most] as const;
  return { least: Math.min(...ends), most: Math.max(...ends) };
}

/** Whether two intervals have a value in common; intervals that touch have. An end may be infinite. */
export function meet(a: Interval, b: Interval): boolean {
  // An infinite end is no measure of how near the others are.
  const ends = [a.least, a.most, b.least, b.most].filter(Number.isFinite);
  const slack = SAME * Math.max(0, ...ends.map(Math.abs));
  return a.least <= b.most + slack && b.least <= a.most + slack;
}

/** Whether a value lies in an interval, its ends included. */
export function contains(interval: Interval, value: number): boolean {
  return meet(interval, exactly(value));
}
