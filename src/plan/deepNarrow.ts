import { publishedQuality } from '../evidence/quality';
import { PAPER_WORKLOAD } from '../census/workload';
import { formatName } from '../names/format';
import { parseName } from '../names/parse';
import { TABLE_4 } from '../evidence/published';
import type { Candidate, Grid, Rungs } from './grid';

/** What a recommendation is good for. */
export type Role = 'deep-narrow' | 'matching' | 'fastest' | 'next-size' | 'encoder-heavy';

/** A shape that the strategy picks, and why it stands in that place. */
export interface Pick {
  readonly role: Role;
  readonly candidate: Candidate;
}

/** A shape must spend this much of the budget to be compared for speed, and less of it to leave room for the next size. */
export const NEARLY_ALL = 0.9;

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

/** What a candidate spends of its tightest limit. */
export function spentShare({ spendings }: Candidate): number {
  return spendings.reduce((most, { share }) => Math.max(most, share), 0);
}

/**
 * The picks of the strategy, best first: the first recommendation, then the cheapest measured match of the reference,
 * the fastest way to spend the budget, the next size where the depth limit leaves budget over, and an encoder-heavy
 * shape where the paper measured one.
 */
export function pickShapes(grid: Grid, reference: Candidate | null): Pick[] {
  const first = deepNarrow(grid);
  if (first === null) return [];
  const wanted = reference === null ? null : scoreOf(reference);
  const others: [Role, Candidate | null][] = [
    ['matching', wanted === null ? null : cheapestMatch(grid, reference, wanted)],
    ['fastest', fastest(grid)],
    ['next-size', nextSize(grid, first)],
    ['encoder-heavy', encoderHeavy(grid, wanted)],
  ];
  const picks = others.flatMap(([role, candidate]) => (candidate === null ? [] : [{ role, candidate }]));
  return [{ role: 'deep-narrow', candidate: first }, ...picks];
}

/** The published average of a candidate's shape, trained as in the paper; null where there is none. */
export function scoreOf({ shape }: Candidate): number | null {
  return publishedQuality(formatName(shape) ?? '', PAPER_WORKLOAD)?.average ?? null;
}

/** The affordable candidates whose shape Table 4 measured. */
function measured(grid: Grid): Candidate[] {
  return TABLE_4.flatMap(({ name }) => {
    const { encoderLayers, decoderLayers, dModel, dFf } = parseName(name);
    const same = grid.rungs.find(({ size }) => size.shape.dModel === dModel && size.shape.dFf === dFf);
    const candidate = same?.at(encoderLayers, decoderLayers);
    return candidate?.affordable ? [candidate] : [];
  });
}

function cheapestMatch(grid: Grid, reference: Candidate | null, wanted: number): Candidate | null {
  const matches = measured(grid).filter((candidate) => {
    const isReference = candidate.size === reference?.size && candidate.shape.encoderLayers === candidate.size.shape.encoderLayers;
    return !isReference && (scoreOf(candidate) ?? 0) >= wanted;
  });
  return least(matches, ({ costs }) => costs.forwardMacs);
}

function fastest(grid: Grid): Candidate | null {
  const deepEnough = grid.candidates.filter(
    (candidate) =>
      candidate.affordable &&
      candidate.shape.encoderLayers === candidate.shape.decoderLayers &&
      candidate.shape.decoderLayers >= candidate.size.shape.decoderLayers &&
      spentShare(candidate) >= NEARLY_ALL,
  );
  return least(deepEnough, ({ costs }) => costs.seconds);
}

/** The next wider size, as deep as the budget allows, where the first pick is at its depth limit with budget to spare. */
function nextSize(grid: Grid, first: Candidate): Candidate | null {
  if (!isAtDepthLimit(grid, first) || spentShare(first) >= NEARLY_ALL) return null;
  const next = grid.rungs[grid.rungs.findIndex(({ size }) => size === first.size) + 1];
  return next ? deepestAffordable(next) : null;
}

/** The cheapest measured shape with more encoder than decoder layers that is as good as the reference. */
function encoderHeavy(grid: Grid, wanted: number | null): Candidate | null {
  const heavy = measured(grid).filter(
    (candidate) =>
      candidate.shape.encoderLayers > candidate.shape.decoderLayers && (scoreOf(candidate) ?? 0) >= (wanted ?? 0),
  );
  return least(heavy, ({ costs }) => costs.forwardMacs);
}

function least<Item>(items: readonly Item[], value: (item: Item) => number): Item | null {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  return rest.reduce((best, item) => (value(item) < value(best) ? item : best), first);
}
