import { takeCensus } from '../census/census';
import { countParameters } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import type { ModelShape } from '../model/shape';
import { nearestSize } from '../names/format';
import { parseName } from '../names/parse';
import { PUBLISHED_ROWS, type PublishedRow } from './published';

/** Something the paper says that speaks for or against a shape. */
export interface Evidence {
  readonly source: string;
  readonly text: string;
}

/** The rows of Tables 3 and 4 nearest to a shape: its own size first, then by parameters. At most `count`. */
export function nearestRows(shape: ModelShape, count: number): PublishedRow[] {
  const size = nearestSize(shape);
  const parameters = parametersOf(shape);
  const scored = PUBLISHED_ROWS.filter(
    ({ scores, name }, i) => scores.glue !== undefined && isFirst(name, i),
  ).map((row) => {
    const other = parseName(row.name);
    const ratio = parametersOf(other) / parameters;
    return { row, sameSize: nearestSize(other) === size, distance: Math.max(ratio, 1 / ratio) };
  });
  scored.sort((a, b) => Number(b.sameSize) - Number(a.sameSize) || a.distance - b.distance);
  return scored.slice(0, count).map(({ row }) => row);
}

/** Table 3 prints NL32-XL again with fewer digits: the later, fuller printing of a shape counts. */
function isFirst(name: string, index: number): boolean {
  return !PUBLISHED_ROWS.slice(index + 1).some((row) => row.name === name && row.scores.glue !== undefined);
}

function parametersOf(shape: ModelShape): number {
  return countParameters(takeCensus(shape, PAPER_WORKLOAD)).total;
}

/** A published row as evidence: its figures and scores as printed. */
export function rowAsEvidence({ table, model, figures, scores }: PublishedRow): Evidence {
  const costs = [
    `${figures.parameters} parameters`,
    figures.tflops ? `${figures.tflops} #TFlops` : '',
    figures.stepsPerSecond ? `${figures.stepsPerSecond} steps/s` : '',
  ].filter(Boolean);
  const quality = scores.average
    ? `average ${scores.average} (GLUE ${scores.glue}, SuperGLUE ${scores.superGlue}, SQuAD ${scores.squad})`
    : `GLUE ${scores.glue}, SuperGLUE ${scores.superGlue}, SQuAD ${scores.squad}`;
  return { source: table, text: `${model}: ${costs.join(', ')}; ${quality}` };
}
