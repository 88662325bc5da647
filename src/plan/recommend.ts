import type { ModelEstimate } from '../estimate/model';
import { type Ratios, ratiosTo } from '../estimate/versus';
import type { Evidence } from '../evidence/nearestRows';
import type { Quality, QualityDifference } from '../evidence/quality/quality';
import { formatName } from '../names/format';
import { tightest, tightestOfBudget } from './budget';
import { cheapestTie, isAtDepthLimit, type Pick, type Role } from './deepNarrow';
import { gatherEvidence } from './evidence';
import { dominates, meritsOf } from './frontier';
import type { Grid } from './grid';
import { differenceOf, type Rated, rankShapes, rivalOf } from './ranking';
import { ROLE_TITLES, type Score, writeReason } from './reasons';

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
  /** The best shape of the frontier that makes this one pointless (`dominates`); null where it stands on the frontier. */
  readonly dominatedBy: string | null;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** What recommendations are made from. */
export interface Search {
  readonly grid: Grid;
  /** What the grid affords. */
  readonly rated: readonly Rated[];
  /** Cheapest first. */
  readonly frontier: readonly Rated[];
  readonly reference: Rated | null;
  readonly estimate: (shape: Rated) => ModelEstimate;
}

/** A picked shape with all the roles that it fills. */
type Merged = Rated & { readonly roles: readonly [Role, ...Role[]] };

/** The picks, each shape once, in their order (`rankShapes`), with reasons and evidence. */
export function recommendShapes(picks: readonly Pick[], search: Search): Recommendation[] {
  const order = orderOf(mergeRoles(picks));
  const reference = search.reference && search.estimate(search.reference);
  return order.map((shape, i) =>
    recommend(shape, order.slice(0, i), { ...search, referenceModel: reference }),
  );
}

/** One entry a shape, under its first role. */
function mergeRoles(picks: readonly Pick[]): Merged[] {
  const byName = new Map<string, Merged>();
  for (const { role, candidate } of picks) {
    const name = nameOf(candidate);
    const known = byName.get(name);
    byName.set(name, known ? { ...known, roles: [...known.roles, role] } : { ...candidate, roles: [role] });
  }
  return [...byName.values()];
}

/** A next size that is not told to be better than all that costs less comes last: it is shown for what it is. */
function orderOf(shapes: readonly Merged[]): Merged[] {
  const others = shapes.filter(({ roles }) => roles[0] !== 'next-size');
  const next = shapes.find(({ roles }) => roles[0] === 'next-size');
  if (next === undefined || rivalOf(next, others) === null) return rankShapes(shapes);
  return [...rankShapes(others), next];
}

function recommend(
  shape: Merged,
  before: readonly Merged[],
  {
    grid,
    rated,
    frontier,
    estimate,
    reference,
    referenceModel,
  }: Search & { referenceModel: ModelEstimate | null },
): Recommendation {
  const model = estimate(shape);
  const [role, ...alsoRoles] = shape.roles;
  const isFirst = before.length === 0;
  const versus = referenceModel && ratiosTo(referenceModel, model);
  const expected = shape.expectation?.quality ?? null;
  const difference = reference && differenceOf(reference, shape);
  const tie = isFirst ? cheapestTie(rated, shape) : null;
  const dominating = bestDominating(shape, frontier);
  const rival = rivalOf(shape, before);
  const atDepthLimit = isAtDepthLimit(grid, shape);
  const reason = writeReason(role, {
    model,
    versus,
    reference: referenceModel,
    expected,
    difference,
    tie: tie && { ...scoreOf(tie), tflopsRatio: tie.costs.forwardMacs / shape.costs.forwardMacs },
    dominating: isFirst ? dominating && scoreOf(dominating) : null,
    rival: rival?.difference ? { name: nameOf(rival.rated), difference: rival.difference } : null,
    size: { name: shape.size.name, layers: shape.size.shape.decoderLayers },
    binding: atDepthLimit ? tightestOfBudget(shape.spendings) : tightest(shape.spendings),
    atDepthLimit,
  });
  const also = alsoRoles.map((one) => ROLE_TITLES[one]).join(' and ');
  return {
    rank: before.length + 1,
    role,
    alsoRoles,
    model,
    versus,
    expected,
    difference,
    tiedWith: tie && nameOf(tie),
    dominatedBy: dominating && nameOf(dominating),
    reason: also === '' ? reason : `${reason} Also ${also}.`,
    evidence: gatherEvidence(role, model),
  };
}

/** Of the shapes that keep one off the frontier, the one with the highest average. */
function bestDominating(shape: Rated, frontier: readonly Rated[]): Rated | null {
  const own = meritsOf(shape);
  const average = ({ expectation }: Rated) => expectation?.quality.average ?? 0;
  return frontier.reduce<Rated | null>((best, other) => {
    if (!dominates(meritsOf(other), own)) return best;
    return best === null || average(other) > average(best) ? other : best;
  }, null);
}

function scoreOf(shape: Rated): Score {
  return { name: nameOf(shape), quality: shape.expectation?.quality ?? null };
}

/** Every shape of the grid has a name. */
function nameOf({ shape }: Rated): string {
  return formatName(shape) as string;
}
