import type { ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import type { ConfigField } from '../formats/config';
import type { ModelShape } from '../model/shape';
import type { Budget } from '../plan/budget';
import type { Place } from '../problems/problem';

/** What a check allows a target to grow by against its baseline: in percent, in base units, or both (then both hold). */
export interface AllowedIncrease {
  readonly percent?: number;
  readonly absolute?: number;
}

/** A target with everything that the rules look at. */
export interface RuleContext {
  /** The file or name as the user gave it. */
  readonly target: string;
  readonly isFile: boolean;
  readonly shape: ModelShape;
  readonly setting: Setting;
  /** Null where the shape cannot be laid out in the setting; then `layoutProblem` says why. */
  readonly model: ModelEstimate | null;
  readonly layoutProblem: { readonly code: string; readonly message: string; readonly hint: string } | null;
  /** Where the fields of a file are written. */
  readonly places: Readonly<Partial<Record<ConfigField, Place>>>;
  readonly budget: Budget;
  readonly baseline: ModelEstimate | null;
  readonly allowed: Readonly<Partial<Record<keyof Budget, AllowedIncrease>>>;
  /** The file that holds the budgets (scaleplan.config.json), or null where they are flags. */
  readonly budgetFile: string | null;
}
