import type { ModelShape } from '../../model/shape';
import { formatName } from '../../names/format';
import type { RunSettings } from '../config';

/** A whole run, laid out: a writer leaves nothing to the library's defaults. */
export interface FullRun extends Required<RunSettings> {
  /** The parts that a replica takes its sequences of a step in, one after the other. */
  readonly microbatches: number;
}

/**
 * How the paper's models are pre-trained, beside shape, batch and length (facts of the operative gin file of its
 * Small-EL32 run, and of the T5 library's own gin files).
 */
export const RECIPE = {
  /** Pre-training uses none; the libraries fine-tune with 0.1. */
  dropoutRate: '0.0',
  zLoss: '0.0001',
  normEpsilon: '1e-06',
  warmupSteps: 10000,
  /** Span corruption: 15% of the tokens, in spans of 3 on average. */
  noiseDensity: '0.15',
  meanNoiseSpanLength: '3.0',
} as const;

/** The comment at the head of a gin file: what it is, its shape, its run, and how it is started. */
export function headerOf(shape: ModelShape, run: FullRun, library: string, rest: readonly string[]): string {
  const lines = [
    `${formatName(shape) ?? 'A shape outside the operator grammar'} for ${library}, written by scaleplan export.`,
    `Shape: ${describeShape(shape).join(', ')}.`,
    `Run: ${run.trainSteps} steps of ${run.sequences} sequences, ${run.encoderLength} and ${run.decoderLength} tokens each; ` +
      `${run.chips} chips, model parallelism ${run.modelParallelism}.`,
    ...rest,
  ];
  return lines.map((line) => `# ${line}`).join('\n');
}

function describeShape(shape: ModelShape): string[] {
  const parts = [
    `${shape.encoderLayers} encoder and ${shape.decoderLayers} decoder layers`,
    `d_model ${shape.dModel}`,
    `d_ff ${shape.dFf}${shape.gatedFf ? ' (gated)' : ''}`,
    `d_kv ${shape.dKv}`,
    `${shape.numHeads} heads`,
  ];
  if (shape.numMemoryHeads > 0) parts.push(`${shape.numMemoryHeads} of keys and values`);
  if (shape.sharedKv) parts.push('tied key-values');
  return [...parts, `${shape.tiedEmbedding ? 'tied' : 'untied'} embedding of ${shape.vocabSize}`];
}

/** A truth value as Python writes it. */
export function pythonBoolean(value: boolean): 'True' | 'False' {
  return value ? 'True' : 'False';
}
