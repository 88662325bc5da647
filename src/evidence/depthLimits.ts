import depth from '../../presets/depth.json';
import { SIZE_NAMES, type SizeName } from '../model/sizes';

/** Where the paper sees the gain of depth converge, in layers of a stack (section 4.4). */
export const DEPTH_CONVERGES = { from: depth.limits.convergesFrom, to: depth.limits.convergesTo } as const;

/** The layers of a stack beyond which the paper finds XL models hard to scale (section 4.4). */
export const DEEPEST_OF_XL_AND_WIDER = depth.limits.deepestOfXlAndWider;

/** The depth, in layers of a stack, at which the paper sees a size stop paying for more (section 4.4). */
export function deepestUsefulLayers(size: SizeName): number {
  const isWide = SIZE_NAMES.indexOf(size) >= SIZE_NAMES.indexOf('XL');
  return isWide ? DEEPEST_OF_XL_AND_WIDER : DEPTH_CONVERGES.to;
}
