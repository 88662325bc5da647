import type { ModelEstimate } from '../estimate/model';
import { type Ratios, ratiosTo } from '../estimate/versus';
import type { PublishedRow } from '../evidence/published';
import { type Expectation, qualityDifference } from '../evidence/quality/difference';
import { expectationOf } from '../evidence/quality/fitted';
import { scoresOf } from '../evidence/quality/published';
import type { QualityDifference } from '../evidence/quality/quality';
import { sameShape } from '../model/shape';
import { formatPercent } from '../units/format';
import { formatPoints } from '../units/score';
import { imageScorePhrase, measuredSpeeds } from './imageScores';

/** Speeds closer than the mean error of the speed model (see backtest) are the same. */
const SAME_SPEED = 0.03;

/** Costs closer than this are the same. */
const SAME_COST = 0.005;

/** Models side by side with the first. */
export interface Comparison {
  readonly models: readonly ModelEstimate[];
  /** Every model but the first, against the first. */
  readonly versus: readonly Ratios[];
  /** The quality of every model but the first above that of the first; null where either has none. */
  readonly differences: readonly (QualityDifference | null)[];
  /** The published row of each model, or null. */
  readonly scores: readonly (PublishedRow | null)[];
  /** What the figures say, one paragraph a model but the first. */
  readonly verdicts: readonly string[];
}

/** Compares models with the first of them. */
export function compareModels(models: readonly ModelEstimate[]): Comparison {
  const [first, ...others] = models as [ModelEstimate, ...ModelEstimate[]];
  return {
    models,
    versus: others.map((model) => ratiosTo(first, model)),
    differences: others.map((model) => differenceOf(first, model)),
    scores: models.map(({ shape }) => scoresOf(shape)),
    verdicts: others.map((model) => writeVerdict(first, model)),
  };
}

function writeVerdict(first: ModelEstimate, model: ModelEstimate): string {
  if (sameShape(first.shape, model.shape)) return `${model.name} is the same shape as the first.`;
  const ratios = ratiosTo(first, model);
  const costs = `${model.name} ${costPhrase(ratios, first.name)} at ${speedPhrase(first, model)}`;
  const quality = qualityPhrase(first, model);
  return [`${costs}; ${quality}.`, perplexitySentence(first, model)].filter(Boolean).join(' ');
}

function costPhrase({ parametersRatio, tflopsRatio }: Ratios, first: string): string {
  const parameters = moreOrFewer(parametersRatio, 'parameters');
  const flops = moreOrFewer(tflopsRatio, 'FLOPs');
  if (parameters && flops) return `has ${parameters} and ${flops} than ${first}`;
  if (parameters) return `has ${parameters} than ${first} and as many FLOPs`;
  if (flops) return `has ${flops} than ${first} and as many parameters`;
  return `has as many parameters and FLOPs as ${first}`;
}

/** `13.6% fewer parameters`, or nothing where there is no difference worth words. */
function moreOrFewer(ratio: number, what: string): string {
  if (Math.abs(ratio - 1) < SAME_COST) return '';
  return `${formatPercent(Math.abs(ratio - 1))} ${ratio < 1 ? 'fewer' : 'more'} ${what}`;
}

/** The printed speeds of two Vision Transformers come first; they may contradict the extrapolated ones. */
function speedPhrase(first: ModelEstimate, model: ModelEstimate): string {
  const estimate = changeOfSpeed(ratiosTo(first, model).stepsPerSecondRatio, 0);
  const isExtrapolated = [first, model].some(({ throughput }) =>
    throughput.extrapolatedBecause.includes('family'),
  );
  const measured = measuredSpeeds(first, model);
  if (measured === null) return isExtrapolated ? `${estimate} (extrapolated)` : estimate;
  const { ratio, figures, chips, isThisRun } = measured;
  const printed = changeOfSpeed(ratio, 1);
  return isThisRun
    ? `${printed}, measured (${figures}, Table 5; the extrapolated estimate is ${estimate})`
    : `${estimate}, extrapolated (on ${chips} chips ${printed} was measured: ${figures}, Table 5)`;
}

/** `4% higher speed`. */
function changeOfSpeed(ratio: number, decimals: number): string {
  if (Math.abs(ratio - 1) < SAME_SPEED) return 'about the same speed';
  return `${formatPercent(Math.abs(ratio - 1), decimals)} ${ratio > 1 ? 'higher' : 'lower'} speed`;
}

function qualityPhrase(first: ModelEstimate, model: ModelEstimate): string {
  const difference = differenceOf(first, model);
  if (difference === null) {
    const images = imageScorePhrase(first.shape, model.shape);
    if (images !== null) return images;
    const missing = [first, model].filter(({ quality }) => quality === null).map(({ name }) => name);
    return `neither the paper's scores nor the fit on them speak of ${[...new Set(missing)].join(' or ')} trained this way`;
  }
  const { points, margin, separated, basis } = difference;
  const change = `${formatPoints(points, basis)} average points`;
  if (basis === 'published') return `the paper measured ${change}`;
  const open = `±${margin.toFixed(1)}`;
  return separated
    ? `expected are ${change} (${open})`
    : `expected are ${change}, which the fit cannot tell from none (${open})`;
}

function differenceOf(first: ModelEstimate, model: ModelEstimate): QualityDifference | null {
  const [from, to] = [plannedExpectation(first), plannedExpectation(model)];
  return from && to && qualityDifference(from, to);
}

/** What is known of the planned run; nothing where it is not the paper's. */
function plannedExpectation({ shape, quality }: ModelEstimate): Expectation | null {
  return quality && expectationOf(shape);
}

/** The paper's own warning where perplexity and downstream scores disagree (section 4.1). */
function perplexitySentence(first: ModelEstimate, model: ModelEstimate): string {
  const [a, b] = [scoresOf(first.shape)?.scores.perplexity, scoresOf(model.shape)?.scores.perplexity];
  if (a === undefined || b === undefined || first.quality === null || model.quality === null) return '';
  const upstream = Number(b) - Number(a);
  const downstream = model.quality.average - first.quality.average;
  if (upstream * downstream >= 0) return '';
  const [better, worse] = upstream > 0 ? [b, a] : [a, b];
  const name = upstream > 0 ? model.name : first.name;
  return `${name} has the better perplexity (${better} against ${worse}) and the lower average: a better perplexity does not mean better downstream scores (section 4.1).`;
}
