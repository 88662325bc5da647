import type { ModelShape } from '../model/shape';
import { sizeNamed } from '../model/sizes';
import { nearestSize } from './format';

/**
 * The model parallelism that the T5 library trains a shape with: that of the size its canonical name ends on, so that a
 * depth variant keeps its size's (section 3 of the paper: 2 for Large, 8 for XL, 32 for XXL). A Vision Transformer is not
 * split: those of Table 5 fit a core many times.
 */
export function defaultModelParallelism(shape: ModelShape): number {
  if (shape.vision !== undefined) return 1;
  return sizeNamed(nearestSize(shape)).modelParallelism;
}
