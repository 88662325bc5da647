import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeRuns } from '../../src/calibration/judgement';
import type { RunStep } from '../../src/calibration/runSteps';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { publishedRuns } from '../../src/evidence/publishedRuns';
import { machineNamed } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { readCalibrationFile } from '../../src/project/calibrationFile';
import { writeCalibration } from '../../src/project/calibrationText';
import { predictSeconds } from '../../src/steptime/calibration';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';
import { takeStep } from '../../src/steptime/step';

/** A run of a model on some chips, a factor slower than the paper's calibration makes it, within a share of its speed. */
const runs = fc
  .record({
    model: fc.constantFrom('SM', 'BASE', 'NL24-SM', 'NL2-SM', 'LG'),
    machine: fc.constant('h100'),
    chips: fc.constantFrom(1, 2, 4, 8),
    slowness: fc.double({ min: 1.3, max: 30, noNaN: true }),
    share: fc.constantFrom(0.001, 0.02, 0.3),
  })
  .map(({ model, machine, chips, slowness, share }): RunStep => {
    const step = takeStep(parseName(model), PAPER_WORKLOAD, sliceOf(machineNamed(machine), chips), 1);
    const value = 1 / (slowness * predictSeconds(PAPER_CALIBRATION, step.features).seconds);
    const interval = { value, least: value * (1 - share), most: value * (1 + share) };
    return { model, step, workload: PAPER_WORKLOAD, ...interval };
  });

test('every calibration that is written is read again, number for number', () => {
  fc.assert(
    fc.property(fc.array(runs, { minLength: 1, maxLength: 6 }), (measured) => {
      const judgement = judgeRuns(
        measured.map(({ step, ...speed }) => ({ ...speed, features: step.features })),
      );
      const machine = machineNamed('h100');
      const text = writeCalibration({ source: 'runs.csv', machine, runs: measured }, judgement, '1.0.0');
      const read = readCalibrationFile({ name: 'h100.json', text });
      expect(read.coefficients).toEqual(judgement.fit.coefficients);
      expect(read.corners).toEqual(judgement.fit.corners);
      expect(read.machine).toEqual(machine);
      expect(read.agreement).toEqual({
        runs: measured.length,
        disagreement: judgement.summary.disagreement,
        leaveOneOutError: judgement.summary.leaveOneOutMeanAbsoluteError,
      });
    }),
    { numRuns: 25 },
  );
});

test('Table 4 too', () => {
  const published = publishedRuns();
  const judgement = judgeRuns(
    published.runs.map(({ step, ...speed }) => ({ ...speed, features: step.features })),
  );
  const read = readCalibrationFile({
    name: 't4.json',
    text: writeCalibration(published, judgement, '1.0.0'),
  });
  expect(read.coefficients).toEqual(PAPER_CALIBRATION.coefficients);
  expect(read.agreement).toMatchObject({ runs: 14, disagreement: 0 });
});
