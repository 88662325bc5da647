import { PAPER_WORKLOAD } from '../src/census/workload';
import { PAPER_MACHINE } from '../src/machine/machine';
import { sliceOf } from '../src/machine/mesh';
import { type SearchGrid, WIDE_GRID } from '../src/search/grid';
import type { SearchTask } from '../src/search/task';
import { PAPER_CALIBRATION } from '../src/steptime/paperCalibration';

/** The wide grid without shared keys and values: all of it can be scored. */
const SCORED: SearchGrid = { ...WIDE_GRID, sharing: ['none'] };

/** How a list is made smaller: every so many of its values, up to the largest that is wanted. */
interface Thinning {
  readonly step: number;
  readonly most: number;
}

function thinned(dModel: Thinning, dFf: Thinning, numHeads: Thinning, dKv: Thinning): SearchGrid {
  const pick = (values: readonly number[], { step, most }: Thinning) =>
    values.filter((value, place) => (place + 1) % step === 0 && value <= most);
  return {
    ...SCORED,
    dModel: pick(SCORED.dModel, dModel),
    dFf: pick(SCORED.dFf, dFf),
    numHeads: pick(SCORED.numHeads, numHeads),
    dKv: pick(SCORED.dKv, dKv),
  };
}

const TYPICAL_KEYS = { step: 2, most: 128 };

/** Grids of about a million to about ten billion shapes, each finer and wider than the one before. */
export const GRIDS: readonly SearchGrid[] = [
  thinned({ step: 2, most: 1024 }, { step: 8, most: 4096 }, { step: 4, most: 16 }, TYPICAL_KEYS),
  thinned({ step: 2, most: 2048 }, { step: 4, most: 8192 }, { step: 2, most: 32 }, TYPICAL_KEYS),
  thinned({ step: 1, most: 2048 }, { step: 2, most: 16_384 }, { step: 2, most: 64 }, TYPICAL_KEYS),
  thinned({ step: 1, most: 4096 }, { step: 1, most: 16_384 }, { step: 1, most: 64 }, TYPICAL_KEYS),
  SCORED,
];

/** A search of a grid by the contract's four metrics, the paper's run on a slice of its machine. */
export function taskOf(grid: SearchGrid, changes: Partial<SearchTask> = {}, chips = 16): SearchTask {
  return {
    grid,
    budget: {},
    setting: {
      workload: PAPER_WORKLOAD,
      slice: sliceOf(PAPER_MACHINE, chips),
      calibration: PAPER_CALIBRATION,
      modelParallelism: 'default',
    },
    metrics: ['flops', 'params', 'speed', 'quality'],
    prune: 'bounds',
    ...changes,
  };
}
