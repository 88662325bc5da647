import fc from 'fast-check';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { Setting } from '../../src/estimate/setting';
import { machineNamed } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import type { SearchGrid } from '../../src/search/grid';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';

/** The paper's run on a slice. */
export function settingOn(chips: number, machine = 'tpu-v3'): Setting {
  return {
    workload: PAPER_WORKLOAD,
    slice: sliceOf(machineNamed(machine), chips),
    calibration: PAPER_CALIBRATION,
    modelParallelism: 'default',
  };
}

const some = <Value>(values: readonly Value[], most: number) =>
  fc.subarray([...values], { minLength: 1, maxLength: most });

const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);

/** Small grids of all dimensions. */
export const anyGrid: fc.Arbitrary<SearchGrid> = fc.record({
  dModel: some([128, 256, 384, 512, 768, 1024, 1280, 2048], 3),
  dFf: some([128, 512, 1024, 1536, 2048, 3072, 4096, 8192, 16_384, 65_536], 3),
  numHeads: some([1, 2, 3, 4, 6, 8, 12, 16, 32, 64, 128], 3),
  dKv: some([32, 64, 128, 256], 3),
  encoderLayers: some(upTo(40), 4),
  decoderLayers: some(upTo(40), 4),
  sharing: some(['none', 'SH', 'SKV', 'SH-SKV'] as const, 2),
  modelParallelism: some([1, 2, 4, 8, 16, 32], 3),
});
