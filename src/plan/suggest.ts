import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import { type Ratios, ratiosTo } from '../estimate/versus';
import type { Evidence } from '../evidence/nearestRows';
import { publishedQuality } from '../evidence/quality';
import type { SizeName } from '../model/sizes';
import { formatName } from '../names/format';
import { type Budget, tightest, tightestOfBudget } from './budget';
import { cheapestOf, isAtDepthLimit, type Pick, pickShapes, type Role } from './deepNarrow';
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
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** What a user with a budget is told. */
export interface Suggestion {
  readonly budget: Budget;
  /** The largest canonical size at about the budget's cost. */
  readonly reference: ModelEstimate | null;
  readonly recommendations: readonly Recommendation[];
  /** Shapes within the budget that no other one beats in every way, cheapest first. */
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
  'The gain of depth converges at 32 to 36 layers a stack (32 for XL and wider).',
];

/**
 * Recommends shapes within a budget: the paper's DeepNarrow strategy and the alternatives to it.
 * @throws UserError where no size can be laid out in the setting
 */
export function suggestShapes(budget: Budget, setting: Setting): Suggestion {
  const grid = takeGrid(setting, budget);
  const reference = findReference(grid);
  const picks = pickShapes(grid, reference);
  const estimate = (candidate: Candidate) => estimateModel(candidate.shape, setting);
  const referenceModel = reference === null ? null : estimate(reference);
  const searched = { shapes: grid.shapes, evaluated: grid.candidates.length, leftOut: grid.leftOut };
  const recommendations = mergeRoles(picks).map((merged, i) =>
    recommend(i + 1, merged, { model: estimate(merged.candidate), reference: referenceModel, grid }),
  );
  return {
    budget,
    reference: referenceModel,
    recommendations,
    frontier: picks.length === 0 ? [] : frontierOf(grid).map(estimate),
    searched,
    ...(picks.length === 0 ? { cheapest: estimate(cheapestOf(grid)) } : {}),
    limits: LIMITS,
  };
}

function recommend(
  rank: number,
  { candidate, roles: [role, ...alsoRoles] }: Merged,
  { model, reference, grid }: { model: ModelEstimate; reference: ModelEstimate | null; grid: Grid },
): Recommendation {
  const versus = reference && ratiosTo(reference, model);
  const atDepthLimit = isAtDepthLimit(grid, candidate);
  const reason = writeReason(role, {
    model,
    versus,
    reference,
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

/** Undominated shapes, by the scores of the paper's own run where it measured them, whatever run is being planned. */
function frontierOf(grid: Grid): Candidate[] {
  const affordable = grid.candidates.filter((candidate) => candidate.affordable);
  const frontier = undominated(affordable, ({ shape, costs }) => ({
    ...costs,
    quality: publishedQuality(shape)?.average ?? null,
  }));
  return frontier.sort((a, b) => a.costs.forwardMacs - b.costs.forwardMacs);
}
