import { dot, type Vector } from '../numerics/linearAlgebra';
import { type Face, FLAT, FREE, type Term, WITHOUT_FLOOR } from './faces';
import { combine, type Frame, frameOf, takeApart } from './orthogonal';
import { type Problem, powersOf } from './problem';

/** For one alpha and every point, the best curve of a face through the other points. */
export interface LeftOut {
  /** What the point lies above that curve. */
  readonly errors: Vector;
  /** The sum of squared residuals of the other points. */
  readonly squares: Vector;
  /** How that sum changes with alpha, up to a factor above 0. */
  readonly slopes: Vector;
  /** Coefficients of that curve; 0 where it lacks the term. */
  readonly eInf: Vector;
  readonly amplitude: Vector;
  /** How much each point pulls the curve through all to itself, from 0 to 1: at 1 the others say nothing of it. */
  readonly leverages: Vector;
}

/**
 * Every best curve through all points but one, at one alpha, from the one fit to all: leaving a point out takes its residual r
 * to r / (1 - h), where h is its leverage, and everything else follows (Cook and Weisberg 1982, section 2.2). Null where the
 * terms of the face are no different from each other.
 */
function leaveOut(problem: Problem, alpha: number, face: Face): LeftOut | null {
  const powers = powersOf(problem, alpha);
  const terms = face.filter((term) => term !== 'gamma' || problem.logShapes !== null);
  const frame = frameOf(terms.map((term) => columnOf(problem, powers, term)));
  if (frame === null) return null;
  const { along, rest } = takeApart(frame.directions, problem.errors);
  const squares = dot(rest, rest);
  const change = powers.map((power, i) => power * (problem.logSizes[i] as number));
  const { rest: turned } = takeApart(frame.directions, change);
  const slope = dot(rest, turned);
  const leverages = leveragesOf(frame, rest.length);
  const errors = rest.map((residual, i) => residual / (1 - (leverages[i] as number)));
  const coefficientsOf = (term: Term) => withoutEach(frame, along, errors, terms.indexOf(term));
  return {
    errors,
    squares: rest.map((residual, i) => Math.max(0, squares - residual * (errors[i] as number))),
    slopes: errors.map((error, i) => error * (turned[i] as number) - slope),
    eInf: coefficientsOf('eInf'),
    amplitude: coefficientsOf('amplitude'),
    leverages,
  };
}

/** The best face of every point's left-out curve, as `project` chooses it for all points. */
export interface Faces {
  readonly free: LeftOut | null;
  /** Computed when first asked for: most points never are on that bound. */
  readonly withoutFloor: () => LeftOut | null;
  readonly flat: LeftOut;
}

/** The left-out curves of all faces. */
export function leaveOutFaces(problem: Problem, alpha: number, flat: LeftOut): Faces {
  let onFloor: LeftOut | null | undefined;
  const withoutFloor = () => {
    if (onFloor === undefined) onFloor = leaveOut(problem, alpha, WITHOUT_FLOOR);
    return onFloor;
  };
  return { free: leaveOut(problem, alpha, FREE), withoutFloor, flat };
}

/** The left-out curves without a power law, the same for every alpha. */
export function leaveOutFlat(problem: Problem): LeftOut {
  return leaveOut(problem, -1, FLAT) as LeftOut;
}

/** The face on which the best curve without a point is. */
export function faceOf({ free, withoutFloor, flat }: Faces, i: number): LeftOut {
  if (free === null || (free.amplitude[i] as number) < 0) return flat;
  return (free.eInf[i] as number) < 0 ? (withoutFloor() ?? flat) : free;
}

function columnOf({ logShapes, errors }: Problem, powers: Vector, term: Term): Vector {
  if (term === 'eInf') return errors.map(() => 1);
  return term === 'gamma' ? (logShapes as Vector) : powers;
}

function leveragesOf({ directions }: Frame, length: number): number[] {
  const leverages = new Array<number>(length).fill(0);
  for (const direction of directions)
    for (let i = 0; i < length; i++)
      leverages[i] = (leverages[i] as number) + (direction[i] as number) * (direction[i] as number);
  return leverages;
}

/** A coefficient of every left-out curve: that of all points, less what the point's own error adds. */
function withoutEach({ directions, triangle }: Frame, along: Vector, errors: Vector, at: number): number[] {
  if (at === -1) return errors.map(() => 0);
  const whole = combine(triangle, along)[at] as number;
  const weights = triangle.map((_, j) => {
    const one = triangle.map((__, i) => (i === j ? 1 : 0));
    return combine(triangle, one)[at] as number;
  });
  return errors.map((error, i) => {
    let own = 0;
    for (let j = 0; j < weights.length; j++) own += (weights[j] as number) * (directions[j]?.[i] as number);
    return whole - error * own;
  });
}
