import type { Workload } from '../census/workload';
import type { ModelEstimate } from '../estimate/model';
import type { Family } from '../model/family';
import type { ModelShape } from '../model/shape';
import { formatWhole, plural, significant } from '../units/format';

/** The stacks of a model: `12 encoder + 12 decoder layers`, or the one that is there. */
export function stacksOf({ encoderLayers, decoderLayers }: ModelShape): string {
  if (decoderLayers === 0) return plural(encoderLayers, 'encoder layer');
  const decoder = plural(decoderLayers, 'decoder layer');
  return encoderLayers === 0 ? decoder : `${encoderLayers} encoder + ${decoder}`;
}

/** What a model reads and tells apart: a vocabulary, or images and classes. */
export function readsOf({ vocabSize, vision }: ModelShape): string {
  if (vision === undefined) return `vocabulary ${formatWhole(vocabSize)} (V)`;
  const { patchSize, imageSize, classes } = vision;
  return `images of ${imageSize} x ${imageSize} pixels in patches of ${patchSize} x ${patchSize}, ${formatWhole(classes)} ${classes === 1 ? 'class' : 'classes'}`;
}

/** What a step of a family runs over. */
export function stepOf(family: Family, { sequences, encoderLength, decoderLength }: Workload): string {
  const [S, T] = [formatWhole(encoderLength), formatWhole(decoderLength)];
  const texts = `${plural(sequences, 'sequence')} a step (B)`;
  switch (family) {
    case 'encoder-decoder':
      return `${texts}, encoder length ${S} (S), decoder length ${T} (T)`;
    case 'encoder-only':
      return `${texts}, length ${S} (S)`;
    case 'decoder-only':
      return `${texts}, inputs of ${S} (S) and targets of ${T} (T) in one sequence of ${formatWhole(encoderLength + decoderLength)}`;
    case 'vit':
      return `${plural(sequences, 'image')} a step (B), ${S} tokens each: ${formatWhole(encoderLength - 1)} patches and the class token (S)`;
  }
}

/** Table 5 prints the multiply-accumulates of an image. */
export function imageRows({ family, compute, workload }: ModelEstimate): [string, string, string][] {
  if (family !== 'vit') return [];
  const giga = compute.forwardMacsUnique / workload.sequences / 1e9;
  return [['GFlops an image', `${significant(giga, 4)} x 1e9 multiply-accumulates (forward)`, 'exact']];
}

/** What a step of each model is, where they are of several families: their FLOPs and speeds are of different things. */
export function mixedSteps(models: readonly ModelEstimate[]): string[] {
  if (new Set(models.map(({ family }) => family)).size < 2) return [];
  return models.map(
    ({ name, family, workload, slice }) =>
      `${name} (${family}): ${stepOf(family, workload)}; ${slice.chips} chips.`,
  );
}
