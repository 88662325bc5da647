import depth from '../../presets/depth.json';
import { SIZE_NAMES, type SizeName } from '../model/sizes';

/** The depth, in layers of a stack, at which the paper sees a size stop paying for more (section 4.4). */
export function deepestUsefulLayers(size: SizeName): number {
  const isWide = SIZE_NAMES.indexOf(size) >= SIZE_NAMES.indexOf('XL');
  return isWide ? depth.deepestLayersOfXlAndWider : depth.deepestLayers;
}
