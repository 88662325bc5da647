import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_CORNERS } from '../../src/calibration/calibrate';
import { judgeRuns, type MeasuredRun } from '../../src/calibration/judgement';
import { LEAST } from '../../src/calibration/priors';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { machineNamed } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { dot, type Vector } from '../../src/numerics/linearAlgebra';
import { predictSeconds } from '../../src/steptime/calibration';
import { FEATURE_NAMES } from '../../src/steptime/features';
import { takeStep } from '../../src/steptime/step';

const NAMES = [
  'SM',
  'NL8-MINI',
  'BASE',
  'NL24-SM',
  'EL32-SM',
  'LG',
  'NL36-BASE',
  'TINY',
  'FF1K-BASE',
  'NH8-BASE',
];

const stepsOn = (name: string, chips: number, parallelisms: readonly number[]): Vector[] =>
  parallelisms.flatMap((mp) =>
    NAMES.map(
      (model) => takeStep(parseName(model), PAPER_WORKLOAD, sliceOf(machineNamed(name), chips), mp).features,
    ),
  );

const TPU = [...stepsOn('tpu-v3', 16, [1, 2]), ...stepsOn('tpu-v3', 64, [1, 2])];

/** Coefficients that the priors know nothing of. */
const TRUTH = [1.9, 11, 22, 5, 1.2, 0.00005, 0.012];

/** Numbers between -1 and 1 (Park and Miller's minimal standard generator). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/** Runs at the true speed, off by at most `error`, and taken to be right within `half`. */
function runsOf(steps: readonly Vector[], half: number, error = 0, seed = 7): MeasuredRun[] {
  const random = noise(seed);
  return steps.map((features) => {
    const value = (1 + error * random()) / dot(TRUTH, features);
    return { features, value, least: value * (1 - half), most: value * (1 + half) };
  });
}

/** The share of all steps whose true time is in its interval. */
function coverage({ fit }: ReturnType<typeof judgeRuns>): number {
  const inside = TPU.filter((features) => {
    const { least, most } = predictSeconds(fit, features);
    const truth = dot(TRUTH, features);
    return least <= truth * (1 + 1e-9) && truth <= most * (1 + 1e-9);
  });
  return inside.length / TPU.length;
}

describe('runs made from known coefficients', () => {
  test.each([1, 2, 3, 5, 8, 13, 40])('%d of them: every step is within its interval', (count) => {
    const judged = judgeRuns(runsOf(TPU, 0.02).filter((_, i) => i % Math.ceil(TPU.length / count) === 0));
    expect(judged.summary.disagreement).toBe(0);
    expect(coverage(judged)).toBe(1);
    expect(judged.summary.corners).toBeLessThanOrEqual(MOST_CORNERS);
    for (const { computed, low, high } of judged.rows) {
      expect(computed).toBeGreaterThanOrEqual(low);
      expect(computed).toBeLessThanOrEqual(high);
    }
  });

  test('exact ones give the coefficients back', () => {
    const { fit, unidentified } = judgeRuns(runsOf(TPU, 1e-6));
    fit.coefficients.forEach((coefficient, i) => {
      expect(Math.abs(coefficient / (TRUTH[i] as number) - 1)).toBeLessThan(0.01);
    });
    expect(unidentified).toEqual([]);
  });

  test('more of them, more exactly known, leave narrower intervals', () => {
    const width = (runs: readonly MeasuredRun[]) => {
      const { fit } = judgeRuns(runs);
      const shares = TPU.map((features) => {
        const { seconds, least, most } = predictSeconds(fit, features);
        return (most - least) / seconds;
      });
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    };
    const widths = [width(runsOf(TPU.slice(0, 1), 0.02)), width(runsOf(TPU.slice(0, 6), 0.02))];
    expect(widths[1]).toBeLessThan((widths[0] as number) / 2);
    expect(width(runsOf(TPU, 0.02))).toBeLessThan((widths[1] as number) / 2);
  });

  test('the set of all that fit beats no peak of the hardware', () => {
    const { fit } = judgeRuns(runsOf(TPU.slice(0, 4), 0.05));
    for (const corner of [fit.coefficients, ...fit.corners]) {
      corner.forEach((coefficient, i) => {
        expect(coefficient).toBeGreaterThanOrEqual(LEAST[i] as number);
      });
    }
  });
});

describe('noisy runs that claim to be exact', () => {
  test.each([0.02, 0.05])('off by up to %d: they disagree by less than that, and it is told', (error) => {
    const judged = judgeRuns(runsOf(TPU, 0.001, error));
    const { disagreement, widening } = judged.summary;
    expect(disagreement).toBeGreaterThan(error / 3);
    expect(disagreement).toBeLessThanOrEqual(error * 1.05);
    expect(widening).toBeGreaterThanOrEqual(2 * disagreement);
    expect(coverage(judged)).toBe(1);
  });

  test('of few runs, the error of those left out widens the intervals too', () => {
    const eight = runsOf(TPU, 0.001, 0.02).filter((_, i) => i % 5 === 0);
    const { summary } = judgeRuns(eight);
    expect(summary.disagreement).toBeGreaterThan(0);
    expect(summary.widening).toBeGreaterThan(2 * summary.disagreement);
  });

  test('one that is far off is named', () => {
    const runs = runsOf(TPU, 0.01).map((run, i) =>
      i === 11 ? { ...run, value: run.value / 2, least: run.least / 2, most: run.most / 2 } : run,
    );
    const { odd, summary } = judgeRuns(runs);
    expect(odd).toEqual({ run: 11, disagreementWithout: 0 });
    expect(summary.disagreement).toBeGreaterThan(0.2);
  });
});

describe('what the runs do not say', () => {
  test('one run pins nothing down, and its own step alone', () => {
    const { unidentified, rows, ranges } = judgeRuns(runsOf(TPU.slice(0, 1), 0.01));
    expect(unidentified.map(({ name }) => name)).toEqual([...FEATURE_NAMES]);
    expect(Math.abs(rows[0]?.error as number)).toBeLessThan(0.01);
    for (const { least, most } of ranges) expect(Number.isFinite(most - least)).toBe(true);
  });

  test('runs on one device have no collectives: their coefficient stays at its prior, and is bounded', () => {
    const { unidentified, ranges, fit } = judgeRuns(runsOf(stepsOn('a100', 1, [1]), 0.01));
    expect(unidentified).toContainEqual({ name: 'network', reason: 'unmeasured' });
    const network = FEATURE_NAMES.indexOf('network');
    expect(fit.coefficients[network]).toBe(1);
    expect(ranges[network]).toMatchObject({ least: 0.5, most: 10 });
  });
});

test('forty runs take less than five seconds', () => {
  const started = performance.now();
  judgeRuns(runsOf(TPU, 0.001, 0.05));
  expect(performance.now() - started).toBeLessThan(5000);
});

test('whatever the runs are, repeated and contradicting ones too, there is a calibration that holds its own point', () => {
  const run = fc.record({
    step: fc.integer({ min: 0, max: TPU.length - 1 }),
    // Of the speed at which the matrix products alone run at peak.
    share: fc.double({ min: 0.001, max: 0.99, noNaN: true }),
    half: fc.constantFrom(1e-6, 0.001, 0.05, 0.5, 0.99),
  });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 12 }), (runs) => {
      const measured = runs.map(({ step, share, half }) => {
        const features = TPU[step] as Vector;
        const value = share / (features[0] as number);
        return { features, value, least: value * (1 - half), most: value * (1 + half) };
      });
      const { fit, summary, rows } = judgeRuns(measured);
      expect(summary.corners).toBeGreaterThan(0);
      for (const { computed, leaveOneOut } of rows) {
        expect(computed).toBeGreaterThan(0);
        expect(leaveOneOut).toBeGreaterThan(0);
      }
      for (const { features, least, most } of measured) {
        const seconds = dot(fit.coefficients, features);
        const widening = 1.02 * summary.disagreement + 1e-6;
        expect(seconds).toBeGreaterThanOrEqual((1 / most) * (1 - widening));
        expect(seconds).toBeLessThanOrEqual((1 / least) * (1 + widening));
      }
    }),
    { numRuns: 60 },
  );
});
