import fit from '../../../presets/quality/fit.json';
import { familyOf } from '../../model/family';
import type { ModelShape } from '../../model/shape';
import { expectQuality, type QualityFit } from './fit';
import { publishedQuality, type ScoredShape, scoredShapes } from './published';
import type { Quality } from './quality';

const FIT = fit as unknown as QualityFit;

/** The dimensions in which all that the paper scored are the same. */
const NOT_VARIED = ['numMemoryHeads', 'sharedKv', 'gatedFf', 'tiedEmbedding', 'vocabSize'] as const;

/**
 * The downstream average that the fit expects of a shape trained as in the paper. Null for shapes unlike all that the paper
 * scored, of which the fit says nothing: other families, shared or tied heads, gated feed-forward blocks, untied embeddings,
 * another vocabulary.
 */
export function fittedQuality(shape: ModelShape): Quality | null {
  return isLikeScored(shape) ? expectQuality(FIT, shape) : null;
}

/** The published average of a shape, else the fitted one, else null. */
export function expectedQuality(shape: ModelShape): Quality | null {
  return publishedQuality(shape) ?? fittedQuality(shape);
}

/** Whether a shape differs from those that the paper scored in nothing but depths and widths. */
function isLikeScored(shape: ModelShape): boolean {
  const [{ shape: scored }] = scoredShapes() as [ScoredShape];
  return familyOf(shape) === familyOf(scored) && NOT_VARIED.every((key) => shape[key] === scored[key]);
}
