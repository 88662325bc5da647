import preset from '../../presets/calibration/priors.json';
import type { Vector } from '../numerics/linearAlgebra';
import { FEATURE_NAMES } from '../steptime/features';

/** What is known of a coefficient before any measurement; reasons stand in presets/calibration/priors.json. */
interface Prior {
  readonly name: string;
  readonly prior: number;
  /** No coefficient may beat the hardware's peak. */
  readonly least: number;
  /** The largest that is thought possible, where no measured run bounds it. */
  readonly mostUnmeasured?: number;
}

const PRIORS: readonly Prior[] = preset.priors;

function priorOf(name: string): Prior {
  const prior = PRIORS.find((candidate) => candidate.name === name);
  if (!prior) throw new Error(`No prior for the feature ${name}.`);
  return prior;
}

/** The likeliest coefficients, in the order of FEATURE_NAMES. */
export const LIKELIEST: Vector = FEATURE_NAMES.map((name) => priorOf(name).prior);

/** The smallest coefficients that are possible. */
export const LEAST: Vector = FEATURE_NAMES.map((name) => priorOf(name).least);

/** The largest coefficients of features that no run has; infinite where every step has the feature. */
export const MOST_UNMEASURED: Vector = FEATURE_NAMES.map(
  (name) => priorOf(name).mostUnmeasured ?? Number.POSITIVE_INFINITY,
);

/** By how much of its half-width a measured interval is shrunk at both ends. */
export const MARGIN_SHARE = preset.marginShare;

/** How many times the smallest widening the intervals are widened by where the runs disagree. */
export const WIDENING_SHARE = preset.wideningShare;
