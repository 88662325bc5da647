import type { ConfigField } from '../formats/config';
import type { Place } from '../problems/problem';
import { printable } from '../problems/quote';
import type { RuleContext } from './context';

/** The place of the first of these fields that the file writes; null where it writes none, or there is no file. */
export function placeOf(
  { places }: Pick<RuleContext, 'places'>,
  ...fields: readonly ConfigField[]
): Place | null {
  const written = fields.find((field) => places[field] !== undefined);
  return written === undefined ? null : (places[written] as Place);
}

/** Where to change the model: ` in small.json`, or nothing for a name. */
export function inFile({ target, isFile }: Pick<RuleContext, 'target' | 'isFile'>): string {
  return isFile ? ` in ${printable(target)}` : '';
}
