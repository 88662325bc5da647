import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import { type Ratios, ratiosTo } from '../estimate/versus';
import { deepestUsefulLayers } from '../evidence/depth';
import type { Evidence } from '../evidence/nearestRows';
import { expectedQuality } from '../evidence/quality/fitted';
import { type Quality, type QualityDifference, qualityDifference } from '../evidence/quality/quality';
import type { SizeName } from '../model/sizes';
import { formatName } from '../names/format';
import { type Budget, tightest, tightestOfBudget } from './budget';
import {
  cheapestOf,
  cheapestTie,
  isAtDepthLimit,
  type Pick,
  pickShapes,
  type Rated,
  type Role,
  rateCandidates,
} from './deepNarrow';
import { gatherEvidence } from './evidence';
import { undominated } from './frontier';
import { type Candidate, type Grid, takeGrid } from './grid';
import { ROLE_TITLES, writeReason } from './reasons';

/** A canonical size may cost this much more than the budget and still be what the user compares with (11T means Base). */
const REFERENCE_SLACK = 1.05;

/** A shape to train, why, and what the paper measured nearest to it. */
export interface Recommendation {
  readonly rank: number;
  readonly role: Role;
  /** Other roles that the same shape fills. */
  readonly alsoRoles: readonly Role[];
  readonly model: ModelEstimate;
  /** Against the reference. */
  readonly versus: Ratios | null;
  /** The downstream average, published or fitted, of the shape trained as in the paper, whatever run is planned. */
  readonly expected: Quality | null;
  /** What it is above that of the reference; null where either has none. */
  readonly difference: QualityDifference | null;
  /** Of the first recommendation: the cheapest shape that its quality cannot be told from; null where there is none. */
  readonly tiedWith: string | null;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

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
  /** The cheapest shape there is, when nothing is within the budget. */
  readonly cheapest?: ModelEstimate;
  /** What holds for every recommendation. */
  readonly limits: readonly string[];
}

/** What holds for every recommendation (section 4.4, "The Limits of Depth vs Width"). */
const LIMITS = [
  'Depth cannot be parallelised: every layer waits for the one before. Width can, up to model parallelism 32 on 64 chips in the paper.',
  `The gain of depth converges at ${deepestUsefulLayers('XL')} to ${deepestUsefulLayers('LG')} layers a stack (${deepestUsefulLayers('XL')} for XL and wider).`,
];

/**
 * Recommends shapes within a budget: the paper's DeepNarrow strategy and the alternatives to it.
 * @throws UserError where no size can be laid out in the setting
 */
export function suggestShapes(budget: Budget, setting: Setting): Suggestion {
  const grid = takeGrid(setting, budget);
  const reference = findReference(grid);
  const rated = rateCandidates(grid);
  const picks = pickShapes(grid, reference, rated);
  const estimate = (candidate: Candidate) => estimateModel(candidate.shape, setting);
  const referenceModel = reference === null ? null : estimate(reference);
  const searched = { shapes: grid.shapes, evaluated: grid.candidates.length, leftOut: grid.leftOut };
  const recommendations = mergeRoles(picks).map((merged, i) =>
    recommend(i + 1, merged, { model: estimate(merged.candidate), reference: referenceModel, grid, rated }),
  );
  return {
    budget,
    reference: referenceModel,
    recommendations,
    frontier: picks.length === 0 ? [] : frontierOf(rated).map(estimate),
    searched,
    ...(picks.length === 0 ? { cheapest: estimate(cheapestOf(grid)) } : {}),
    limits: LIMITS,
  };
}

interface RecommendationFacts {
  readonly model: ModelEstimate;
  readonly reference: ModelEstimate | null;
  readonly grid: Grid;
  readonly rated: readonly Rated[];
}

function recommend(
  rank: number,
  { candidate, roles: [role, ...alsoRoles] }: Merged,
  { model, reference, grid, rated }: RecommendationFacts,
): Recommendation {
  const versus = reference && ratiosTo(reference, model);
  const expected = expectedQuality(candidate.shape);
  const wanted = reference && expectedQuality(reference.shape);
  const difference = expected && wanted && qualityDifference(wanted, expected);
  const tie = role === 'deep-narrow' ? cheapestTie(rated, candidate) : null;
  const atDepthLimit = isAtDepthLimit(grid, candidate);
  const reason = writeReason(role, {
    model,
    versus,
    reference,
    expected,
    difference,
    tie: tie && {
      name: formatName(tie.shape) as string,
      quality: tie.quality as Quality,
      tflopsRatio: tie.costs.forwardMacs / candidate.costs.forwardMacs,
    },
    size: { name: candidate.size.name, layers: candidate.size.shape.decoderLayers },
    binding: atDepthLimit ? tightestOfBudget(candidate.spendings) : tightest(candidate.spendings),
    atDepthLimit,
  });
  return {
    rank,
    role,
    alsoRoles,
    model,
    versus,
    expected,
    difference,
    tiedWith: tie && formatName(tie.shape),
    reason:
      alsoRoles.length > 0
        ? `${reason} Also ${alsoRoles.map((also) => ROLE_TITLES[also]).join(' and ')}.`
        : reason,
    evidence: gatherEvidence(role, model),
  };
}

function findReference(grid: Grid): Candidate | null {
  const canonical = grid.rungs.map(({ size, at }) => at(size.shape.encoderLayers, size.shape.decoderLayers));
  return (
    canonical.findLast((candidate) => tightestOfBudget(candidate.spendings).share <= REFERENCE_SLACK) ?? null
  );
}

interface Merged {
  readonly candidate: Candidate;
  readonly roles: [Role, ...Role[]];
}

/** One entry a shape, in the order of its first role. */
function mergeRoles(picks: readonly Pick[]): Merged[] {
  const byName = new Map<string, Merged>();
  for (const { role, candidate } of picks) {
    const name = formatName(candidate.shape) as string;
    const known = byName.get(name);
    if (known) known.roles.push(role);
    else byName.set(name, { candidate, roles: [role] });
  }
  return [...byName.values()];
}

/** Undominated shapes, by the scores of the paper's own run, measured or estimated, whatever run is being planned. */
function frontierOf(rated: readonly Rated[]): Candidate[] {
  const frontier = undominated(rated, ({ costs, quality }) => ({ ...costs, quality }));
  return frontier.sort((a, b) => a.costs.forwardMacs - b.costs.forwardMacs);
}
