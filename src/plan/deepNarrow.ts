import { type Expectation, isBetter } from '../evidence/quality/difference';
import { expectationOf } from '../evidence/quality/fitted';
import { tightest } from './budget';
import type { Candidate, Grid, Rungs } from './grid';
import { differenceOf, type Rated } from './ranking';

/** What a recommendation is good for. */
export type Role = 'deep-narrow' | 'matching' | 'fastest' | 'best-measured' | 'next-size' | 'encoder-heavy';

/** A shape that the strategy picks, and why it stands in that place. */
export interface Pick {
  readonly role: Role;
  readonly candidate: Rated;
}

/** A shape that spends less than this much of the budget leaves room for something else; more is nearly all of it. */
const NEARLY_ALL = 0.9;

/** The paper's strategy asks for at least this multiple of a size's own depth before anything is widened. */
const DEEPENING = 2;

/** The narrowest shape there is: one layer of the narrowest size that can be laid out. */
export function cheapestOf(grid: Grid): Candidate {
  return (grid.rungs[0] as Rungs).at(1, 1);
}

/**
 * The DeepNarrow strategy (section 4.4): the widest size that affords twice its own depth, or its depth limit, as deep as
 * the budget allows; where no size does, the narrowest. Null where not even one layer of that is affordable.
 */
export function deepNarrow(grid: Grid): Candidate | null {
  const widestFirst = [...grid.rungs].reverse();
  const chosen = widestFirst.find((rungs) => {
    const wanted = Math.min(DEEPENING * rungs.size.shape.decoderLayers, rungs.deepest);
    return rungs.at(wanted, wanted).affordable;
  });
  return deepestAffordable(chosen ?? (grid.rungs[0] as Rungs));
}

/** The deepest equal depths of a size that the budget allows, or null. */
function deepestAffordable({ deepest, at }: Rungs): Candidate | null {
  for (let depth = deepest; depth >= 1; depth--) {
    const candidate = at(depth, depth);
    if (candidate.affordable) return candidate;
  }
  return null;
}

/** Whether the depth limit of its size, not the budget, keeps a candidate from going deeper. */
export function isAtDepthLimit(grid: Grid, { size, shape }: Candidate): boolean {
  return grid.rungs.some((rungs) => rungs.size === size && shape.decoderLayers >= rungs.deepest);
}

/**
 * The picks of the strategy, by role: the DeepNarrow choice; of the shapes that match the reference, the cheapest and the
 * fastest; the best measured one; the next size where the depth limit leaves budget over; and an encoder-heavy shape where
 * the paper measured one.
 */
export function pickShapes(grid: Grid, reference: Candidate | null, rated: readonly Rated[]): Pick[] {
  const choice = deepNarrow(grid);
  if (choice === null) return [];
  const matches = matchesOf(rated, reference);
  const measured = matches.filter(({ expectation }) => expectation?.quality.basis === 'published');
  const cheaper = matches.filter(({ costs }) => costs.forwardMacs < (reference?.costs.forwardMacs ?? 0));
  const picked: [Role, Candidate | null][] = [
    ['deep-narrow', choice],
    ['matching', least(cheaper, ({ costs }) => costs.forwardMacs)],
    ['fastest', least(matches, ({ costs }) => costs.seconds)],
    ['best-measured', least(measured, ({ expectation }) => -(expectation?.quality.average ?? 0))],
    ['next-size', nextSize(grid, choice, reference)],
    ['encoder-heavy', least(measured.filter(isEncoderHeavy), ({ costs }) => costs.forwardMacs)],
  ];
  return picked.flatMap(([role, candidate]) =>
    candidate === null ? [] : [{ role, candidate: rate(candidate) }],
  );
}

/** A candidate with what is known of its shape trained as in the paper, published or fitted. */
export function rate(candidate: Candidate): Rated {
  return { ...candidate, expectation: expectationOf(candidate.shape) };
}

/** The affordable candidates of a grid, rated. */
export function rateCandidates({ candidates }: Grid): Rated[] {
  return candidates.filter(({ affordable }) => affordable).map(rate);
}

/** The candidates that are at least as good as the reference. */
function matchesOf(rated: readonly Rated[], reference: Candidate | null): Rated[] {
  const wanted = reference === null ? null : expectationOf(reference.shape);
  if (wanted === null) return [];
  return rated.filter(({ expectation }) => expectation !== null && matches(expectation, wanted));
}

/**
 * Measured to be as good; or, where one of the two is only estimated, told to be better, within the depths, widths and
 * proportions that the paper scored.
 */
function matches(own: Expectation, wanted: Expectation): boolean {
  const areMeasured = own.quality.basis === 'published' && wanted.quality.basis === 'published';
  if (areMeasured) return own.quality.average >= wanted.quality.average;
  return !own.quality.extrapolated && isBetter(own, wanted);
}

/**
 * The cheapest candidate, by FLOPs, that a dearer one cannot be told from in quality; null where there is none that costs
 * less. Estimates beyond what the paper scored are left out: little can be told from them.
 */
export function cheapestTie(rated: readonly Rated[], dearer: Rated): Rated | null {
  const ties = rated.filter(
    (other) =>
      other.costs.forwardMacs < dearer.costs.forwardMacs &&
      other.expectation?.quality.extrapolated !== true &&
      differenceOf(other, dearer)?.separated === false,
  );
  return least(ties, ({ costs }) => costs.forwardMacs);
}

/**
 * The next wider size, as deep as the budget allows, where the first pick is at its depth limit with budget to spare;
 * nothing where that would be the reference itself or less of it.
 */
function nextSize(grid: Grid, first: Candidate, reference: Candidate | null): Candidate | null {
  if (!isAtDepthLimit(grid, first) || tightest(first.spendings).share >= NEARLY_ALL) return null;
  const rungs = grid.rungs[grid.rungs.findIndex(({ size }) => size === first.size) + 1];
  const next = rungs ? deepestAffordable(rungs) : null;
  const isOfReference = next?.size === reference?.size;
  const isDeeper = next !== null && next.shape.decoderLayers > next.size.shape.decoderLayers;
  return isOfReference && !isDeeper ? null : next;
}

function isEncoderHeavy({ shape }: Candidate): boolean {
  return shape.encoderLayers > shape.decoderLayers;
}

function least<Item>(items: readonly Item[], value: (item: Item) => number): Item | null {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  return rest.reduce((best, item) => (value(item) < value(best) ? item : best), first);
}
