import { expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { isBuiltIn } from '../../src/steptime/calibration';
import { describeMeasured } from '../../src/steptime/measured';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';
import { takeStep } from '../../src/steptime/step';
import { elementwiseOf, macsOf, ONCE, parametersOf } from '../support/closedForms';
import { ROWS } from '../support/table4';

const measuredOn = (chips: number, name: string) => ({
  step: takeStep(parseName(name), PAPER_WORKLOAD, sliceOf(PAPER_MACHINE, chips), 1),
  workload: PAPER_WORKLOAD,
});

/** The paper's #TFlops of a named model on some replicas of one core each. */
function tflopsOf(name: string, replicas: number): number {
  const shape = parseName(name);
  const repeated = { ...ONCE, replicas };
  return (macsOf(shape, PAPER_WORKLOAD, repeated) + elementwiseOf(shape, PAPER_WORKLOAD, repeated)) / 1e12;
}

test('measured steps are told by their slices, families, sizes and features', () => {
  const runs = [
    measuredOn(64, 'SM'),
    measuredOn(4, 'BASE'),
    measuredOn(16, 'MINI'),
    measuredOn(4, 'DL0-BASE'),
    measuredOn(32, 'SM'),
  ];
  const { chips, families, parameters, tflops, steps } = describeMeasured(runs);
  expect(chips).toEqual([4, 16, 32, 64]);
  expect(families).toEqual(['encoder-decoder', 'encoder-only']);
  const [least, most] = [parametersOf(parseName('MINI')), parametersOf(parseName('BASE'))];
  expect(parameters).toEqual({ least, most });
  expect(tflops.least).toBeCloseTo(tflopsOf('MINI', 32), 9);
  expect(tflops.most).toBeCloseTo(tflopsOf('BASE', 8), 9);
  expect(steps).toEqual(runs.map(({ step }) => step.features));
});

test("the program's own calibration is of the fourteen steps of Table 4, in its own families and sizes", () => {
  const { measured, agreement } = PAPER_CALIBRATION;
  expect(describeMeasured(ROWS.map(({ step }) => ({ step, workload: PAPER_WORKLOAD })))).toMatchObject({
    chips: measured.chips,
    families: measured.families,
    parameters: measured.parameters,
  });
  expect(agreement).toBeNull();
});

test('only a calibration that nobody made is built in', () => {
  expect(isBuiltIn(PAPER_CALIBRATION)).toBe(true);
  expect(isBuiltIn({ agreement: { runs: 3, disagreement: 0, leaveOneOutError: 0.02 } })).toBe(false);
});
