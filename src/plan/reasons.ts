import type { ModelEstimate } from '../estimate/model';
import type { Ratios } from '../estimate/versus';
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
import type { Spending } from './budget';
import type { Role } from './deepNarrow';

/** What a recommendation's reason is written from. */
export interface ReasonFacts {
  readonly model: ModelEstimate;
  /** The limit that the shape spends most of. */
  readonly binding: Spending;
  readonly atDepthLimit: boolean;
  readonly size: { readonly name: string; readonly layers: number };
  readonly reference: ModelEstimate | null;
  readonly versus: Ratios | null;
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
  matching: 'the cheapest measured match',
  fastest: 'the fastest measured match',
  'best-measured': 'the best measured score',
  'next-size': 'the next size',
  'encoder-heavy': 'the encoder-heavy choice',
};

/** Why a shape is recommended, in plain words. */
export function writeReason(role: Role, facts: ReasonFacts): string {
  return [ROLE_SENTENCES[role](facts), depthSentence(role, facts), versusSentence(facts)]
    .filter(Boolean)
    .join(' ');
}

const ROLE_SENTENCES: Readonly<Record<Role, (facts: ReasonFacts) => string>> = {
  'deep-narrow': ({ size, model }) =>
    model.shape.decoderLayers > size.layers
      ? `Deepen ${size.name} from ${size.layers} to ${model.shape.decoderLayers} layers before widening anything (DeepNarrow, section 4.4).`
      : `No size is affordable at twice its own depth: ${size.name} with ${plural(model.shape.decoderLayers, 'layer')}, as deep as the budget allows.`,
  matching: ({ reference, model }) =>
    `The cheapest shape that the paper measured to match ${reference?.name ?? 'the reference'}: ${score(model)} average points against ${score(reference)}.`,
  fastest: ({ model, reference }) =>
    model.name === reference?.name
      ? `Nothing that the paper measured to be as good is faster than ${model.name} itself: ${speed(model)}.`
      : `The fastest shape that the paper measured to be at least as good as ${reference?.name ?? 'the reference'}: ${speed(model)}.`,
  'best-measured': ({ model }) =>
    `The best score that the paper measured within the budget: ${score(model)} average points at ${speed(model)}.`,
  'next-size': ({ size, model }) =>
    model.shape.decoderLayers >= size.layers
      ? `The first choice is at its depth limit with budget to spare: move up to ${size.name}, partly deepened to ${plural(model.shape.decoderLayers, 'layer')}.`
      : `The first choice is at its depth limit with budget to spare: the rest buys ${size.name} at only ${model.shape.decoderLayers} of its ${size.layers} layers, and shallow and wide is what the paper warns of (Table 3, NL12-XXL).`,
  'encoder-heavy': ({ model }) =>
    `Most layers in the encoder (${model.shape.encoderLayers} over ${model.shape.decoderLayers}): fewer parameters and faster than the same #TFlops in both stacks, as measured in Table 4.`,
};

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

function score(model: ModelEstimate | null): string {
  return model?.publishedQuality ? model.publishedQuality.average.toFixed(2) : 'unknown';
}
