import type { ModelShape } from '../model/shape';
import { UserError } from '../problems/problem';
import { placeIn } from '../text/place';
import type { ModelConfig, ReadOptions, SourceFile } from './config';
import { isGated, LARGEST, truth, wholeNumber } from './gin/expectations';
import { parameterOf } from './gin/lookup';
import type { KnownNames } from './gin/misspellings';
import { beginReading, type Reading, takeOrDefault, takeRequired } from './gin/reading';
import { orderedShape } from './shape';
import { readT5xRun, T5X_RUN_MACROS, T5X_RUN_OTHERS } from './t5x/run';

const OWNER = 'T5Config';

const KNOWN_NAMES: KnownNames = {
  macros: T5X_RUN_MACROS,
  owners: {
    [OWNER]: [
      'vocab_size',
      'emb_dim',
      'num_heads',
      'num_encoder_layers',
      'num_decoder_layers',
      'head_dim',
      'mlp_dim',
      'mlp_activations',
      'logits_via_embedding',
    ],
  },
  others: T5X_RUN_OTHERS,
};

/** Whether a gin file speaks of T5X's T5: its `T5Config`, or an include from T5X's examples. */
export function recognises({ text }: SourceFile): boolean {
  return (
    /\bT5Config\b/.test(text) ||
    /^include[ \t]*['"](?:[^'"\n]{0,200}\/)?t5x\/(?:examples|contrib)\//m.test(text)
  );
}

/**
 * Reads a T5X model: `network.T5Config` as a block or dotted, in any module, with the macros of a run file beside it.
 * Where the file and all its includes are silent, the defaults of the class hold for what is no dimension:
 * `mlp_activations = ('relu',)` and `logits_via_embedding = False` (t5x/examples/t5/network.py).
 * @throws UserError for a mistake in the text, a field that is missing or impossible, and another architecture.
 */
export function readT5x(source: SourceFile, options: Pick<ReadOptions, 'include'>): ModelConfig {
  const reading = beginReading(source, options, { format: 't5x', known: KNOWN_NAMES });
  refuseOtherModels(reading);
  const shape = orderedShape({
    encoderLayers: takeDimension(reading, 'encoderLayers', 'num_encoder_layers', LARGEST.layers),
    decoderLayers: takeDimension(reading, 'decoderLayers', 'num_decoder_layers', LARGEST.layers),
    dModel: takeDimension(reading, 'dModel', 'emb_dim', LARGEST.dModel),
    dFf: takeDimension(reading, 'dFf', 'mlp_dim', LARGEST.dFf),
    dKv: takeDimension(reading, 'dKv', 'head_dim', LARGEST.dKv),
    numHeads: takeDimension(reading, 'numHeads', 'num_heads', LARGEST.heads),
    vocabSize: takeDimension(reading, 'vocabSize', 'vocab_size', LARGEST.vocabulary),
    numMemoryHeads: 0,
    sharedKv: false,
    gatedFf: takeOrDefault(reading, { ...sought('gatedFf', 'mlp_activations'), read: isGated }, false),
    tiedEmbedding: takeOrDefault(
      reading,
      { ...sought('tiedEmbedding', 'logits_via_embedding'), read: truth },
      false,
    ),
  });
  const run = readT5xRun(reading);
  return { file: source.name, format: 't5x', shape, run, places: reading.places, notes: [] };
}

function sought<Field extends keyof ModelShape>(field: Field, parameter: string) {
  return { field, label: `${OWNER}.${parameter}`, keys: [parameterOf(OWNER, parameter)] };
}

function takeDimension(
  reading: Reading,
  field: keyof ModelShape,
  parameter: string,
  largest: number,
): number {
  return takeRequired(reading, { ...sought(field, parameter), read: wholeNumber(largest) });
}

/** T5X's decoder-only and other examples name their configuration otherwise. */
function refuseOtherModels({ config }: Reading): void {
  const bindings = [...config.bindings.values()];
  if (bindings.some(({ owner }) => owner === OWNER)) return;
  const other = bindings.find(({ owner }) => owner === 'TransformerConfig' || owner === 'DecoderOnlyModel');
  if (!other) return;
  const { source, start, end, owner } = other;
  throw new UserError('config-other-architecture', { found: owner }, placeIn(source, start, end));
}
