import { isAboutTheShape } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import { deepestUsefulLayers } from '../evidence/depthLimits';
import type { ModelShape } from '../model/shape';
import { SIZES, type Size, type SizeName } from '../model/sizes';
import { type Budget, type Spending, spendingOf, tightest } from './budget';
import { type CostsByDepth, costsByDepth, type DepthCosts } from './depthCosts';

/** A shape of the search grid with its costs and what it spends of the budget. */
export interface Candidate {
  readonly size: Size;
  readonly shape: ModelShape;
  readonly costs: DepthCosts;
  readonly spendings: readonly Spending[];
  /** Within every limit, and within a core's memory. */
  readonly affordable: boolean;
}

/** One size of the grid: its depth limit, and any depth of it as a candidate. */
export interface Rungs {
  readonly size: Size;
  readonly deepest: number;
  readonly at: (encoderLayers: number, decoderLayers: number) => Candidate;
}

/** The sizes that can be laid out in a setting, narrowest first, and how many shapes the whole grid has. */
export interface Grid {
  readonly rungs: readonly Rungs[];
  /** The sizes that cannot. */
  readonly leftOut: readonly SizeName[];
  readonly shapes: number;
  readonly candidates: readonly Candidate[];
}

/**
 * The search grid: every size at 1 layer to its depth limit, and with its own decoder under every deeper encoder.
 * A size that the model axis cannot split is left out.
 * @throws UserError where no size can be laid out in the setting, or where the setting itself is impossible
 */
export function takeGrid(setting: Setting, budget: Budget): Grid {
  const rungs: Rungs[] = [];
  const leftOut: SizeName[] = [];
  let problem: unknown = null;
  for (const size of SIZES) {
    try {
      rungs.push(rungsOf(size, setting, budget));
    } catch (error) {
      if (!isAboutTheShape(error)) throw error;
      problem ??= error;
      leftOut.push(size.name);
    }
  }
  if (rungs.length === 0) throw problem;
  const candidates = rungs.flatMap(({ size, at }) =>
    depthsOf(size).map(([encoder, decoder]) => at(encoder, decoder)),
  );
  return { rungs, leftOut, shapes: SIZES.flatMap(depthsOf).length, candidates };
}

function rungsOf(size: Size, setting: Setting, budget: Budget): Rungs {
  const costs: CostsByDepth = costsByDepth(size.shape, setting);
  const { workload, slice } = setting;
  return {
    size,
    deepest: deepestUsefulLayers(size.name),
    at: (encoderLayers, decoderLayers) => {
      const shape = { ...size.shape, encoderLayers, decoderLayers };
      const own = costs(encoderLayers, decoderLayers);
      const spendings = spendingOf(budget, own, workload, slice);
      return { size, shape, costs: own, spendings, affordable: tightest(spendings).share <= 1 };
    },
  };
}

function depthsOf(size: Size): [number, number][] {
  const deepest = deepestUsefulLayers(size.name);
  const layers = size.shape.decoderLayers;
  const upTo = (least: number) => Array.from({ length: deepest - least + 1 }, (_, i) => least + i);
  return [
    ...upTo(1).map((depth): [number, number] => [depth, depth]),
    ...upTo(layers + 1).map((depth): [number, number] => [depth, layers]),
  ];
}
