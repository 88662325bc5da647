import type { Claim } from './claim';
import { VISION_TABLE } from './quantities';
import { claimOfCount, claimOfUnit } from './tables';
import { claimsOfVisionText } from './text';

/** The claims of Table 5 and of section 4.5: parameters and multiply-accumulates of Vision Transformers. */
export function claimsOfVision(): Claim[] {
  return [
    ...VISION_TABLE.flatMap((row) =>
      ['parameters', 'gflops'].flatMap((quantity) => claimOfCount(row, quantity)),
    ),
    claimOfUnit(VISION_TABLE, 'gflops'),
    ...claimsOfVisionText(),
  ];
}
