import { familyOf } from '../../model/family';
import type { ModelShape } from '../../model/shape';
import { VOCAB_SIZE } from '../../model/sizes';
import { UserError } from '../../problems/problem';

/** The formats that a shape is written in. */
export const EXPORT_FORMATS = ['hf', 'mesh-tf', 't5x'] as const;

/** A format that a shape is written in. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Something about a shape that a format has no words for, and why. */
interface Unsayable {
  readonly what: string;
  readonly reason: string;
}

/** What each format is called where a sentence begins with it. */
const FORMAT_TITLES: Readonly<Record<ExportFormat, string>> = {
  hf: 'A Hugging Face T5 config',
  'mesh-tf': 'A Mesh TensorFlow gin file',
  t5x: 'A T5X gin file',
};

const UNSAYABLE: Readonly<Record<ExportFormat, (shape: ModelShape) => Unsayable | null>> = {
  hf: (shape) => unsayableAttention(shape, 'its attention has keys and values of their own for every head'),
  'mesh-tf': unsayableInMeshTf,
  t5x: (shape) =>
    unsayableAttention(
      shape,
      "the attention of T5X's T5 network has keys and values of their own for every head",
    ),
};

/**
 * @throws UserError `export-family` for what is no encoder-decoder, `export-cannot-say` where a format has no words for a shape, with the formats that have
 */
export function checkSayable(shape: ModelShape, format: ExportFormat): void {
  const family = familyOf(shape);
  if (family !== 'encoder-decoder') throw new UserError('export-family', { found: family });
  const unsayable = UNSAYABLE[format](shape);
  if (unsayable === null) return;
  throw new UserError('export-cannot-say', {
    name: FORMAT_TITLES[format],
    text: unsayable.what,
    reason: unsayable.reason,
    names: formatsThatSay(shape),
  });
}

/** The formats that a shape can be written in. */
export function formatsThatSay(shape: ModelShape): ExportFormat[] {
  if (familyOf(shape) !== 'encoder-decoder') return [];
  return EXPORT_FORMATS.filter((format) => UNSAYABLE[format](shape) === null);
}

function unsayableInMeshTf({ vocabSize, numHeads, numMemoryHeads }: ModelShape): Unsayable | null {
  if (vocabSize !== VOCAB_SIZE) {
    return {
      what: `a vocabulary of ${vocabSize}`,
      reason: `the T5 library takes the vocabulary from the task, and T5's own has ${VOCAB_SIZE}`,
    };
  }
  if (numMemoryHeads === 0 || numHeads % numMemoryHeads === 0) return null;
  return {
    what: `${numMemoryHeads} heads of keys and values for ${numHeads} heads`,
    reason: 'each of them serves an equal number of heads',
  };
}

function unsayableAttention({ numMemoryHeads, sharedKv }: ModelShape, reason: string): Unsayable | null {
  const what = [
    ...(numMemoryHeads === 1 ? ['shared heads (SH)'] : []),
    ...(numMemoryHeads > 1 ? [`${numMemoryHeads} heads of keys and values`] : []),
    ...(sharedKv ? ['tied key-values (SKV)'] : []),
  ];
  return what.length === 0 ? null : { what: what.join(' and '), reason };
}
