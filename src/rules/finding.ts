import type { ModelEstimate } from '../estimate/model';
import type { Place } from '../problems/problem';

/** How much a finding matters: an error fails the check, a warning does not (but under `--strict`). */
export type Severity = 'error' | 'warning';

/** Something that a rule found about a target. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** The file or name as the user gave it. */
  readonly target: string;
  /** What is wrong, with the numbers. */
  readonly message: string;
  /** How to mend it; names the file to edit where there is one. */
  readonly hint: string;
  readonly actual: number | null;
  readonly limit: number | null;
  /** Of `actual` and `limit`: 'tflops', 'parameters', 'steps/s', 'bytes', 'hours', 'usd', 'flops', 'layers', '%', ... */
  readonly unit: string | null;
  /** The line to look at, where the target is a file. */
  readonly place: Place | null;
}

/** What the check came to for one target. */
export interface CheckedTarget {
  readonly target: string;
  /** Whether the target is a file (then `target` is its path) or a name. */
  readonly isFile: boolean;
  /** Null where the shape cannot be laid out; a finding says why. */
  readonly model: ModelEstimate | null;
  /** The same target in the baseline, where there is one. */
  readonly baseline: ModelEstimate | null;
  readonly findings: readonly Finding[];
  /** Rules that the configuration switches off for this target, with the reason it gives. */
  readonly ignored: readonly { readonly ruleId: string; readonly reason: string }[];
}

/** The outcome of a check. */
export interface CheckReport {
  readonly targets: readonly CheckedTarget[];
  /** Files of the baseline, by their paths here, that are no longer among the targets; none without another checkout. */
  readonly removed?: readonly string[];
  readonly summary: { readonly errors: number; readonly warnings: number; readonly targets: number };
}
