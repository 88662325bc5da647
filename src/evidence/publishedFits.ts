import { takeCensus } from '../census/census';
import { countParameters } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import { analyseFit, type FitReport, type Measure } from '../fits/analyse';
import { printedValue } from '../units/printed';
import { publishedQuality, type ScoredShape, scoredShapes } from './quality/published';

/** A fit of one of the paper's measures. */
export interface NamedFit extends FitReport {
  readonly name: string;
}

/** An error that is computed from a row's printed scores. */
interface PublishedError {
  readonly name: string;
  readonly y: Measure;
  readonly of: (scored: ScoredShape) => number;
}

const PARAMETERS: Measure = { column: 'parameters', unit: 'parameters, computed' };
const DEPTH: Measure = { column: 'depth', unit: 'layers of encoder and decoder' };

const ERRORS: readonly PublishedError[] = [
  {
    name: 'upstream: loss on C4',
    y: { column: 'perplexity', unit: 'loss, the printed figure negated' },
    of: ({ row }) => -printedValue(row.scores.perplexity as string),
  },
  {
    name: 'downstream: average',
    y: { column: 'average', unit: '1 - average / 100 of GLUE, SuperGLUE and SQuAD' },
    of: ({ shape }) => 1 - (publishedQuality(shape)?.average as number) / 100,
  },
  {
    name: 'downstream: SuperGLUE',
    y: { column: 'superGlue', unit: '1 - SuperGLUE / 100' },
    of: ({ row }) => 1 - printedValue(row.scores.superGlue as string) / 100,
  },
];

/**
 * Appendix A on the rows that the paper prints: the fourteen of Table 4 and NL12-XXL of Table 3, upstream and downstream
 * against computed parameters, each with and without depth. Figure 5 has more points, which are printed nowhere.
 */
export function publishedFits(level: number): NamedFit[] {
  const scored = scoredShapes();
  return ERRORS.map(({ name, y, of }) => {
    const points = scored.map((one) => ({
      name: one.row.name,
      n: countParameters(takeCensus(one.shape, PAPER_WORKLOAD)).total,
      e: of(one),
      s: one.shape.encoderLayers + one.shape.decoderLayers,
    }));
    return { name, ...analyseFit({ points, x: PARAMETERS, y, shape: DEPTH }, level) };
  });
}
