import type { Vector } from '../numerics/linearAlgebra';
import { bisect } from '../numerics/search';
import { chebyshevNodes, interpolate } from './interpolation';
import { type Faces, faceOf, type LeftOut, leaveOutFaces, leaveOutFlat } from './leftOut';
import { boundError, fitPowerLaw, predict, TRIED_ALPHAS } from './powerLaw';
import { type Problem, withoutPoint } from './problem';

/** Points that pull the curve this much to themselves are fitted without for themselves: the rest would be rounding. */
const MOST_LEVERAGE = 0.999;

/** How far, as a share, what follows may be from what is computed in the middle. */
const TOLERANCE = 1e-9;

/** Halvings of what lies between two tried values of alpha, where that is not enough. */
const MOST_HALVINGS = 40;

/**
 * What the best curve through the other points says of each point. The search is that of `fitPowerLaw`, for all points at
 * once: one pass over the points gives all their curves at one alpha, and between two of these values the slopes are smooth.
 */
export function predictLeftOut(problem: Problem): number[] {
  const flat = leaveOutFlat(problem);
  const trials = searchTrials(problem, flat);
  const predicted = problem.errors.map((_, i) =>
    trials.isAlone[i] ? predictAlone(problem, i) : (problem.errors[i] as number) - (flat.errors[i] as number),
  );
  const search = { problem, flat, predicted };
  trials.best.forEach((best, trial) => {
    const points = best.filter((i) => !trials.isAlone[i]);
    const [before, after] = [TRIED_ALPHAS[trial - 1], TRIED_ALPHAS[trial + 1]];
    if (points.length === 0) return;
    if (before === undefined || after === undefined) settle(search, points, TRIED_ALPHAS[trial] as number);
    else refine(search, points, { from: before, to: after, halvings: 0 });
  });
  return predicted.map(boundError);
}

function predictAlone(problem: Problem, i: number): number {
  const others = withoutPoint(problem, i);
  const logShape = others.logShapes === null ? 0 : (problem.logShapes?.[i] ?? 0);
  return predict(fitPowerLaw(others), problem.logSizes[i] as number, logShape);
}

/** By tried alpha, the points whose left-out curve is best there; and the points that must be fitted without for themselves. */
interface Trials {
  readonly best: readonly (readonly number[])[];
  readonly isAlone: readonly boolean[];
}

function searchTrials(problem: Problem, flat: LeftOut): Trials {
  const least = [...flat.squares];
  const best = least.map(() => -1);
  const isAlone = flat.leverages.map((leverage) => leverage > MOST_LEVERAGE);
  TRIED_ALPHAS.forEach((alpha, trial) => {
    const faces = leaveOutFaces(problem, alpha, flat);
    for (let i = 0; i < least.length; i++) {
      const face = faceOf(faces, i);
      if ((face.leverages[i] as number) > MOST_LEVERAGE) isAlone[i] = true;
      if (face === flat || (face.squares[i] as number) >= (least[i] as number)) continue;
      least[i] = face.squares[i] as number;
      best[i] = trial;
    }
  });
  const groups: number[][] = TRIED_ALPHAS.map(() => []);
  best.forEach((trial, i) => {
    groups[trial]?.push(i);
  });
  return { best: groups, isAlone };
}

/** What is searched, and the predictions that it ends in. */
interface Search {
  readonly problem: Problem;
  readonly flat: LeftOut;
  readonly predicted: number[];
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly halvings: number;
}

function settle({ problem, flat, predicted }: Search, points: readonly number[], alpha: number): void {
  const faces = leaveOutFaces(problem, alpha, flat);
  for (const i of points)
    predicted[i] = (problem.errors[i] as number) - (faceOf(faces, i).errors[i] as number);
}

/**
 * Finds the alpha of every point at which its sum of squares is least, by interpolation between nodes; where that does not give
 * what is computed in the middle, in the half that the slope there points to.
 */
function refine(search: Search, points: readonly number[], range: Range): void {
  const { problem, flat, predicted } = search;
  const { from, to, halvings } = range;
  const middle = from + (to - from) / 2;
  if (halvings === MOST_HALVINGS) {
    settle(search, points, middle);
    return;
  }
  const nodes = chebyshevNodes(from, to);
  const atNodes = nodes.map((alpha) => leaveOutFaces(problem, alpha, flat));
  const atMiddle = leaveOutFaces(problem, middle, flat);
  const halves: [number[], number[]] = [[], []];
  for (const i of points) {
    const path = pathOf(nodes, atNodes, i);
    if (path !== null && path.slope(from) * path.slope(to) <= 0 && isClose(path, middle, atMiddle, i))
      predicted[i] = (problem.errors[i] as number) - path.error(bisect(path.slope, from, to));
    else halves[(faceOf(atMiddle, i).slopes[i] as number) > 0 ? 0 : 1].push(i);
  }
  const [first, second] = halves;
  if (first.length > 0) refine(search, first, { from, to: middle, halvings: halvings + 1 });
  if (second.length > 0) refine(search, second, { from: middle, to, halvings: halvings + 1 });
}

/** The left-out curves of one point along alpha. */
interface Path {
  readonly slope: (alpha: number) => number;
  readonly error: (alpha: number) => number;
  /** The largest error and slope at the nodes. */
  readonly scale: { readonly error: number; readonly slope: number };
}

/** Each face is smooth in alpha by itself; which of them is best changes where eInf of the free one is 0. */
function pathOf(nodes: Vector, atNodes: readonly Faces[], i: number): Path | null {
  const free = atNodes.map(({ free }) => free);
  const eInf = free.map((face) => face?.eInf[i] ?? Number.NaN);
  const isFree = eInf.every((value) => value >= 0);
  const onFloor = isFree ? free : atNodes.map(({ withoutFloor }) => withoutFloor());
  if ([...free, ...onFloor].includes(null)) return null;
  const curveOf = (key: 'errors' | 'slopes') => {
    const [above, on] = [free, onFloor].map((faces) => faces.map((face) => face?.[key][i] as number)) as [
      number[],
      number[],
    ];
    return {
      largest: [...above, ...on].reduce((a, b) => Math.max(a, Math.abs(b)), 0),
      at: (alpha: number) =>
        interpolate(nodes, isFree || interpolate(nodes, eInf, alpha) >= 0 ? above : on, alpha),
    };
  };
  const [errors, slopes] = [curveOf('errors'), curveOf('slopes')];
  return { slope: slopes.at, error: errors.at, scale: { error: errors.largest, slope: slopes.largest } };
}

function isClose(path: Path, middle: number, atMiddle: Faces, i: number): boolean {
  const { errors, slopes } = faceOf(atMiddle, i);
  const { scale } = path;
  return (
    Math.abs(path.error(middle) - (errors[i] as number)) <= TOLERANCE * scale.error &&
    Math.abs(path.slope(middle) - (slopes[i] as number)) <= TOLERANCE * scale.slope
  );
}
