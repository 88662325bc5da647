import { exp, log } from '../numerics/elementary';
import type { Vector } from '../numerics/linearAlgebra';
import { mean } from '../numerics/mean';
import { type Frame, frameOf, type Parts, takeApart } from './orthogonal';
import type { FitPoint } from './point';

/** Points as vectors, their sizes as logarithms from the smallest on: N^alpha is then between 0 and 1. */
export interface Problem {
  /** ln(N / smallest N). */
  readonly logSizes: Vector;
  readonly logSmallest: number;
  readonly errors: Vector;
  /** ln(s / reference s), or null for a fit to the size alone. */
  readonly logShapes: Vector | null;
  /** The geometric mean of s, at which the shape term is 0; null where there is none. */
  readonly referenceShape: number | null;
  /** The columns that no alpha changes, a constant and the shapes, and the errors apart along them. */
  readonly fixed: Frame;
  readonly apart: Parts;
}

type Given = Omit<Problem, 'fixed' | 'apart'>;

/** The problem of fitting e to N, and to nothing else. */
export function problemOfSize(points: readonly FitPoint[]): Problem {
  return toProblem(sizesOf(points));
}

/** The problem of fitting e to N and s; to N alone where all shapes are the same. */
export function problemOfShape(points: readonly FitPoint[]): Problem {
  const given = sizesOf(points);
  const logs = points.map(({ s }) => log(s ?? 1));
  const centre = mean(logs);
  return toProblem({ ...given, logShapes: logs.map((value) => value - centre), referenceShape: exp(centre) });
}

/** The same problem without one of its points; the smallest size and the reference shape stay those of all. */
export function withoutPoint(problem: Problem, left: number): Problem {
  const others = (values: Vector) => values.filter((_, i) => i !== left);
  const { logSizes, errors, logShapes } = problem;
  return toProblem({
    ...problem,
    logSizes: others(logSizes),
    errors: others(errors),
    logShapes: logShapes === null ? null : others(logShapes),
  });
}

function sizesOf(points: readonly FitPoint[]): Given {
  const logs = points.map(({ n }) => log(n));
  const logSmallest = logs.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  return {
    logSizes: logs.map((value) => value - logSmallest),
    logSmallest,
    errors: points.map(({ e }) => e),
    logShapes: null,
    referenceShape: null,
  };
}

function toProblem(given: Given): Problem {
  const { errors, logShapes } = given;
  const constant = errors.map(() => 1);
  const both = logShapes === null ? null : frameOf([constant, logShapes]);
  const fixed = both ?? (frameOf([constant]) as Frame);
  const shape = both === null ? { logShapes: null, referenceShape: null } : {};
  return { ...given, ...shape, fixed, apart: takeApart(fixed.directions, errors) };
}

/** N^alpha over its value at the smallest size. */
export function powersOf({ logSizes }: Problem, alpha: number): number[] {
  return logSizes.map((size) => exp(alpha * size));
}
