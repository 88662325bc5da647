import { NUMERIC_KNOBS, type NumericKnob, SWITCH_KNOBS, type SwitchCode } from '../../model/operators';
import { CORRECTIONS, SIZES } from '../../model/sizes';
import { PAPER_VISION, VISION_SIZES } from '../../model/vision';
import { SIZES_BY_PARAMETERS, SPELLINGS } from '../../names/aliases';
import { formatWhole } from '../../units/format';
import { type Block, listWords } from './blocks';

/** What each dimension is, in words. */
const MEANINGS: Readonly<Record<NumericKnob['code'], string>> = {
  NL: 'layers of both stacks',
  EL: 'layers of the encoder; 0 for a model without one',
  DL: 'layers of the decoder; 0 for a model without one',
  FF: 'width of the feed-forward layers (d_ff)',
  DM: 'width of the model (d_model)',
  KV: 'width of the keys and values of a head (d_kv)',
  NH: 'attention heads',
};

const SWITCH_MEANINGS: Readonly<Record<SwitchCode, string>> = {
  SH: 'all heads share one head of keys and values',
  SKV: 'keys and values come from one matrix',
};

/** The grammar of names: sizes, operators, sweeps, families, Vision Transformers and files. */
export function namesTopic(): Block[] {
  return [
    {
      text: 'A name is a size of Table 1 of the paper, with operators of Table 2 that change it: NL24-SM is Small with 24 layers in both stacks. Operators and the size come in any order and case, apart or together (nl24-sm, SM-NL24, NL24SM); operators alone apply to BASE, or to the size of --base. The spellings of Table 4 (small-24L, 24L is NL24), paths of the released checkpoints (google/t5-efficient-small-nl24) and the folders of their runs (bi_v1_nl24) are read too.',
    },
    { heading: 'Sizes' },
    { terms: SIZES.map(({ name, shape }) => [spellings(name), dimensionsOf(shape)]) },
    ...CORRECTIONS.map(({ sizes, label, printed, used }) => ({
      text: `Table 1 prints ${label} ${printed} for ${listWords(sizes)}; scaleplan uses ${used}, since only that gives the printed parameters.`,
    })),
    { heading: 'Operators' },
    {
      terms: [
        ...NUMERIC_KNOBS.map(
          ({ code, limit }) =>
            [`${code}<n>`, `${MEANINGS[code]}; up to ${formatWhole(limit)}${shortOf(code)}`] as const,
        ),
        ...SWITCH_KNOBS.map(({ code }) => [code, `${SWITCH_MEANINGS[code]}${switchAlso(code)}`] as const),
      ],
    },
    {
      text: 'A K behind a number is 1024: FF9K is d_ff 9,216. Behind t5-efficient- whole thousands are rounded names of multiples of 1024: ff9000 is 9,216 there. No operator may stand twice, nor NL beside EL or DL.',
    },
    { heading: 'Sweeps' },
    {
      text: 'Braces stand for several names: {SM,BASE} for each of its words, {2..36..2} for the numbers from 2 to 36 in steps of 2. Quote them, or the shell takes them for its own.',
    },
    { calls: ["describe 'NL{12..36..12}-{SM,BASE}'", "sweep 'NL{2..36..2}-SM'"] },
    { heading: 'Families' },
    {
      text: 'EL12-DL0 is encoder-only, EL0-DL12 decoder-only; --family makes a model of text one of these. A Vision Transformer is named by its size, the side of its patches in pixels and, where it is another one, that of its images: ViT-S/32, ViT-B/16@384, ViT-S/32-NL24.',
    },
    { terms: VISION_SIZES.map(({ name, shape }) => [`ViT-${name}`, dimensionsOf(shape)]) },
    {
      text: `Where the name does not say, patches are ${PAPER_VISION.patchSize} pixels wide and images ${PAPER_VISION.imageSize}, as in Table 5; EL, DL, SH and SKV do not apply.`,
    },
    { heading: 'Files' },
    {
      text: "A name may also be a file, a folder or a glob of configurations: Hugging Face config.json, Mesh TensorFlow, T5X or flaxformer gin, scaleplan's own JSON; - is standard input. --format says which, where the content does not tell.",
    },
  ];
}

function spellings(size: string): string {
  const own = [...SPELLINGS].filter(
    ([word, meaning]) => meaning.kind === 'size' && meaning.size === size && word !== size,
  );
  const others = [...SIZES_BY_PARAMETERS].filter(([, name]) => name === size);
  return [size, ...own.map(([word]) => word), ...others.map(([word]) => word)].join(', ');
}

function shortOf(code: string): string {
  const words = [...SPELLINGS].filter(
    ([word, meaning]) => meaning.kind === 'knob' && meaning.code === code && word !== code,
  );
  return words.map(([word]) => `; also ${word}`).join('');
}

function switchAlso(code: SwitchCode): string {
  const words = [...SPELLINGS].filter(
    ([word, meaning]) =>
      meaning.kind === 'switches' && meaning.codes.length === 1 && meaning.codes[0] === code && word !== code,
  );
  return words.map(([word]) => `; also ${word}`).join('');
}

function dimensionsOf(shape: (typeof SIZES)[number]['shape']): string {
  const { encoderLayers, decoderLayers, dModel, dFf, dKv, numHeads } = shape;
  const layers = decoderLayers === 0 ? `${encoderLayers}` : `${encoderLayers} + ${decoderLayers}`;
  return `${layers} layers, d_model ${dModel}, d_ff ${dFf}, ${numHeads} heads of ${dKv}`;
}
