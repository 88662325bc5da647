import type { ModelEstimate } from './model';

/** What a model costs as a ratio to another. */
export interface Ratios {
  readonly name: string;
  readonly parametersRatio: number;
  readonly tflopsRatio: number;
  readonly stepsPerSecondRatio: number;
}

/** The ratios of a model's three efficiency metrics to those of the first. */
export function ratiosTo(first: ModelEstimate, model: ModelEstimate): Ratios {
  return {
    name: model.name,
    parametersRatio: model.parameters.total / first.parameters.total,
    tflopsRatio: model.compute.tflops / first.compute.tflops,
    stepsPerSecondRatio: model.throughput.stepsPerSecond / first.throughput.stepsPerSecond,
  };
}
