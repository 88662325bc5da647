import type { Workload } from '../census/workload';
import type { Slice } from '../machine/mesh';
import type { Calibration } from '../steptime/calibration';

/** How model parallelism is chosen: a number, the size's own, or the fastest that fits a core's memory. */
export type ModelParallelism = number | 'default' | 'auto';

/** Everything about a training run but the shape of the model. */
export interface Setting {
  readonly workload: Workload;
  readonly slice: Slice;
  readonly modelParallelism: ModelParallelism;
  /** What turns the features of a step into seconds. */
  readonly calibration: Calibration;
}
