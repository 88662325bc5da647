import priors from '../../presets/calibration/priors.json';
import { dot, type Vector } from '../numerics/linearAlgebra';
import type { Calibration } from '../steptime/calibration';
import { FEATURE_NAMES, type Features } from '../steptime/features';
import { corners, nearestToOrigin, type Polytope } from './polytope';

/** A measured speed: the features of its step, and the interval of steps a second that its rounding allows. */
export interface MeasuredSpeed {
  readonly features: Features;
  readonly least: number;
  readonly most: number;
}

const PRIORS: Vector = FEATURE_NAMES.map((name) => priorOf(name).prior);
const LEAST: Vector = FEATURE_NAMES.map((name) => priorOf(name).least);
const MARGIN = priors.marginStepsPerSecond;

function priorOf(name: string): (typeof priors.priors)[number] {
  const prior = priors.priors.find((candidate) => candidate.name === name);
  if (!prior) throw new Error(`No prior for the feature ${name}.`);
  return prior;
}

/**
 * The coefficients nearest to the physical priors, in relative terms, that put every measured speed inside its interval
 * and beat no peak of the hardware; null where no coefficients do.
 */
export function fitCoefficients(speeds: readonly MeasuredSpeed[]): number[] | null {
  return nearestToOrigin(relativeConstraints(speeds))?.map(toCoefficient) ?? null;
}

/**
 * Calibrates the step time of a machine on measured speeds.
 * @throws Error where no coefficients fit all speeds
 */
export function calibrate(machine: string, speeds: readonly MeasuredSpeed[]): Calibration {
  const constraints = relativeConstraints(speeds);
  const nearest = nearestToOrigin(constraints);
  if (nearest === null) throw new Error('No coefficients fit all measured speeds.');
  return {
    machine,
    coefficients: nearest.map(toCoefficient),
    corners: corners(constraints, nearest).map((corner) => corner.map(toCoefficient)),
  };
}

/** What is predicted for each speed by the coefficients that fit all the others, in steps a second. */
export function leaveOneOut(speeds: readonly MeasuredSpeed[]): number[] {
  return speeds.map((left) => {
    const coefficients = fitCoefficients(speeds.filter((speed) => speed !== left));
    if (coefficients === null) throw new Error('No coefficients fit the other measured speeds.');
    return 1 / dot(coefficients, left.features);
  });
}

/** The last bit of a corner may fall short of the least value that it lies on. */
function toCoefficient(relative: number, i: number): number {
  return Math.max(LEAST[i] as number, (PRIORS[i] as number) * (1 + relative));
}

/** The constraints on r, where a coefficient is prior x (1 + r): each step within its interval, each coefficient above its least. */
function relativeConstraints(speeds: readonly MeasuredSpeed[]): Polytope {
  const rows: Vector[] = [];
  const bounds: number[] = [];
  const atLeast = (row: Vector, bound: number) => {
    rows.push(row.map((value, i) => value * (PRIORS[i] as number)));
    bounds.push(bound - dot(row, PRIORS));
  };
  for (const { features, least, most } of speeds) {
    const slower = features.map((value) => -value);
    atLeast(features, 1 / (most - MARGIN));
    atLeast(slower, -1 / (least + MARGIN));
  }
  LEAST.forEach((least, i) => {
    atLeast(
      FEATURE_NAMES.map((_, j) => (i === j ? 1 : 0)),
      least,
    );
  });
  return { rows, bounds };
}
