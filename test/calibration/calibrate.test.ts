import { describe, expect, test } from 'vitest';
import priors from '../../presets/calibration/priors.json';
import calibrated from '../../presets/calibration/tpu-v3.json';
import { fitCoefficients, fitSpeeds, leaveOneOut, type MeasuredSpeed } from '../../src/calibration/calibrate';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { TABLE_4 } from '../../src/evidence/published';
import { publishedSpeeds, stepOfRow } from '../../src/evidence/speeds';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { addScaled, dot, norm, solve, type Vector } from '../../src/numerics/linearAlgebra';
import { FEATURE_NAMES } from '../../src/steptime/features';
import { describeMeasured } from '../../src/steptime/measured';
import { printedValue } from '../../src/units/printed';

const SPEEDS = publishedSpeeds();
const { coefficients, corners } = calibrated;
const MARGIN = 0.02;
const PRIOR = priors.priors.map(({ prior }) => prior);
const LEAST = priors.priors.map(({ least }) => least);

/** A constraint row . r >= bound on r, where a coefficient is its prior x r: numbers of the same order in all directions. */
interface Constraint {
  readonly row: Vector;
  readonly bound: number;
}

const scaled = (vector: Vector) => vector.map((value, i) => value * (PRIOR[i] as number));

const CONSTRAINTS: readonly Constraint[] = [
  ...SPEEDS.flatMap(({ features, least, most }) => [
    { row: scaled(features), bound: 1 / (most - MARGIN) },
    { row: scaled(features.map((value) => -value)), bound: -1 / (least + MARGIN) },
  ]),
  ...LEAST.map((least, i) => ({ row: scaled(LEAST.map((_, j) => (i === j ? 1 : 0))), bound: least })),
].map(({ row, bound }) => ({ row: row.map((value) => value / norm(row)), bound: bound / norm(row) }));

const relative = (point: Vector) => point.map((value, i) => value / (PRIOR[i] as number));
const slacks = (point: Vector) => CONSTRAINTS.map(({ row, bound }) => dot(row, relative(point)) - bound);

/** Pseudo-random numbers between 0 and 1 (Park and Miller's minimal standard generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function randomDirection(random: () => number): number[] {
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  return FEATURE_NAMES.map(normal);
}

test('the committed calibration is what `npm run calibrate` makes, bit for bit', () => {
  const made = fitSpeeds(SPEEDS);
  expect(made).toMatchObject({ coefficients, corners, disagreement: 0, widening: 0 });
  expect(made.cornersOf).toHaveLength(14);
  const steps = TABLE_4.map((row) => ({ step: stepOfRow(row), workload: PAPER_WORKLOAD }));
  expect(calibrated.measured).toEqual(describeMeasured(steps));
  expect(calibrated.machine).toBe(PAPER_MACHINE.name);
  expect(calibrated.features).toEqual([...FEATURE_NAMES]);
  expect(priors.priors.map(({ name }) => name)).toEqual([...FEATURE_NAMES]);
  // Of a speed printed as a whole number.
  expect(priors.marginShare * 0.5).toBe(MARGIN);
});

describe('the chosen coefficients', () => {
  test.each(TABLE_4.map((row, i) => ({ row, speed: SPEEDS[i] as MeasuredSpeed })))(
    '$row.model runs at the printed $row.figures.stepsPerSecond steps a second',
    ({ row, speed }) => {
      const stepsPerSecond = 1 / dot(coefficients, speed.features);
      expect(stepsPerSecond.toFixed(0)).toBe(row.figures.stepsPerSecond);
    },
  );

  test('keep all constraints, and are the nearest to the priors that do', () => {
    const offset = coefficients.map((value, i) => value / (PRIOR[i] as number) - 1);
    const slack = slacks(coefficients);
    expect(Math.min(...slack)).toBeGreaterThan(-1e-12);
    // Nearest: the way back to the priors is held up by tight constraints only.
    const tight = CONSTRAINTS.filter((_, i) => (slack[i] as number) < 1e-9);
    expect(tight.length).toBeGreaterThan(0);
    expect(tight.length).toBeLessThanOrEqual(FEATURE_NAMES.length);
    const gram = tight.map(({ row }) => tight.map((other) => dot(row, other.row)));
    const pushes = solve(
      gram,
      tight.map(({ row }) => dot(row, offset)),
    ) as number[];
    const held = offset.map((_, i) =>
      tight.reduce((sum, { row }, k) => sum + (pushes[k] as number) * (row[i] as number), 0),
    );
    expect(Math.min(...pushes)).toBeGreaterThanOrEqual(-1e-9);
    held.forEach((value, i) => {
      expect(value).toBeCloseTo(offset[i] as number, 9);
    });
  });

  test('a matmul below the peak and an all-reduce below all four links', () => {
    expect(coefficients[FEATURE_NAMES.indexOf('matmul')]).toBeGreaterThan(1);
    expect(coefficients[FEATURE_NAMES.indexOf('network')]).toBeGreaterThan(0.5);
  });
});

describe('leaving a row out', () => {
  const predicted = leaveOneOut(SPEEDS);
  const rows = TABLE_4.map((row, i) => ({
    printed: row.figures.stepsPerSecond as string,
    predicted: predicted[i] as number,
  }));

  test('at least 11 of 14 are predicted at the printed integer by the other thirteen', () => {
    expect(rows.filter((row) => row.predicted.toFixed(0) === row.printed).length).toBeGreaterThanOrEqual(11);
  });

  test('rows printed as 9 or more are predicted within 3% on average', () => {
    const errors = rows
      .filter(({ printed }) => printedValue(printed) >= 9)
      .map((row) => Math.abs(row.predicted / printedValue(row.printed) - 1));
    expect(errors).toHaveLength(8);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThanOrEqual(0.03);
  });

  test('the row that is left out does not take part', () => {
    const impossible = SPEEDS.map((speed, i) => (i === 0 ? { ...speed, least: 1000, most: 1001 } : speed));
    expect(fitCoefficients(impossible)).toBeNull();
    expect(fitCoefficients(impossible.slice(1))).toEqual(fitCoefficients(SPEEDS.slice(1)));
    expect(fitSpeeds(impossible).disagreement).toBeGreaterThan(0.5);
    expect(leaveOneOut(impossible)[0]).toBe(leaveOneOut(SPEEDS)[0]);
  });
});

describe('the corners of all coefficients that fit', () => {
  test('land in all fourteen printed intervals', () => {
    for (const corner of corners) {
      for (const { features, least, most } of SPEEDS) {
        const stepsPerSecond = 1 / dot(corner, features);
        expect(stepsPerSecond).toBeGreaterThan(least + MARGIN - 1e-9);
        expect(stepsPerSecond).toBeLessThan(most - MARGIN + 1e-9);
      }
    }
  });

  test('beat no peak of the hardware', () => {
    for (const corner of corners) {
      corner.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(LEAST[i] as number);
      });
    }
  });

  test('each is where seven of the 35 constraints meet', () => {
    expect(CONSTRAINTS).toHaveLength(35);
    for (const corner of corners) {
      expect(slacks(corner).filter((slack) => Math.abs(slack) < 1e-10)).toHaveLength(7);
    }
  });

  test('are distinct', () => {
    expect(new Set(corners.map((corner) => corner.join())).size).toBe(corners.length);
  });

  /** Solves the dual of the linear program at a corner: the direction as a combination of its tight constraints. */
  function multipliers(corner: Vector, direction: Vector): number[] {
    const slack = slacks(corner);
    const tight = CONSTRAINTS.filter((_, i) => Math.abs(slack[i] as number) < 1e-10);
    const columns = direction.map((_, i) => tight.map(({ row }) => row[i] as number));
    return solve(
      columns,
      direction.map((value) => -value),
    ) as number[];
  }

  test('are all: in any direction, the farthest corner is the farthest point of the whole polytope', () => {
    const random = randomNumbers(2109);
    const reached = new Set<Vector>();
    for (let trial = 0; trial < 4000; trial++) {
      const direction = randomDirection(random);
      const farthest = corners.reduce((best, corner) =>
        dot(relative(corner), direction) > dot(relative(best), direction) ? corner : best,
      );
      reached.add(farthest);
      expect(Math.min(...multipliers(farthest, direction))).toBeGreaterThanOrEqual(-1e-6);
    }
    expect(reached.size).toBeGreaterThan(20);
  });

  test('are all: every edge of a corner ends in another corner', () => {
    const known = corners.map(relative);
    for (const corner of corners) {
      for (const end of edgeEnds(corner)) {
        const nearest = Math.min(...known.map((other) => norm(addScaled(other, -1, end))));
        expect(nearest).toBeLessThan(1e-7);
      }
    }
  });

  /** Where the edges out of a corner end: along each, one of the tight constraints is left and another one met. */
  function edgeEnds(corner: Vector): number[][] {
    const start = relative(corner);
    const slack = slacks(corner);
    const isTight = slack.map((value) => Math.abs(value) < 1e-10);
    const tight = CONSTRAINTS.filter((_, i) => isTight[i]);
    return tight.map((_, left) => {
      const direction = solve(
        tight.map(({ row }) => row),
        tight.map((_, k) => (k === left ? 1 : 0)),
      ) as number[];
      const distances = CONSTRAINTS.map(({ row }, i) => {
        const approach = -dot(row, direction);
        return isTight[i] || approach < 1e-12 ? Number.POSITIVE_INFINITY : (slack[i] as number) / approach;
      });
      const distance = Math.min(...distances);
      return start.map((value, i) => value + distance * (direction[i] as number));
    });
  }

  test('hold the chosen coefficients, and all points that a random walk inside finds', () => {
    const random = randomNumbers(10686);
    const directions = Array.from({ length: 200 }, () => randomDirection(random));
    const limits = directions.map((direction) =>
      Math.max(...corners.map((corner) => dot(relative(corner), direction))),
    );
    let point = relative(coefficients);
    for (let step = 0; step < 500; step++) {
      point = stepInside(point, randomDirection(random), random());
      directions.forEach((direction, i) => {
        expect(dot(point, direction)).toBeLessThanOrEqual((limits[i] as number) + 1e-9);
      });
    }
  });

  /** A point of the chord through a point inside: hit and run. */
  function stepInside(point: Vector, direction: Vector, share: number): number[] {
    let back = Number.NEGATIVE_INFINITY;
    let forth = Number.POSITIVE_INFINITY;
    for (const { row, bound } of CONSTRAINTS) {
      const slack = Math.max(0, dot(row, point) - bound);
      const speed = dot(row, direction);
      if (speed < 0) forth = Math.min(forth, slack / -speed);
      if (speed > 0) back = Math.max(back, slack / -speed);
    }
    return point.map((value, i) => value + (back + share * (forth - back)) * (direction[i] as number));
  }
});
