import { addScaled, dot, type Matrix, norm, solve, type Vector } from '../numerics/linearAlgebra';
import { nonNegativeLeastSquares } from './nonNegative';

/** The set of points x with row . x >= bound for every constraint; bounded wherever it is used here. */
export interface Polytope {
  readonly rows: Matrix;
  readonly bounds: Vector;
}

const TOLERANCE = 1e-9;

/** The same polytope with every row of length one. */
export function normalise({ rows, bounds }: Polytope): Polytope {
  const lengths = rows.map(norm);
  return {
    rows: rows.map((row, i) => row.map((value) => value / (lengths[i] as number))),
    bounds: bounds.map((bound, i) => bound / (lengths[i] as number)),
  };
}

/**
 * The point of a polytope nearest to the origin, or null where the polytope is empty.
 * Source: Lawson and Hanson, Solving Least Squares Problems, algorithm LDP (chapter 23).
 */
export function nearestToOrigin(polytope: Polytope): number[] | null {
  const { rows, bounds } = normalise(polytope);
  const columns = rows.map((row, i) => [...row, bounds[i] as number]);
  const dimensions = (rows[0] as Vector).length;
  const target = [...new Array<number>(dimensions).fill(0), 1];
  const { residual } = nonNegativeLeastSquares(columns, target);
  const last = residual[dimensions] as number;
  if (norm(residual) < TOLERANCE) return null;
  return residual.slice(0, dimensions).map((value) => -value / last);
}

/**
 * All corners of a bounded polytope, found by walking along its edges from the corner reached from a point inside; null
 * where there are more than a limit.
 * @throws Error where it is not bounded
 */
export function corners(polytope: Polytope, inside: Vector): number[][];
export function corners(polytope: Polytope, inside: Vector, limit: number): number[][] | null;
export function corners(polytope: Polytope, inside: Vector, limit = Number.POSITIVE_INFINITY) {
  const scaled = normalise(polytope);
  const first = descendToCorner(scaled, inside);
  const found = new Map([[first.join(), cornerAt(scaled, first)]]);
  const waiting = [first];
  for (let tight = waiting.pop(); tight; tight = waiting.pop()) {
    const corner = found.get(tight.join()) as Vector;
    for (const neighbour of neighbours(scaled, tight, corner)) {
      if (found.has(neighbour.join())) continue;
      found.set(neighbour.join(), cornerAt(scaled, neighbour));
      waiting.push(neighbour);
      if (found.size > limit) return null;
    }
  }
  return [...found.values()].sort(lexicographically);
}

/** The constraints (as many as dimensions) that meet in a corner reachable from a point inside. */
function descendToCorner(polytope: Polytope, inside: Vector): number[] {
  let point = [...inside];
  const tight: number[] = [];
  const basis: number[][] = [];
  while (tight.length < inside.length) {
    const direction = orthogonalDirection(basis, inside.length);
    const { constraint, distance } = firstHit(polytope, point, direction, tight);
    point = addScaled(point, distance, direction);
    tight.push(constraint);
    const row = basis.reduce<number[]>(
      (rest, b) => addScaled(rest, -dot(b, rest), b),
      [...(polytope.rows[constraint] as Vector)],
    );
    const length = norm(row);
    basis.push(row.map((value) => value / length));
  }
  return tight.sort((a, b) => a - b);
}

/** A direction along which none of the orthonormal basis changes: the unit vector with most left of it. */
function orthogonalDirection(basis: Matrix, dimensions: number): number[] {
  let best: number[] = [];
  for (let i = 0; i < dimensions; i++) {
    const unit = Array.from({ length: dimensions }, (_, j) => (i === j ? 1 : 0));
    const rest = basis.reduce<number[]>((vector, b) => addScaled(vector, -dot(b, vector), b), unit);
    if (best.length === 0 || norm(rest) > norm(best) + TOLERANCE) best = rest;
  }
  const length = norm(best);
  return best.map((value) => value / length);
}

/** The constraint that a ray from a point inside meets first. */
function firstHit(
  { rows, bounds }: Polytope,
  point: Vector,
  direction: Vector,
  ignored: readonly number[],
): { constraint: number; distance: number } {
  let hit = { constraint: -1, distance: Number.POSITIVE_INFINITY };
  rows.forEach((row, i) => {
    const approach = -dot(row, direction);
    if (ignored.includes(i) || approach < TOLERANCE) return;
    const distance = Math.max(0, dot(row, point) - (bounds[i] as number)) / approach;
    if (distance < hit.distance) hit = { constraint: i, distance };
  });
  if (hit.constraint < 0) throw new Error('The polytope is unbounded.');
  return hit;
}

function neighbours(polytope: Polytope, tight: readonly number[], corner: Vector): number[][] {
  const rows = tight.map((i) => polytope.rows[i] as Vector);
  return tight.map((left, k) => {
    const away = tight.map((_, i) => (i === k ? 1 : 0));
    const direction = solveOrFail(rows, away);
    const { constraint } = firstHit(polytope, corner, direction, tight);
    return [...tight.filter((i) => i !== left), constraint].sort((a, b) => a - b);
  });
}

function cornerAt({ rows, bounds }: Polytope, tight: readonly number[]): number[] {
  return solveOrFail(
    tight.map((i) => rows[i] as Vector),
    tight.map((i) => bounds[i] as number),
  );
}

function solveOrFail(rows: Matrix, right: Vector): number[] {
  const solution = solve(rows, right);
  if (solution === null) throw new Error('Constraints that meet in a corner are dependent.');
  return solution;
}

function lexicographically(a: Vector, b: Vector): number {
  const i = a.findIndex((value, j) => value !== b[j]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}
