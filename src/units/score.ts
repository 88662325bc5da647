/** A score in points with its interval, which is that of its rounding where it was published. */
interface Score {
  readonly average: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'published' | 'fitted';
}

/** A downstream average: `79.92` as published; `80.3 ±0.9` as fitted, with the wider half of the interval. */
export function formatScore(score: Score): string {
  const { average, basis } = score;
  return basis === 'published' ? average.toFixed(2) : `${average.toFixed(1)} ±${widerHalf(score).toFixed(1)}`;
}

/** A downstream average with the ends of its interval: `80.3 (79.4 to 81.2)`; as published without. */
export function formatScoreInterval({ average, low, high, basis }: Score): string {
  return basis === 'published'
    ? average.toFixed(2)
    : `${average.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
}

/** A difference of scores: `+0.14` between published ones, `+0.4` else. */
export function formatPoints(points: number, basis: Score['basis']): string {
  const text = points.toFixed(basis === 'published' ? 2 : 1);
  return Number(text) === 0 ? text.replace('-', '') : `${points > 0 ? '+' : ''}${text}`;
}

function widerHalf({ average, low, high }: Score): number {
  return Math.max(high - average, average - low);
}
