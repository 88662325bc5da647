import type { MeasuredSpeed } from '../calibration/calibrate';
import { PAPER_WORKLOAD } from '../census/workload';
import { PAPER_MACHINE } from '../machine/machine';
import { sliceOf } from '../machine/mesh';
import { defaultModelParallelism } from '../names/defaultParallelism';
import { parseName } from '../names/parse';
import { type Step, takeStep } from '../steptime/step';
import { roundingInterval } from '../units/printed';
import { type PublishedRow, TABLE_4 } from './published';

/** The training step that a row of Table 4 measured, on its own slice and its size's model parallelism. */
export function stepOfRow(row: PublishedRow): Step {
  const shape = parseName(row.name);
  const slice = sliceOf(PAPER_MACHINE, row.chips ?? 16);
  return takeStep(shape, PAPER_WORKLOAD, slice, defaultModelParallelism(shape));
}

/** The fourteen printed speeds of Table 4, each as the interval that its rounding leaves. */
export function publishedSpeeds(): MeasuredSpeed[] {
  return TABLE_4.map((row) => ({
    features: stepOfRow(row).features,
    ...roundingInterval(row.figures.stepsPerSecond as string),
  }));
}
