import { takeCensus } from '../census/census';
import { weightElements } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import type { ModelShape } from '../model/shape';
import { noteOn, type PublishedQuantity, type PublishedRow } from './published';
import { type ScoredShape, scoredShapes } from './quality/published';

/** Something the paper says that speaks for or against a shape. */
export interface Evidence {
  readonly source: string;
  readonly text: string;
}

/** A scored row and its place among them. */
interface NearRow {
  readonly row: PublishedRow;
  readonly place: number;
  readonly distance: number;
}

/**
 * The scored rows of Tables 3 and 4 nearest to a shape with `own` parameters, at most `count`: those whose parameters,
 * depths and widths differ by the smallest factors, multiplied.
 */
export function nearestRows(shape: ModelShape, own: number, count: number): PublishedRow[] {
  const candidates = scoredShapes().map((scored, place) => {
    const apart = COMPARED.reduce((product, key) => product * factor(shape[key], scored.shape[key]), 1);
    return { scored, place, apart };
  });
  let nearest: NearRow[] = [];
  for (const { scored, place, apart } of candidates.sort((a, b) => a.apart - b.apart)) {
    // Parameters only add to what depths and widths are apart, and take a census to count.
    const last = nearest[count - 1];
    if (last !== undefined && apart > last.distance) break;
    const distance = apart * factor(own, parametersOf(scored));
    nearest = [...nearest, { row: scored.row, place, distance }].sort(nearerFirst).slice(0, count);
  }
  return nearest.map(({ row }) => row);
}

function nearerFirst(a: NearRow, b: NearRow): number {
  return a.distance - b.distance || a.place - b.place;
}

const known = new Map<ScoredShape, number>();

function parametersOf(scored: ScoredShape): number {
  const parameters = known.get(scored) ?? weightElements(takeCensus(scored.shape, PAPER_WORKLOAD));
  known.set(scored, parameters);
  return parameters;
}

const COMPARED = ['encoderLayers', 'decoderLayers', 'dModel', 'dFf'] as const;

/** By what factor two counts differ; none counts as one, as of a stack that is not there. */
function factor(a: number, b: number): number {
  const [least, most] = [Math.min(a, b), Math.max(a, b)];
  return Math.max(1, most) / Math.max(1, least);
}

/** A published row as evidence: its figures and scores as printed, and what is known of those that do not hold. */
export function rowAsEvidence({ table, model, chips, figures, scores }: PublishedRow): Evidence {
  const { parameters, tflops, stepsPerSecond } = figures;
  const unit = stepsPerSecond === '1' ? 'step' : 'steps';
  const costs = [
    `${parameters} parameters`,
    tflops ? `${tflops} #TFlops` : '',
    stepsPerSecond ? `${stepsPerSecond} ${unit}/s on ${chips} chips` : '',
  ].filter(Boolean);
  const downstream = `GLUE ${scores.glue}, SuperGLUE ${scores.superGlue}, SQuAD ${scores.squad}`;
  const quality = scores.average ? `average ${scores.average} (${downstream})` : downstream;
  const doubts = (Object.keys(figures) as PublishedQuantity[]).flatMap((quantity) => {
    const note = noteOn(table, model, quantity);
    return note === null ? [] : `; ${figures[quantity]} does not hold: ${note}`;
  });
  return { source: table, text: `${model}: ${costs.join(', ')}; ${quality}${doubts.join('')}` };
}
