import type { ModelEstimate } from '../estimate/model';
import type { Ratios } from '../estimate/versus';
import type { Quality, QualityDifference } from '../evidence/quality/quality';
import {
  formatBytes,
  formatChange,
  formatHours,
  formatScientific,
  formatTflops,
  formatTyped,
  formatUsd,
  plural,
  significant,
} from '../units/format';
import { formatPoints, formatScore, formatScoreInterval } from '../units/score';
import type { Spending } from './budget';
import type { Role } from './deepNarrow';

/** What a recommendation's reason is written from. */
interface ReasonFacts {
  readonly model: ModelEstimate;
  /** The limit that the shape spends most of. */
  readonly binding: Spending;
  readonly atDepthLimit: boolean;
  readonly size: { readonly name: string; readonly layers: number };
  readonly reference: ModelEstimate | null;
  readonly versus: Ratios | null;
  /** Trained as in the paper. */
  readonly expected: Quality | null;
  /** Against the reference. */
  readonly difference: QualityDifference | null;
  /** The cheapest shape that its quality cannot be told from. */
  readonly tie: (Score & { readonly tflopsRatio: number }) | null;
  /** The shape that keeps it off the frontier. */
  readonly dominating: Score | null;
  /** A cheaper recommendation before it that it is not told to be better than, and what it is above that one. */
  readonly rival: { readonly name: string; readonly difference: QualityDifference } | null;
}

/** A shape beside the one that is told of. */
export interface Score {
  readonly name: string;
  readonly quality: Quality | null;
}

const LIMITS: Readonly<Record<Spending['key'], (limit: number) => string>> = {
  flops: (limit) => `${formatTyped(limit / 1e12)}T #TFlops budget`,
  parameters: (limit) => `${formatTyped(limit)} parameter budget`,
  minStepsPerSecond: (limit) => `floor of ${formatTyped(limit)} steps/s`,
  trainFlops: (limit) => `budget of ${formatScientific(limit)} training FLOPs`,
  hours: (limit) => `budget of ${formatHours(limit)}`,
  usd: (limit) => `${formatUsd(limit)} budget`,
  memoryBytes: (limit) => `budget of ${formatBytes(limit)} a core`,
  coreMemory: (limit) => `${formatBytes(limit)} memory of a core`,
};

/** What a shape is called that fills a role beside its first. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  'deep-narrow': 'the DeepNarrow choice',
  matching: 'the cheapest match',
  fastest: 'the fastest match',
  'best-measured': 'the best measured score',
  'next-size': 'the next size',
  'encoder-heavy': 'the encoder-heavy choice',
};

/** Why a shape is recommended, in plain words. */
export function writeReason(role: Role, facts: ReasonFacts): string {
  return [
    ROLE_SENTENCES[role](facts),
    depthSentence(role, facts),
    versusSentence(facts),
    qualitySentence(facts),
    tieSentence(facts),
    frontierSentence(facts),
    placeSentence(role, facts),
  ]
    .filter(Boolean)
    .join(' ');
}

const ROLE_SENTENCES: Readonly<Record<Role, (facts: ReasonFacts) => string>> = {
  'deep-narrow': ({ size, model }) =>
    model.shape.decoderLayers > size.layers
      ? `Deepen ${size.name} from ${size.layers} to ${model.shape.decoderLayers} layers before widening anything (DeepNarrow, section 4.4).`
      : `No size is affordable at twice its own depth: ${size.name} with ${plural(model.shape.decoderLayers, 'layer')}, as deep as the budget allows.`,
  matching: (facts) => `The cheapest shape that ${toldAsGood(facts)}.`,
  fastest: (facts) =>
    facts.model.name === facts.reference?.name
      ? `Nothing that was measured to be at least as good as ${facts.model.name}, or that the fit tells to be better within what the paper scored, is faster than ${facts.model.name} itself: ${speed(facts.model)}.`
      : `The fastest shape that ${toldAsGood(facts)}: ${speed(facts.model)}.`,
  'best-measured': ({ model }) =>
    `The best score that the paper measured within the budget, at ${speed(model)}.`,
  'next-size': (facts) => [shownSentence(facts), nextSizeSentence(facts)].filter(Boolean).join(' '),
  'encoder-heavy': ({ model }) =>
    `Most layers in the encoder (${model.shape.encoderLayers} over ${model.shape.decoderLayers}): fewer parameters and faster than the same #TFlops in both stacks, as measured in Table 4.`,
};

/** A next size that is no better, as far as can be told, is shown all the same. */
function shownSentence({ rival }: ReasonFacts): string {
  if (rival === null) return '';
  const [clause, change] = compareWith(rival);
  return `Shown because the budget reaches it; ${clause}: ${change}.`;
}

function nextSizeSentence({ size, model }: ReasonFacts): string {
  const lead = 'The DeepNarrow choice is at its depth limit with budget to spare';
  const { decoderLayers } = model.shape;
  return decoderLayers >= size.layers
    ? `${lead}: move up to ${size.name}, partly deepened to ${plural(decoderLayers, 'layer')}.`
    : `${lead}: the rest buys ${size.name} at only ${decoderLayers} of its ${size.layers} layers, and shallow and wide is what the paper warns of (Table 3, NL12-XXL).`;
}

/** How a shape compares with one that it is not told to be better than: `the fit cannot tell it from SM`, `+0.2 (±1.2)`. */
function compareWith({
  name,
  difference,
}: NonNullable<ReasonFacts['rival']>): [clause: string, change: string] {
  const { points, margin, separated, basis } = difference;
  const change = formatPoints(points, basis);
  if (basis === 'published') {
    return [`the paper measured it to be ${points < 0 ? 'worse' : 'no better'} than ${name}`, change];
  }
  const clause = separated
    ? `the fit expects it to be worse than ${name}`
    : `the fit cannot tell it from ${name}`;
  return [clause, `${change} (±${margin.toFixed(1)})`];
}

function depthSentence(role: Role, { atDepthLimit, binding, size, model }: ReasonFacts): string {
  if (role !== 'deep-narrow' && role !== 'next-size') return '';
  const limit = LIMITS[binding.key](binding.limit);
  const isFloor = binding.key === 'minStepsPerSecond';
  const reached = isFloor ? `at ${speed(model)}` : `${(100 * binding.share).toFixed(0)}% spent`;
  return atDepthLimit
    ? `The depth limit of ${size.name} binds, where the paper sees depth stop paying, not the ${limit} (${reached}).`
    : `The ${limit} binds (${reached}).`;
}

function versusSentence({ versus, reference, model }: ReasonFacts): string {
  if (versus === null || reference === null || reference.name === model.name) return '';
  const changes = [
    `${formatChange(versus.parametersRatio)} parameters`,
    `${formatChange(versus.tflopsRatio)} #TFlops (${formatTflops(model.compute.tflops)} against ${formatTflops(reference.compute.tflops)})`,
    `${formatChange(versus.stepsPerSecondRatio)} steps/s`,
  ];
  return `Against ${reference.name}: ${changes.join(', ')}.`;
}

function speed(model: ModelEstimate): string {
  return `${significant(model.throughput.stepsPerSecond, 3)} steps/s`;
}

/** How a shape is known to be as good as the reference. */
function toldAsGood({ difference, reference }: ReasonFacts): string {
  return difference?.basis === 'published'
    ? `the paper measured to match ${reference?.name}`
    : `the fit on the paper's scores finds better than ${reference?.name}`;
}

/** What the shape buys in quality, and whether that can be told from nothing. */
function qualitySentence({ expected, difference, reference, model }: ReasonFacts): string {
  if (expected === null) return '';
  const far = expected.extrapolated ? ', beyond what the paper scored' : '';
  const score = `${formatScoreInterval(expected)} average points${far}`;
  const lead = expected.basis === 'published' ? `Measured: ${score}` : `Expected: ${score}`;
  if (difference === null || reference === null || reference.name === model.name) return `${lead}.`;
  const { points, margin, separated, basis } = difference;
  const change = `${formatPoints(points, basis)} against ${reference.name}`;
  if (basis === 'published') return `${lead}, ${change}.`;
  const open = `±${margin.toFixed(1)}`;
  return separated
    ? `${lead}, ${change} (${open}).`
    : `${lead}; ${change} is less than the fit can tell from none (${open}).`;
}

/** Where less would do as well, as far as can be told. */
function tieSentence({ tie }: ReasonFacts): string {
  if (tie === null) return '';
  return `Its score cannot be told from that of ${writeScore(tie)} at ${formatChange(tie.tflopsRatio)} #TFlops.`;
}

/** Why the first recommendation does not stand on the frontier. */
function frontierSentence({ dominating }: ReasonFacts): string {
  if (dominating === null) return '';
  return `It is not on the frontier below, since ${writeScore(dominating)}, takes no more #TFlops, parameters or time and is not told to be worse.`;
}

/** Why the strategy's own choice does not come first. */
function placeSentence(role: Role, { rival }: ReasonFacts): string {
  if (role !== 'deep-narrow' || rival === null) return '';
  const [clause, change] = compareWith(rival);
  return `It stands no higher, since ${clause}, which is cheaper: ${change}.`;
}

function writeScore({ name, quality }: Score): string {
  return quality === null ? name : `${name}, ${formatScore(quality)}`;
}
