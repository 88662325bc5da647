import { log10, powerOfTen } from '../../numerics/elementary';

/** The powers of ten that numbers are tried at; beyond them nothing is drawn that anybody could read. */
const LARGEST_POWER = 22;

/** Round numbers within a decade, from few to many; each list begins with the power itself. */
const STEPS: readonly (readonly number[])[] = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7]];

/** Fewer ticks on a logarithmic axis than this tell little: then they are spaced evenly. */
const FEWEST = 3;

/**
 * Round numbers, evenly spaced by 1, 2 or 5 times a power of ten, within [least, most]; at most `wanted` of them, but
 * always one at least where the interval holds a round number.
 */
export function linearTicks(least: number, most: number, wanted: number): number[] {
  if (!(most > least)) return [least];
  const raw = (most - least) / Math.max(1, wanted);
  const power = powerBelow(raw);
  for (const multiple of [1, 2, 5, 10, 20, 50]) {
    const ticks = multiples(multiple, power, least, most);
    if (ticks.length <= Math.max(2, wanted)) return ticks;
  }
  return [];
}

/** The whole multiples of `multiple` x 10^power within an interval, each the number nearest to its decimal form. */
function multiples(multiple: number, power: number, least: number, most: number): number[] {
  const unit = powerOfTen(Math.abs(power));
  const scaled = (value: number) => (power < 0 ? value * unit : value / unit) / multiple;
  const first = Math.ceil(scaled(least) - 1e-9);
  const last = Math.floor(scaled(most) + 1e-9);
  const count = Math.max(0, Math.min(last - first + 1, 1000));
  return Array.from({ length: count }, (_, i) => {
    const whole = (first + i) * multiple;
    return power < 0 ? whole / unit : whole * unit;
  });
}

/**
 * Round numbers on a logarithmic axis: powers of ten, or every second, third ... one where there are too many, or 1, 2
 * and 5 times them where there is room; evenly spaced ones where the interval is too short for those.
 */
export function logTicks(least: number, most: number, wanted: number): number[] {
  const low = powerBelow(least);
  const high = powerBelow(most);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const candidates = STEPS.map((steps) =>
    powers
      .flatMap((power) => steps.map((step) => times(step, power)))
      .filter((tick) => tick >= least && tick <= most),
  );
  const most1 = (candidates[0] as number[]).length;
  if (most1 > wanted) {
    const every = Math.ceil(most1 / wanted);
    return (candidates[0] as number[]).filter((_, i) => i % every === 0);
  }
  const fitting = candidates.filter(({ length }) => length <= wanted).at(-1) ?? [];
  return fitting.length >= FEWEST ? fitting : linearTicks(least, most, wanted);
}

/** The fine grid of a logarithmic axis: 1 to 9 times each power of ten; none over many decades. */
export function fineLogTicks(least: number, most: number): number[] {
  const low = powerBelow(least);
  const high = powerBelow(most);
  if (high - low > 8) return [];
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return powers
    .flatMap((power) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => times(step, power)))
    .filter((tick) => tick >= least && tick <= most);
}

function times(step: number, power: number): number {
  return power < 0 ? step / powerOfTen(-power) : step * powerOfTen(power);
}

/** The exponent of the largest power of ten that is not above a number above 0. */
function powerBelow(value: number): number {
  const power = Math.floor(log10(value) + 1e-12);
  return Math.max(-LARGEST_POWER, Math.min(LARGEST_POWER, power));
}

/** The largest unit of bytes that is not above a size: 1, 1024, 1024^2 ... */
function byteUnit(size: number): number {
  let unit = 1;
  for (let i = 0; i < 5 && size >= unit * 1024; i++) unit *= 1024;
  return unit;
}

/** Round numbers of bytes: powers of two, or every second, third ... one; evenly spaced ones where there are too few. */
export function binaryTicks(least: number, most: number, wanted: number): number[] {
  const powers = Array.from({ length: 64 }, (_, i) => 2 ** i).filter((one) => one >= least && one <= most);
  const every = Math.ceil(powers.length / Math.max(1, wanted));
  const chosen = powers.filter((_, i) => i % every === 0);
  if (chosen.length >= FEWEST && least > 0) return chosen;
  const unit = byteUnit(Math.abs(most));
  return linearTicks(least / unit, most / unit, wanted).map((one) => one * unit);
}
