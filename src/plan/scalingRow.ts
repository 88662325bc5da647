import type { ModelEstimate } from '../estimate/model';
import type { ProblemCode } from '../problems/texts';

/** A step on one slice with one model parallelism. */
export interface ScalingRow {
  readonly chips: number;
  readonly modelParallelism: number;
  readonly dataParallelism: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly low: number;
  readonly high: number;
  readonly basis: ModelEstimate['throughput']['basis'];
  readonly mfu: number;
  readonly collectiveSeconds: number;
  /** Of the step. */
  readonly collectiveShare: number;
  /** Launching the layers one after another: no chip shortens it. */
  readonly layerSeconds: number;
  /** The fixed cost of a step: nor that. */
  readonly fixedSeconds: number;
  readonly perCoreBytes: number;
  readonly fits: boolean;
  /** Whether the model parallelism is the size's own. */
  readonly isDefault: boolean;
  /** The fastest that fits of its slice, or the fastest of all where none fits. */
  readonly isFastest: boolean;
  /** Against the fastest of the smallest slice. */
  readonly speedup: number;
  /** The speed-up over the ratio of chips: 1 is linear. */
  readonly efficiency: number;
}

/** A slice and a model parallelism that a model cannot be laid out on. */
export interface NotLaidOut {
  readonly chips: number;
  readonly modelParallelism: number;
  readonly code: ProblemCode;
  readonly reason: string;
}

/** How far the model axis can split a shape. */
export interface WidestSplit {
  /** Of the model parallelisms that are tried, the largest that divides the shape. */
  readonly widestModelParallelism: number;
  /** Whether the shape could be split further than any model parallelism that is tried. */
  readonly splitsFurther: boolean;
}

/** The same #TFlops in a shape that is wide instead of deep, or deep instead of wide, over the same slices. */
export interface ScalingContrast extends WidestSplit {
  readonly name: string;
  readonly kind: 'wide' | 'deep';
  readonly tflopsRatio: number;
  readonly parametersRatio: number;
  /** The fastest of each slice. */
  readonly scaling: readonly ScalingRow[];
}
