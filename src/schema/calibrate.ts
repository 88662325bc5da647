import * as z from 'zod';
import { FAMILIES } from '../model/family';
import { FEATURE_NAMES } from '../steptime/features';
import { outputOf } from './envelope';
import { amount, fieldsFor, flag, signed, text, whole } from './fields';

const unknownOr = (description: string) => z.number().nonnegative().nullable().describe(description);

/** A kind of accelerator, in full. */
export const machine = z
  .looseObject({
    name: text('Name of the machine, such as tpu-v3.'),
    title: text('What its maker calls it.'),
    coresPerChip: whole('Devices that a program sees on a chip.'),
    peakFlopsPerCore: amount('Peak bfloat16 arithmetic of a core, in FLOP/s.'),
    matrixUnitWidth: whole('Rows and columns of the matrix unit.'),
    memoryBytesPerCore: amount('Memory of a core, in bytes.'),
    memoryBytesPerSecondPerCore: amount('Memory bandwidth of a core, in bytes a second.'),
    linkBytesPerSecond: amount('Of one link in one direction, in bytes a second.'),
    linksPerRing: amount('Links that a ring all-reduce keeps busy.'),
    slices: z.array(whole('Chips of a slice.')).describe('Slices that can be had.'),
    usdPerChipHour: unknownOr('US dollars on demand; null where unknown.'),
    kilowattsPerChip: unknownOr('Of a chip with its host; null where unknown.'),
    powerUsageEffectiveness: unknownOr('Of the data centre; null where unknown.'),
    sources: z.looseObject({}).describe('Where the figures come from, in words, by their names.').optional(),
  })
  .describe('The machine that was measured.');

const WHAT = 'seconds at peak rate are multiplied with; of layer and step seconds';

const interval = z
  .looseObject({ low: amount('The smallest that fits.'), high: amount('The largest that fits.') })
  .describe('From the smallest to the largest that fits.');

/** A measured run beside what the calibration makes of it. */
const calibratedRow = z.looseObject({
  model: text('The model, as the file of runs names it.'),
  chips: whole('Chips of the slice.'),
  modelParallelism: whole('Cores that share one replica of the model.'),
  measured: amount('Steps a second, as measured.'),
  low: amount('Low end of what the rounding of the measured speed allows.'),
  high: amount('High end of it.'),
  computed: amount('Steps a second by the calibration.'),
  leaveOneOut: amount('Steps a second by the coefficients that fit all other runs.'),
  error: signed('Of computed, relative to measured.'),
  leaveOneOutError: signed('Of leaveOneOut, relative to measured.'),
  leaveOneOutMatch: flag('Whether leaveOneOut is from low to high.'),
});

/** How far a calibration is to be trusted. */
const calibrationSummary = z
  .looseObject({
    runs: whole('Measured runs.'),
    disagreement: amount(
      'The smallest share of a step by which all intervals must give way for some coefficients to give all speeds; 0 for none.',
    ),
    widening: amount('By which share of a step the intervals were widened.'),
    meanAbsoluteError: amount('Mean absolute relative error of computed, a fraction.'),
    maximumAbsoluteError: amount('Largest absolute relative error of computed, a fraction.'),
    leaveOneOutMatches: whole('Runs that are predicted within their interval when they are left out.'),
    leaveOneOutMeanAbsoluteError: amount('Mean absolute relative error of leaveOneOut, a fraction.'),
    leaveOneOutMaximumAbsoluteError: amount('Largest absolute relative error of leaveOneOut, a fraction.'),
    corners: whole('Corners of the set of coefficients that fit.'),
    cornerRuns: whole('Runs that the corners keep to.'),
    oddRun: z
      .looseObject({
        model: text('The model of the run.'),
        row: whole('Its place among the runs, from 1.'),
        disagreementWithout: amount('The disagreement of the others.'),
      })
      .nullable()
      .describe('The run without which the others agree much better, or null.'),
  })
  .describe('How far the calibration is to be trusted.');

const range = z.looseObject({ least: amount('The smallest.'), most: amount('The largest.') });

/** The output of `calibrate --json`. */
export const calibrateOutput = outputOf('calibrate', {
  source: text('The file of runs, or Table 4.'),
  machine,
  coefficients: z
    .looseObject(fieldsFor(FEATURE_NAMES, (name) => amount(`What ${name}'s ${WHAT}.`)))
    .describe('The coefficients of the step time.'),
  intervals: z
    .looseObject(fieldsFor(FEATURE_NAMES, () => interval))
    .describe('The range of each coefficient over all that fit.'),
  rows: z.array(calibratedRow).min(1).describe('The runs, in the order of the file.'),
  summary: calibrationSummary,
  unidentified: z
    .array(
      z.looseObject({
        name: z.enum(FEATURE_NAMES).describe('The coefficient.'),
        reason: z
          .enum(['unmeasured', 'wide'])
          .describe('unmeasured: no run has its feature; wide: its range is wider than itself.'),
      }),
    )
    .describe('The coefficients that the runs do not pin down.'),
  measured: z
    .looseObject({
      chips: z.array(whole('Chips of a slice.')).describe('The slices.'),
      families: z.array(z.enum(FAMILIES)).describe('The families.'),
      parameters: range.describe('Parameters.'),
      tflops: range.describe('#TFlops of a step.'),
    })
    .describe('What the runs cover: outside of it, an estimate is extrapolated.'),
});
