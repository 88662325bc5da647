import { takeCensus } from '../census/census';
import { weightElements } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import { type ModelShape, sameShape } from '../model/shape';
import { parseName } from '../names/parse';
import type { Evidence } from './nearestRows';
import { noteOn, TABLE_5, type VisionRow } from './published';

/** A row of Table 5 with its shape and parameters. */
interface KnownVision {
  readonly row: VisionRow;
  readonly shape: ModelShape;
  readonly parameters: number;
}

let known: readonly KnownVision[] | null = null;

function knownVision(): readonly KnownVision[] {
  known ??= TABLE_5.map((row) => {
    const shape = parseName(row.name);
    return { row, shape, parameters: weightElements(takeCensus(shape, PAPER_WORKLOAD)) };
  });
  return known;
}

/** The row of Table 5 that prints the score of a Vision Transformer, or null where it has none. */
export function visionRowOf(shape: ModelShape): VisionRow | null {
  return knownVision().find((one) => sameShape(one.shape, shape))?.row ?? null;
}

const COMPARED = ['encoderLayers', 'dModel', 'dFf'] as const;

/** The row of Table 5 nearest to a Vision Transformer: whose parameters, depth and widths differ by the smallest factors. */
export function nearestVisionRow(shape: ModelShape, parameters: number): Evidence {
  const apart = (one: KnownVision) =>
    COMPARED.reduce(
      (product, key) => product * factor(shape[key], one.shape[key]),
      factor(parameters, one.parameters),
    );
  return visionEvidence(knownVision().reduce((best, one) => (apart(one) < apart(best) ? one : best)).row);
}

function factor(a: number, b: number): number {
  return a > b ? a / b : b / a;
}

function visionEvidence({ model, chips, parameters, gflops, stepsPerSecond, imageNet }: VisionRow): Evidence {
  const note = noteOn('Table 5', model, 'parameters');
  const doubt = note === null ? '' : `; ${parameters} does not hold: ${note}`;
  const costs = `${parameters} parameters, ${gflops} GFlops an image, ${stepsPerSecond} steps/s on ${chips} chips`;
  return { source: 'Table 5', text: `${model}: ${costs}; ImageNet 10-shot ${imageNet}${doubt}` };
}
