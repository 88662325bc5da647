import { backtestVision } from '../evidence/visionBacktest';
import { type Family, familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { PAPER_VISION_RUN } from '../model/vision';
import { formatWhole, significant } from '../units/format';
import { printedValue } from '../units/printed';

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

let speeds: string | null = null;

/** How far the extrapolation is from the only speeds that are printed of Vision Transformers. */
function speedNote(): string {
  if (speeds !== null) return speeds;
  const ratios = backtestVision().rows.map(({ predicted, published }) => predicted / printedValue(published));
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => significant(ratio, 2));
  speeds = `The speed is that of the calibration on T5 models: the four printed in Table 5 are ${least} to ${most} times lower than it makes of them, and the interval is stretched to hold them (\`scaleplan backtest\`).`;
  return speeds;
}

/** What a user should know about how a shape is counted because of its family. */
export function familyNotes(shape: ModelShape): readonly string[] {
  const notes = NOTES[familyOf(shape)];
  return shape.vision === undefined ? notes : [...notes, speedNote()];
}
