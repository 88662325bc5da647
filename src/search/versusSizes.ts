import { isAboutTheLayout } from '../estimate/parallelism';
import { qualityDifference } from '../evidence/quality/difference';
import { fittedExpectation } from '../evidence/quality/fitted';
import type { Quality, QualityDifference } from '../evidence/quality/quality';
import { type Candidate, takeGrid } from '../plan/grid';
import { formatChange } from '../units/format';
import { formatPoints } from '../units/score';
import { nameOf } from './points';
import type { FrontierShape, SearchTask } from './task';

/** One side of the comparison: the shape with the highest score that the fit tells it to reach. */
export interface BestTold {
  readonly name: string;
  readonly modelParallelism: number | null;
  /** What the fit expects, and with `low` what it tells the shape to reach. */
  readonly expected: Quality;
}

/** A shape of the grid that is told as much as the best size, for less. */
export interface CheaperThanSizes extends BestTold {
  readonly tflopsRatio: number;
}

/** Whether it pays to leave the sizes of the paper, within the same budget. */
export interface VersusSizes {
  readonly sizes: BestTold;
  readonly wide: BestTold;
  /** What the expected score of the grid's best is above that of the sizes' best. */
  readonly difference: QualityDifference;
  /** Null where nothing on the frontier is told as much for fewer #TFlops, or the search was not for both. */
  readonly cheaper: CheaperThanSizes | null;
  readonly summary: string;
}

/**
 * Compares the best shape of a frontier with the best shape of the search of sizes in the same budget and setting. Both go by
 * the fit, published scores or not, so that a gain is none of the fit's errors.
 * Null where the frontier is not over quality, or either side has nothing.
 */
export function compareWithSizes(
  { metrics, budget, setting }: SearchTask,
  shapes: readonly FrontierShape[],
): VersusSizes | null {
  const quality = metrics.indexOf('quality');
  const best = shapes.reduce<FrontierShape | null>(
    (most, one) => (most === null || toldOf(one, quality) > toldOf(most, quality) ? one : most),
    null,
  );
  const size = quality < 0 || best === null ? null : bestSize(() => takeGrid(setting, budget).candidates);
  if (best === null || size === null) return null;
  const [from, to] = [fittedExpectation(size.shape), fittedExpectation(best.shape)];
  if (from === null || to === null) return null;
  const sizes = { name: nameOf(size), modelParallelism: null, expected: from.quality };
  const wide = { name: nameOf(best), modelParallelism: best.modelParallelism, expected: to.quality };
  const difference = qualityDifference(from, to);
  const cheaper = cheapestAsGood(shapes, size, from.quality.low, metrics);
  return {
    ...{ sizes, wide, difference, cheaper },
    summary: [bestSentence(sizes, wide, difference), cheaperSentence(cheaper, sizes)].join(' '),
  };
}

function toldOf({ values }: FrontierShape, quality: number): number {
  return values[quality] as number;
}

/** The affordable size and depth with the highest told score; null where no size can be laid out or is within the budget. */
function bestSize(candidates: () => readonly Candidate[]): Candidate | null {
  try {
    const told = candidates()
      .filter(({ affordable }) => affordable)
      .map((candidate) => ({ candidate, low: fittedExpectation(candidate.shape)?.quality.low ?? 0 }));
    const [first, ...rest] = told;
    if (first === undefined) return null;
    return rest.reduce((most, one) => (one.low > most.low ? one : most), first).candidate;
  } catch (error) {
    if (isAboutTheLayout(error)) return null;
    throw error;
  }
}

function cheapestAsGood(
  shapes: readonly FrontierShape[],
  size: Candidate,
  told: number,
  metrics: SearchTask['metrics'],
): CheaperThanSizes | null {
  const [flops, quality] = [metrics.indexOf('flops'), metrics.indexOf('quality')];
  if (flops < 0) return null;
  const asGood = shapes.filter((one) => toldOf(one, quality) >= told);
  const cheapest = asGood.reduce<FrontierShape | null>(
    (least, one) =>
      least === null || (one.values[flops] as number) < (least.values[flops] as number) ? one : least,
    null,
  );
  const expected = cheapest && fittedExpectation(cheapest.shape)?.quality;
  if (cheapest === null || !expected) return null;
  const tflopsRatio = ((cheapest.values[flops] as number) * 1e12) / size.costs.forwardMacs;
  const { modelParallelism } = cheapest;
  return tflopsRatio < 1 ? { name: nameOf(cheapest), modelParallelism, expected, tflopsRatio } : null;
}

function bestSentence(sizes: BestTold, wide: BestTold, difference: QualityDifference): string {
  const told = ({ name, expected }: BestTold) => `${name}, is told to reach ${expected.low.toFixed(1)}`;
  return `The best of the grid, ${told(wide)} points; the best of the sizes, ${told(sizes)}. ${verdict(wide, difference)}`;
}

/** A fit that says more than its error is still not believed where nobody has scored anything like it. */
function verdict({ expected }: BestTold, { points, margin, separated }: QualityDifference): string {
  const amount = formatPoints(Math.abs(points), 'fitted').replace('+', '');
  if (points < 0) {
    const below = `It is expected to be ${amount} (±${margin.toFixed(1)}) below`;
    return separated
      ? `${below}, more than the fit leaves open: for the score, stay with the sizes.`
      : `${below}, less than the fit can tell from none: no reason to leave the sizes for the score.`;
  }
  const difference = `What it is expected to be above, ${formatPoints(points, 'fitted')} (±${margin.toFixed(1)})`;
  if (!separated)
    return `${difference}, is less than the fit can tell from none: no reason to leave the sizes for the score.`;
  if (expected.extrapolated) {
    return `${difference}, is more than the fit leaves open, but the paper scored nothing of such dimensions or proportions: try it small before you leave the sizes for it. --vary scored keeps each dimension to what was scored.`;
  }
  return `${difference}, is more than the fit leaves open: it pays to leave the sizes.`;
}

function cheaperSentence(cheaper: CheaperThanSizes | null, sizes: BestTold): string {
  if (cheaper === null) return `Nothing in the grid is told as much as ${sizes.name} for fewer #TFlops.`;
  const beyond = cheaper.expected.extrapolated ? ' (beyond what was scored)' : '';
  return `${cheaper.name} is told to reach as much as ${sizes.name}, ${cheaper.expected.low.toFixed(1)}, at ${formatChange(cheaper.tflopsRatio)} #TFlops${beyond}.`;
}
