import { MISFITS, MISFITS_SOURCE, releasedMisfit } from '../evidence/released';
import { type ModelShape, sameShape, type VisionInput } from '../model/shape';
import { formatName } from '../names/format';
import { parseName } from '../names/parse';
import { visionSaidBy } from '../names/vision';
import { UserError } from '../problems/problem';
import { quote } from '../problems/quote';
import type { RuleContext } from './context';
import { inFile, keyOf, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

/** A name that says something else than the numbers, or than the released weights. */
export const NAME_DISAGREES: Rule = defineRule({
  id: 'name-disagrees',
  category: 'evidence',
  defaultSeverity: 'warning',
  families: ['encoder-decoder', 'vit'],
  title: 'the name and the numbers disagree',
  page: {
    what: 'Reads the name of the file, or else of its folder, as a model (small-nl24.json, t5-efficient-base-dl4/config.json) where it holds a size, and compares the dimensions. Names of other families (T5 1.1, mT5, ByT5, ...) are left alone. A released checkpoint whose weights are known not to fit its name is told as such.',
    why: `A run under a wrong name spoils every table that it enters. Of the released checkpoints, ${MISFITS.length} do not fit their names (${MISFITS_SOURCE}).`,
    example:
      "'small-nl24' means NL24-SM, but the file has num_layers 12 (not 24), num_decoder_layers 12 (not 24).",
    mend: 'Rename the file, or mend the dimensions that are listed. Of a checkpoint that does not fit its name, read the shape from its own weights.',
  },
  check: checkName,
});

/** What the grammar of names speaks of. */
const NAMED = [
  'encoderLayers',
  'decoderLayers',
  'dModel',
  'dFf',
  'dKv',
  'numHeads',
  'numMemoryHeads',
  'sharedKv',
] as const;

const OTHER_FAMILIES = /(?<!\d)1[._-]1(?!\d)|mt5|byt5|umt5|long-?t5|switch|flan/i;

function checkName(context: RuleContext): RuleResult[] {
  const claim = readClaim(context);
  if (claim === null) return [];
  const different = context.isFile ? differencesFrom(claim, context) : [];
  const misfit = isCheckpoint(claim.text) ? releasedMisfit(claim.shape) : null;
  if (different.length === 0 && misfit === null) return [];
  const known =
    misfit === null ? '' : `The released weights of ${quote(claim.text)} do not fit their name: ${misfit}.`;
  return [
    {
      message: [disagreement(claim, different), known].filter(Boolean).join(' '),
      hint: hintFor(context, different),
      actual: null,
      limit: null,
      unit: null,
      place: placeOf(context, ...different.map(({ field }) => field)),
    },
  ];
}

/** A number of the file that its name says otherwise. */
interface Difference {
  readonly field: keyof ModelShape;
  /** What the file calls it. */
  readonly key: string;
  readonly actual: number | boolean;
  readonly named: number | boolean;
}

interface Claim {
  readonly text: string;
  readonly shape: ModelShape;
}

/** What the name of the target says that it is; null where it says nothing. */
function readClaim({ target, isFile, shape }: RuleContext): Claim | null {
  if (OTHER_FAMILIES.test(target) || (shape.gatedFf && !shape.tiedEmbedding)) return null;
  const segments = target.split(/[\\/]/).filter(Boolean);
  const [file = '', folder = ''] = [segments.at(-1), segments.at(-2)];
  const words = isFile ? [file.replace(/\.[^.]*$/, ''), folder] : [file];
  return words.map(claimOf).find((claim) => claim !== null) ?? null;
}

function claimOf(text: string): Claim | null {
  const shape = shapeOf(text, 'TINY');
  // Where the size that stands in for a missing one shows, the text has none of its own.
  if (shape === null || !sameShape(shape, shapeOf(text, 'XXXL') as ModelShape)) return null;
  return { text, shape };
}

function shapeOf(text: string, base: 'TINY' | 'XXXL'): ModelShape | null {
  try {
    return parseName(text, { base });
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function isCheckpoint(text: string): boolean {
  return /t5[ _-]*efficient/i.test(text);
}

function differencesFrom({ text, shape: named }: Claim, context: RuleContext): Difference[] {
  const { shape } = context;
  const dimensions = NAMED.filter((field) => shape[field] !== named[field]).map((field) => ({
    field,
    key: keyOf(context, field),
    actual: shape[field],
    named: named[field],
  }));
  return shape.vision === undefined ? dimensions : [...dimensions, ...unlikeSeen(text, shape.vision)];
}

/** Where the file sees otherwise than its name says; what the name leaves open is no claim. */
function unlikeSeen(text: string, seen: VisionInput): Difference[] {
  const said = Object.entries(visionSaidBy(text)) as [keyof VisionInput, number][];
  return said
    .filter(([key, pixels]) => seen[key] !== pixels)
    .map(([key, pixels]) => ({ field: 'vision', key, actual: seen[key], named: pixels }));
}

function disagreement({ text, shape }: Claim, different: readonly Difference[]): string {
  if (different.length === 0) return '';
  const listed = different.map(({ key, actual, named }) => `${key} ${actual} (not ${named})`).join(', ');
  return `${quote(text)} means ${formatName(shape) ?? 'another shape'}, but the file has ${listed}.`;
}

function hintFor(context: RuleContext, different: readonly Difference[]): string {
  if (different.length === 0)
    return 'Read the shape from the weights themselves before comparing with this checkpoint.';
  const name = formatName(context.shape);
  const rename = name === null ? 'Rename the file' : `Rename the file after ${name}`;
  const keys = different.map(({ key }) => key).join(', ');
  return `${rename}, or mend ${keys}${inFile(context, ...different.map(({ field }) => field))}.`;
}
