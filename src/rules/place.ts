import type { ConfigField } from '../formats/config';
import { DIMENSION_LABELS } from '../model/labels';
import type { Place } from '../problems/problem';
import { printable } from '../problems/quote';
import type { RuleContext } from './context';

/** The target that is read from standard input, and what its places call that file. */
const STANDARD_INPUT = { target: '-', file: 'standard input' };

/** What a budget is spent on, the layers first. */
export const COSTLY_FIELDS = ['encoderLayers', 'decoderLayers', 'dFf', 'dModel'] as const;

/** What fields are called where no file writes them. */
const LABELS: Readonly<Partial<Record<ConfigField, string>>> = DIMENSION_LABELS;

/** The place of the first of these fields that the file writes; null where it writes none, or there is no file. */
export function placeOf(
  { places }: Pick<RuleContext, 'places'>,
  ...fields: readonly ConfigField[]
): Place | null {
  const written = fields.find((field) => places[field] !== undefined);
  return written === undefined ? null : (places[written] as Place);
}

/** What a field is called where it is written: `num_heads`, `encoder/SelfAttention.num_heads`. */
export function keyOf(context: Pick<RuleContext, 'places'>, field: ConfigField): string {
  return writtenKey(context, field) ?? LABELS[field] ?? field;
}

/** The key that the file itself has for a field, or null where it writes none. */
export function writtenKey({ places }: Pick<RuleContext, 'places'>, field: ConfigField): string | null {
  const place = places[field];
  const key = place && /^"?([\w./-]+)"?\s*[:=]/.exec(place.text.slice(place.start, place.end))?.[1];
  return key ?? null;
}

/**
 * Where to change these fields: ` in small.json`, or the file that it includes where that writes them; nothing for a
 * name.
 */
export function inFile(
  { target, isFile, places }: Pick<RuleContext, 'target' | 'isFile' | 'places'>,
  ...fields: readonly ConfigField[]
): string {
  if (!isFile) return '';
  const written = [...new Set(fields.flatMap((field) => places[field]?.file ?? []))];
  const files = (written.length > 0 ? written : [target]).map((file) =>
    isStandardInput(file, target) ? 'the configuration' : printable(file),
  );
  return ` in ${files.join(' and ')}`;
}

function isStandardInput(file: string, target: string): boolean {
  return target === STANDARD_INPUT.target && (file === target || file === STANDARD_INPUT.file);
}
