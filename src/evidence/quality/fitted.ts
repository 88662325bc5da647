import fit from '../../../presets/quality/fit.json';
import { familyOf } from '../../model/family';
import type { ModelShape } from '../../model/shape';
import type { Expectation } from './difference';
import { locate, type QualityFit, qualityAt } from './position';
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
  return fittedExpectation(shape)?.quality ?? null;
}

/** The published average of a shape, else the fitted one with where it stands to the scored ones, else null. */
export function expectationOf(shape: ModelShape): Expectation | null {
  const published = publishedQuality(shape);
  return published === null ? fittedExpectation(shape) : { quality: published, position: null };
}

/** What the fit expects of a shape, with where it stands to the scored ones; null as `fittedQuality`. */
export function fittedExpectation(shape: ModelShape): Expectation | null {
  if (!isLikeScored(shape)) return null;
  const position = locate(FIT, shape);
  return { quality: qualityAt(position), position };
}

/** Whether a shape differs from those that the paper scored in nothing but depths and widths. */
function isLikeScored(shape: ModelShape): boolean {
  const [{ shape: scored }] = scoredShapes() as [ScoredShape];
  return familyOf(shape) === familyOf(scored) && NOT_VARIED.every((key) => shape[key] === scored[key]);
}
