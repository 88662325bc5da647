import { exp, log } from './elementary';
import { bisect } from './search';

/** Lanczos coefficients of the gamma function for g = 7 and nine terms (Godfrey), accurate to 15 digits. */
const LANCZOS_G = 7;
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Quantiles beyond this are not told apart: one degree of freedom at a level of 99.9999% has 636,620. */
const LARGEST_QUANTILE = 1e7;

const MOST_TERMS = 500;
const TINIEST = 1e-300;

/** The natural logarithm of the gamma function for x above 0 (Lanczos 1964). */
export function logGamma(x: number): number {
  const t = x - 1 + LANCZOS_G + 0.5;
  const [first, ...rest] = LANCZOS;
  const sum = rest.reduce((total, coefficient, i) => total + coefficient / (x + i), first as number);
  return 0.5 * log(2 * Math.PI) + (x - 0.5) * log(t) - t + log(sum);
}

/**
 * The regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz and Stegun 26.5.8), evaluated
 * with Lentz's method on the side where it converges fast.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFront = a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (exp(logFront) / a) * continuedFraction(x, a, b);
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      step = c * d;
      value *= step;
    }
    if (Math.abs(step - 1) < Number.EPSILON) break;
  }
  return value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINIEST ? TINIEST : x;
}

/** The probability that Student's t with these degrees of freedom is farther from 0 than t. */
export function twoSidedTail(t: number, degreesOfFreedom: number): number {
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}

/** The t that Student's t stays within, on either side of 0, with the probability `level`: 2.2281 for 0.95 and 10. */
export function studentQuantile(level: number, degreesOfFreedom: number): number {
  return bisect((t) => twoSidedTail(t, degreesOfFreedom) - (1 - level), 0, LARGEST_QUANTILE);
}
