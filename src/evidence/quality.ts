import { PAPER_WORKLOAD, type Workload } from '../census/workload';
import { roundingInterval } from '../units/printed';
import { PUBLISHED_ROWS, type PublishedRow } from './published';

/** The downstream average (GLUE, SuperGLUE, SQuAD) of a shape trained as in the paper, in points. */
export interface Quality {
  readonly average: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'published' | 'fitted';
}

const DOWNSTREAM = ['glue', 'superGlue', 'squad'] as const;

/** The row with the paper's scores of a shape (Table 4 before Table 3), or null where it has none. */
export function scoresOf(name: string): PublishedRow | null {
  const rows = PUBLISHED_ROWS.filter((row) => row.name === name && row.scores.glue !== undefined);
  return rows.find(({ scores }) => scores.average !== undefined) ?? rows[0] ?? null;
}

/**
 * The published downstream average of a shape, with the interval of its rounding; where the paper prints none (NL12-XXL),
 * the mean of its three scores. Null for shapes without scores.
 */
export function publishedQuality(name: string): Quality | null {
  const row = scoresOf(name);
  if (row === null) return null;
  const printed = row.scores.average
    ? [row.scores.average]
    : DOWNSTREAM.map((score) => row.scores[score] as string);
  const intervals = printed.map(roundingInterval);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
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
