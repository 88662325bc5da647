import { takeCensus } from '../census/census';
import { weightElements } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import type { ModelShape } from '../model/shape';
import type { SizeName } from '../model/sizes';
import { nearestSize } from '../names/format';
import type { PublishedRow } from './published';
import { scoredShapes } from './quality';

/** Something the paper says that speaks for or against a shape. */
export interface Evidence {
  readonly source: string;
  readonly text: string;
}

interface ScoredRow {
  readonly row: PublishedRow;
  readonly size: SizeName;
  readonly parameters: number;
}

let scoredRows: readonly ScoredRow[] | null = null;

function rowsWithScores(): readonly ScoredRow[] {
  scoredRows ??= scoredShapes().map(({ shape, row }) => ({
    row,
    size: nearestSize(shape),
    parameters: weightElements(takeCensus(shape, PAPER_WORKLOAD)),
  }));
  return scoredRows;
}

/** The rows of Tables 3 and 4 nearest to a shape with `own` parameters: its own size first, then by parameters. At most `count`. */
export function nearestRows(shape: ModelShape, own: number, count: number): PublishedRow[] {
  const size = nearestSize(shape);
  const distance = ({ parameters }: ScoredRow) => Math.max(parameters / own, own / parameters);
  const ofOtherSize = (row: ScoredRow) => Number(row.size !== size);
  return [...rowsWithScores()]
    .sort((a, b) => ofOtherSize(a) - ofOtherSize(b) || distance(a) - distance(b))
    .slice(0, count)
    .map(({ row }) => row);
}

/** A published row as evidence: its figures and scores as printed. */
export function rowAsEvidence({ table, model, figures, scores }: PublishedRow): Evidence {
  const costs = [
    `${figures.parameters} parameters`,
    figures.tflops ? `${figures.tflops} #TFlops` : '',
    figures.stepsPerSecond
      ? `${figures.stepsPerSecond} ${figures.stepsPerSecond === '1' ? 'step' : 'steps'}/s`
      : '',
  ].filter(Boolean);
  const quality = scores.average
    ? `average ${scores.average} (GLUE ${scores.glue}, SuperGLUE ${scores.superGlue}, SQuAD ${scores.squad})`
    : `GLUE ${scores.glue}, SuperGLUE ${scores.superGlue}, SQuAD ${scores.squad}`;
  return { source: table, text: `${model}: ${costs.join(', ')}; ${quality}` };
}
