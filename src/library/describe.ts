import { type Explanation, explainStep } from '../estimate/explanation';
import { estimateStep, type ModelEstimate } from '../estimate/model';
import type { Scaling } from '../plan/scaling';
import { layOutTarget } from '../request/estimates';
import { type NamedRoofline, rooflineOf } from '../request/roofline';
import { scaleTarget } from '../request/scaling';
import { readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, readOne } from './models';
import type { ModelOptions } from './options';

/**
 * Everything about one model: dimensions, parameters, FLOPs, memory, speed, cost, quality. The object that
 * `scaleplan describe MODEL --json` prints under `models[0]`.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param options the setting, and how the name is read
 * @returns plain, frozen data; numbers in base units, the unit in the key where it is no count (`perCoreBytes`,
 * `stepsPerSecond`; `compute.tflops` is the paper's #TFlops of one step)
 * @throws {@link UserError} for a name that is none, a shape or an option that cannot be, or a layout that does not divide
 * @example
 * ```js
 * const deep = describe('NL24-SM', { chips: 64, steps: 524288 });
 * deep.parameters.total; // 192673280
 * deep.slice.cores; // 128
 * ```
 */
export function describe(model: Model, options: ModelOptions = {}): ModelEstimate {
  const { flags } = readOptions(options);
  const target = readOne(model, flags);
  const { setting, step } = layOutTarget(target, flags);
  return frozenCopy(estimateStep(step, setting, target.fileName, target.notes));
}

/**
 * Where the numbers of a model come from: census lines, terms of the step time, all-reduces. What
 * `scaleplan describe MODEL --why --json` prints under `models[0].why`.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param options the setting, and how the name is read
 * @returns lines that sum to `parameters.total`, `compute.forwardMacs` and `throughput.seconds` of `describe`
 * @throws {@link UserError} as `describe` does
 * @example
 * ```js
 * const { stepTime } = explain('BASE');
 * stepTime.reduce((sum, { seconds }) => sum + seconds, 0); // describe('BASE').throughput.seconds
 * ```
 */
export function explain(model: Model, options: ModelOptions = {}): Explanation {
  const { flags } = readOptions(options);
  const { setting, step } = layOutTarget(readOne(model, flags), flags);
  return frozenCopy(explainStep(step, setting.calibration));
}

/** A model on its smallest slice, and how its step grows from there. */
export type ScaledEstimate = ModelEstimate & Scaling;

/**
 * How the step of a model grows over the slices of its machine. The object that
 * `scaleplan describe MODEL --scaling --json` prints under `models[0]`.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param options the setting; `chips` may be a range, `'16..256'`
 * @returns the model on the smallest slice, with a row for every slice and model parallelism in `scaling`
 * @throws {@link UserError} as `describe` does, and where no slice works
 * @example
 * ```js
 * scale('NL32-XL', { chips: '16..256' }).slice.chips; // 16
 * ```
 */
export function scale(model: Model, options: ModelOptions = {}): ScaledEstimate {
  const { flags } = readOptions(options);
  const { model: first, ...scaling } = scaleTarget(readOne(model, flags), flags);
  return frozenCopy({ ...first, ...scaling });
}

/**
 * Where the time of a step goes, group by group of einsums, and what binds each. The object that
 * `scaleplan roofline MODEL --json` prints under `rooflines[0]`.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param options the setting, and how the name is read
 * @returns groups whose seconds and `rest` sum to the estimated step
 * @throws {@link UserError} as `describe` does
 * @example
 * ```js
 * roofline('NL24-SM').groups.length > 3; // true
 * ```
 */
export function roofline(model: Model, options: ModelOptions = {}): NamedRoofline {
  const { flags } = readOptions(options);
  return frozenCopy(rooflineOf(readOne(model, flags), flags).roofline);
}
