import { log } from '../numerics/elementary';
import { dot, norm, type Vector } from '../numerics/linearAlgebra';
import { mean } from '../numerics/mean';
import { quote } from '../problems/quote';
import { formatPercent } from '../units/format';
import type { Unidentified } from './curve';
import type { FittedCurve } from './fitCurve';
import { frameOf, takeApart } from './orthogonal';
import type { FitPoint } from './point';
import { powersOf } from './problem';

/** A term through two shapes fits any difference of theirs. */
const FEWEST_SHAPES = 3;

/** From here on nine tenths of what the shape does can be put on the size: a variance inflation of 10 (Marquardt 1970). */
const MOST_CORRELATION = Math.sqrt(0.9);

/** The share of what tells the shape from the size that one point may have. */
const MOST_SHARE = 0.5;

/** The correlation of ln N and ln s over the points: 1 or -1 where the shape is a power of the size. */
export function correlateShape(points: readonly FitPoint[]): number {
  const sizes = centred(points.map(({ n }) => log(n)));
  const shapes = centred(points.map(({ s }) => log(s as number)));
  const cosine = dot(sizes, shapes) / (norm(sizes) * norm(shapes));
  return Math.max(-1, Math.min(1, cosine));
}

/** Why the points cannot tell gamma; nothing where they could, whatever it is. */
export function findUntoldShape(points: readonly FitPoint[], curve: FittedCurve): Unidentified[] {
  const reasons = [
    tooFewShapes(points),
    tooNearSize(correlateShape(points)),
    onOnePoint(points, shapeBesideSize(curve)),
  ];
  return reasons.flatMap((reason) => (reason === null ? [] : [{ parameter: 'gamma' as const, reason }]));
}

function tooFewShapes(points: readonly FitPoint[]): string | null {
  const { size } = new Set(points.map(({ s }) => s));
  if (size >= FEWEST_SHAPES) return null;
  return `there are ${size} different shapes: a term goes through any two, ${FEWEST_SHAPES} are needed to see whether it holds`;
}

function tooNearSize(correlation: number): string | null {
  if (Math.abs(correlation) < MOST_CORRELATION) return null;
  return `the shape is nearly a function of the size (the correlation of ln N and ln s is ${correlation.toFixed(3)}): what one does cannot be told from what the other does`;
}

function onOnePoint(points: readonly FitPoint[], beside: Vector): string | null {
  const all = dot(beside, beside);
  const shares = beside.map((value) => (value * value) / all);
  const largest = shares.reduce((best, share, i) => (share > (shares[best] as number) ? i : best), 0);
  const share = shares[largest] as number;
  if (!(share > MOST_SHARE)) return null;
  const { name, s } = points[largest] as FitPoint;
  const one = name === null ? `the point with shape ${s}` : quote(name);
  return `one point carries it: ${formatPercent(share, 0)} of what sets the shapes apart beside the size is ${one}`;
}

/** ln s less what a constant and the power law make of it, by point: what gamma is found from. */
function shapeBesideSize({ problem, alpha }: FittedCurve): Vector {
  const shapes = problem.logShapes ?? [];
  const constant = shapes.map(() => 1);
  const frame = frameOf([constant, powersOf(problem, alpha)]) ?? frameOf([constant]);
  return frame === null ? shapes : takeApart(frame.directions, shapes).rest;
}

function centred(values: Vector): number[] {
  const centre = mean(values);
  return values.map((value) => value - centre);
}
