import { countCompute } from '../census/compute';
import { countParameters } from '../census/parameters';
import type { Workload } from '../census/workload';
import { familyOf } from '../model/family';
import type { MeasuredRange, MeasuredSteps } from './calibration';
import type { Step } from './step';

/** A step that somebody measured, and the workload that it was a step of. */
export interface MeasuredStep {
  readonly step: Step;
  readonly workload: Workload;
}

/** What some measured steps were: slices, families, sizes, and their features. There must be one at least. */
export function describeMeasured(measured: readonly MeasuredStep[]): MeasuredSteps {
  const chips = measured.map(({ step }) => step.mesh.slice.chips);
  const families = measured.map(({ step }) => familyOf(step.shape));
  return {
    chips: [...new Set(chips)].sort((a, b) => a - b),
    families: [...new Set(families)],
    parameters: rangeOf(measured.map(({ step }) => countParameters(step.census).total)),
    tflops: rangeOf(
      measured.map(({ step, workload }) => countCompute(step.census, workload, step.mesh).tflops),
    ),
    steps: measured.map(({ step }) => step.features),
  };
}

function rangeOf(values: readonly number[]): MeasuredRange {
  return { least: Math.min(...values), most: Math.max(...values) };
}
