import { type Family, familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { PAPER_VISION_RUN } from '../model/vision';
import type { Calibration } from '../steptime/calibration';
import { formatWhole, significant } from '../units/format';
import { SLOWER_VISION_STEPS } from './visionSpeeds';

const UNMEASURED =
  'The paper names it and measures none: the nearest published row is of an encoder-decoder.';

/** How a model of each family is read, counted and trained, where that is a choice of scaleplan's. */
const NOTES: Readonly<Record<Family, readonly string[]>> = {
  'encoder-decoder': [],
  'encoder-only': [
    'A Bert-like model in the style of T5 (RMS norms, relative-position bias): logits on all S positions, as of a masked language model.',
    UNMEASURED,
  ],
  'decoder-only': [
    'A GPT-like model in the style of T5 (RMS norms, relative-position bias): it reads inputs and targets as one sequence of S + T tokens, with logits on all of them (Raffel et al. 2019, section 3.2.3).',
    UNMEASURED,
  ],
  vit: [
    'Counted are matrix products alone, as in Table 5: norms and biases add no multiply-accumulates.',
    `The optimizer slots are the two moments of Adam, and ${formatWhole(PAPER_VISION_RUN.sequences)} images a step the default (Dosovitskiy et al. 2020): the paper itself says only that the batch is the same in all rows of Table 5.`,
  ],
};

/** How far the extrapolation is from the only speeds that are printed of Vision Transformers. */
function speedNote(): string {
  const { least, most } = SLOWER_VISION_STEPS;
  return `The speed is that of a calibration without Vision Transformers: the four printed in Table 5 are ${significant(least, 2)} to ${significant(most, 2)} times lower than the one on T5 models makes of them, and the interval is stretched as to hold them (\`scaleplan backtest\`).`;
}

/** The paper's calibration has measured encoder-decoders alone; what that means for the speeds of the other families of text. */
const UNMEASURED_SPEED =
  "Its speed has no printed one to be held against. Its blocks are those of the measured encoder-decoders and only their mixture is another, which the interval allows for, so it is not stretched as a Vision Transformer's is: take it for a guess all the same.";

/**
 * What a user should know about how a shape is counted because of its family, and about its speed where the calibration
 * has measured none of it.
 */
export function familyNotes(
  shape: ModelShape,
  { measured }: Pick<Calibration, 'measured'>,
): readonly string[] {
  const family = familyOf(shape);
  const notes = NOTES[family];
  if (measured.families.includes(family)) return notes;
  return [...notes, family === 'vit' ? speedNote() : UNMEASURED_SPEED];
}
