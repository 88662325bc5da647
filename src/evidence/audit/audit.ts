import { TABLE_4 } from '../published';
import { type Claim, VERDICTS } from './claim';
import { claimsOfReleased } from './released';
import { claimOfUnit, claimsOfTable } from './tables';
import { claimsOfText } from './text';
import { claimsOfVision } from './vision';

/** Every claim of the paper that can be recomputed, and how many hold. */
export interface Audit {
  readonly claims: readonly Claim[];
  readonly summary: {
    readonly claims: number;
    readonly holds: number;
    readonly possible: number;
    readonly doesNotHold: number;
  };
}

/** Recomputes the paper's claims: its tables, its text, and the weights that it released. */
export function audit(): Audit {
  const claims = [
    ...claimsOfTable('Table 1'),
    ...claimsOfTable('Table 3'),
    ...claimsOfTable('Table 4'),
    claimOfUnit(TABLE_4, 'tflops'),
    ...claimsOfVision(),
    ...claimsOfText(),
    ...claimsOfReleased(),
  ];
  const [holds = 0, possible = 0, doesNotHold = 0] = VERDICTS.map(
    (verdict) => claims.filter((claim) => claim.verdict === verdict).length,
  );
  return { claims, summary: { claims: claims.length, holds, possible, doesNotHold } };
}
