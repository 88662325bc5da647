/*
 * exp and log of our own: those of Math may differ in the last bit between engines and processors, and so would what is
 * printed. Only + - * / are used, so these give the same bits everywhere.
 * Method and constants: fdlibm's e_exp.c and e_log.c (netlib.org/fdlibm), accurate to about one unit in the last place.
 */

/** The natural logarithm of 2, in a part whose products with small integers are exact, and the rest. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT2 = Math.SQRT2;

/** Remez coefficients of r (e^r + 1) / (e^r - 1) = 2 + P1 r^2 + P2 r^4 + ... on [0, ln 2 / 2]. */
const EXP = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6,
  4.1381367970572385e-8,
] as const;

/** Remez coefficients of log(1 + f) - 2 s over s, in powers of z = s^2, where s = f / (2 + f). */
const LOG = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;

/** Largest and smallest arguments whose exponential is a finite, normal number. */
const LARGEST_EXPONENT = 709;
const SMALLEST_EXPONENT = -708;

/** e^x; 0 below -708 and Infinity above 709. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > LARGEST_EXPONENT) return Number.POSITIVE_INFINITY;
  if (x < SMALLEST_EXPONENT) return 0;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = r - r * r * polynomial(EXP, r * r);
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The natural logarithm of x; -Infinity of 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  let m = x;
  let k = 0;
  for (; m >= SQRT2; k++) m /= 2;
  for (; m < SQRT2 / 2; k--) m *= 2;
  const f = m - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  const rest = s * s * polynomial(LOG, s * s);
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + rest) + k * LN2_LOW) - f);
}

/** The logarithm of x to base 10, exact for powers of ten that are whole. */
export function log10(x: number): number {
  const approximate = log(x) / Math.LN10;
  const whole = Math.round(approximate);
  return powerOfTen(whole) === x ? whole : approximate;
}

/** 10^n for a whole n of at most 22 in size, as exactly as a number can be. */
export function powerOfTen(n: number): number {
  return Number(`1e${n}`);
}

/** base^exponent for a base above 0. */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base));
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function scaleByPowerOfTwo(x: number, k: number): number {
  let scaled = x;
  for (let i = 0; i < Math.abs(k); i++) scaled *= k > 0 ? 2 : 0.5;
  return scaled;
}
