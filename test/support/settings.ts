import { PAPER_WORKLOAD, type Workload } from '../../src/census/workload';
import { estimateModel, type ModelEstimate } from '../../src/estimate/model';
import type { ModelParallelism, Setting } from '../../src/estimate/setting';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';

/** What a test changes of the paper's setting. */
export interface Changes {
  readonly chips?: number;
  readonly modelParallelism?: ModelParallelism;
  readonly workload?: Partial<Workload>;
}

/** The paper's run on 16 chips, but for some changes. */
export function setting({ chips = 16, modelParallelism = 'default', workload = {} }: Changes = {}): Setting {
  return {
    workload: { ...PAPER_WORKLOAD, ...workload },
    slice: sliceOf(PAPER_MACHINE, chips),
    modelParallelism,
    calibration: PAPER_CALIBRATION,
  };
}

/** The estimate of a named model. */
export function estimateOf(name: string, changes: Changes = {}): ModelEstimate {
  return estimateModel(parseName(name), setting(changes));
}
