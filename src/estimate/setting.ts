import type { Workload } from '../census/workload';
import type { Slice } from '../machine/mesh';

/** How model parallelism is chosen: a number, the size's own, or the fastest that fits a core's memory. */
export type ModelParallelism = number | 'default' | 'auto';

/** Everything about a training run but the shape of the model. */
export interface Setting {
  readonly workload: Workload;
  readonly slice: Slice;
  readonly modelParallelism: ModelParallelism;
}
