import { expect, test } from 'vitest';
import { costOfTraining } from '../../src/estimate/training';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { estimateOf, setting } from '../support/settings';

test('a run is its steps: hours, chip-hours, $2 and 0.310 kW x 1.12 a chip-hour', () => {
  const { workload, slice } = setting({ workload: { trainSteps: 7200 } });
  const cost = costOfTraining(0.5, workload, slice);
  expect(cost.hours).toBe(1);
  expect(cost.chipHours).toBe(16);
  expect(cost.usd).toBe(32);
  expect(cost.kwh).toBeCloseTo(16 * 0.31 * 1.12, 12);
});

test("T5's 512 chips for 20 days are the published 85.7 MWh within 1% (Patterson et al. 2021)", () => {
  const seconds = 20 * 24 * 3600;
  const { workload } = setting({ workload: { trainSteps: 1 } });
  const { kwh } = costOfTraining(seconds, workload, sliceOf(PAPER_MACHINE, 512));
  expect(Math.abs((kwh as number) / 85_700 - 1)).toBeLessThan(0.01);
});

test("a model's run is 2^19 steps at its estimated speed", () => {
  const { training, throughput } = estimateOf('NL24-SM');
  expect(training.hours).toBeCloseTo(524_288 / throughput.stepsPerSecond / 3600, 9);
  expect(training.chipHours).toBeCloseTo(16 * training.hours, 9);
});
