import { PAPER_WORKLOAD, type Workload } from '../../census/workload';
import { type ModelShape, sameShape } from '../../model/shape';
import { parseName } from '../../names/parse';
import { mean } from '../../numerics/mean';
import { roundingInterval } from '../../units/printed';
import { PUBLISHED_ROWS, type PublishedRow } from '../published';
import type { Quality } from './quality';

/** A shape that the paper scored, and the row that prints its scores. */
export interface ScoredShape {
  readonly shape: ModelShape;
  readonly row: PublishedRow;
}

/** The three scores that a downstream average is the mean of. */
export const DOWNSTREAM = ['glue', 'superGlue', 'squad'] as const;

let scored: readonly ScoredShape[] | null = null;

/** The shapes of Tables 3 and 4 with scores, each once; of NL32-XL, printed in both, the row with the average. */
export function scoredShapes(): readonly ScoredShape[] {
  scored ??= PUBLISHED_ROWS.filter(
    (row) => row.scores.glue !== undefined && !isPrintedInFull(row.name, row),
  ).map((row) => ({ shape: parseName(row.name), row }));
  return scored;
}

/** Whether another row prints the scores of the same shape with their average. */
function isPrintedInFull(name: string, row: PublishedRow): boolean {
  return PUBLISHED_ROWS.some(
    (other) => other !== row && other.name === name && other.scores.average !== undefined,
  );
}

/** The row with the paper's scores of a shape, or null where it has none. */
export function scoresOf(shape: ModelShape): PublishedRow | null {
  const { encoderLayers, decoderLayers } = shape;
  const known = scoredShapes().find(
    (one) =>
      one.shape.encoderLayers === encoderLayers &&
      one.shape.decoderLayers === decoderLayers &&
      sameShape(one.shape, shape),
  );
  return known?.row ?? null;
}

/**
 * The published downstream average of a shape, with the interval of its rounding; where the paper prints none (NL12-XXL),
 * the mean of its three scores. Null for shapes without scores.
 */
export function publishedQuality(shape: ModelShape): Quality | null {
  const row = scoresOf(shape);
  if (row === null) return null;
  const { average, ...scores } = row.scores;
  const printed = average ? [average] : DOWNSTREAM.map((score) => scores[score] as string);
  const intervals = printed.map(roundingInterval);
  return {
    average: mean(printed.map(Number)),
    low: mean(intervals.map(({ least }) => least)),
    high: mean(intervals.map(({ most }) => most)),
    basis: 'published',
  };
}

/** Whether a run is the one that the paper's scores were measured on. */
export function isPaperRun(workload: Workload): boolean {
  return (Object.keys(PAPER_WORKLOAD) as (keyof Workload)[]).every(
    (key) => workload[key] === PAPER_WORKLOAD[key],
  );
}
