import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import { deepestUsefulLayers } from '../evidence/depthLimits';
import type { SizeName } from '../model/sizes';
import { type Budget, tightestOfBudget } from './budget';
import { cheapestOf, pickShapes, rate, rateCandidates } from './deepNarrow';
import { meritsOf, undominated } from './frontier';
import { type Candidate, type Grid, takeGrid } from './grid';
import type { Rated } from './ranking';
import { type Recommendation, recommendShapes } from './recommend';

/** A canonical size may cost this much more than the budget and still be what the user compares with (11T means Base). */
const REFERENCE_SLACK = 1.05;

/** What a user with a budget is told. */
export interface Suggestion {
  readonly budget: Budget;
  /** The largest canonical size at about the budget's cost. */
  readonly reference: ModelEstimate | null;
  readonly recommendations: readonly Recommendation[];
  /** Shapes within the budget that no other one on it dominates (`undominated`), cheapest first. */
  readonly frontier: readonly ModelEstimate[];
  readonly searched: {
    readonly shapes: number;
    readonly evaluated: number;
    /** Sizes that cannot be laid out in the setting. */
    readonly leftOut: readonly SizeName[];
  };
  /** The cheapest of the sizes at every depth, when none of them is within the budget. */
  readonly cheapest?: ModelEstimate;
  /** What holds for every recommendation. */
  readonly limits: readonly string[];
}

/** What holds for every recommendation: their order, and section 4.4, "The Limits of Depth vs Width". */
const LIMITS = [
  'Cheapest first, by #TFlops: a dearer recommendation stands above a cheaper one only where it is told to be better. A next size that is not told to be better than all of those comes last.',
  'Depth cannot be parallelised: every layer waits for the one before. Width can, up to model parallelism 32 on 64 chips in the paper.',
  `The gain of depth converges at ${deepestUsefulLayers('XL')} to ${deepestUsefulLayers('LG')} layers a stack (${deepestUsefulLayers('XL')} for XL and wider).`,
];

/**
 * Recommends shapes within a budget: the paper's DeepNarrow strategy and the alternatives to it. They are ranked by the scores
 * of the paper's own run, measured or estimated, whatever run is planned.
 * @throws UserError where no size can be laid out in the setting
 */
export function suggestShapes(budget: Budget, setting: Setting): Suggestion {
  const grid = takeGrid(setting, budget);
  const reference = findReference(grid);
  const rated = rateCandidates(grid);
  const picks = pickShapes(grid, reference, rated);
  const estimate = estimateOnce(setting);
  const frontier = picks.length === 0 ? [] : frontierOf(rated);
  return {
    budget,
    reference: reference && estimate(reference),
    recommendations: recommendShapes(picks, { grid, rated, frontier, reference, estimate }),
    frontier: frontier.map(estimate),
    searched: { shapes: grid.shapes, evaluated: grid.candidates.length, leftOut: grid.leftOut },
    ...(picks.length === 0 ? { cheapest: estimate(cheapestOf(grid)) } : {}),
    limits: LIMITS,
  };
}

/** Estimates shapes of the grid: what is recommended mostly stands on the frontier too. */
function estimateOnce(setting: Setting): (candidate: Candidate) => ModelEstimate {
  const known = new Map<string, ModelEstimate>();
  return ({ size, shape }) => {
    const key = `${size.name} ${shape.encoderLayers} ${shape.decoderLayers}`;
    const model = known.get(key) ?? estimateModel(shape, setting);
    known.set(key, model);
    return model;
  };
}

function findReference(grid: Grid): Rated | null {
  const canonical = grid.rungs.map(({ size, at }) => at(size.shape.encoderLayers, size.shape.decoderLayers));
  const reference = canonical.findLast(
    (candidate) => tightestOfBudget(candidate.spendings).share <= REFERENCE_SLACK,
  );
  return reference === undefined ? null : rate(reference);
}

/** Undominated shapes. */
function frontierOf(rated: readonly Rated[]): Rated[] {
  return undominated(rated, meritsOf).sort((a, b) => a.costs.forwardMacs - b.costs.forwardMacs);
}
