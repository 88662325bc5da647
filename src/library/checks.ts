import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';

/** Any object, as somebody gave it. */
export type Given = Readonly<Record<string, unknown>>;

/** @throws UserError `option-kind` for anything but a text */
export function checkText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new UserError('option-kind', { name, expected: 'a text', found: kindOf(value) });
}

/** @throws UserError `option-kind` for anything but an object */
export function checkObject(name: string, value: unknown): Given {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Given;
  throw new UserError('option-kind', { name, expected: 'an object', found: kindOf(value) });
}

/**
 * The object that somebody gave, with known keys alone; those without a value are left out.
 * @throws UserError `option-unknown` with the nearest spelling
 */
export function checkKeys(name: string, value: unknown, known: readonly string[]): Given {
  const given = checkObject(name, value);
  const said = Object.entries(given).filter(([, own]) => own !== undefined);
  const unknown = said.find(([key]) => !known.includes(key));
  if (unknown === undefined) return Object.fromEntries(said);
  const [key] = unknown;
  throw new UserError('option-unknown', { name: key, nearest: nearestSpellings(key, known), names: known });
}

/**
 * A number or a quantity, as the command line has it.
 * @throws UserError `option-kind`
 */
export function amountText(name: string, value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return String(value);
  throw new UserError('option-kind', { name, expected: 'a number or a text', found: kindOf(value) });
}

/** The most items of a list of texts or numbers: as many as two knobs of a grid have values. */
const MOST_ITEMS = 4096;

/**
 * A list of anything, one by one: holes are items too.
 * @throws UserError `option-kind` for a list that is too long to go through
 */
export function checkItems(name: string, list: readonly unknown[], most = MOST_ITEMS): unknown[] {
  if (list.length <= most) return Array.from(list);
  const found = `a list of ${list.length}`;
  throw new UserError('option-kind', { name, expected: `a list of ${most} at most`, found });
}

/**
 * A text or a list of texts.
 * @throws UserError `option-kind`
 */
export function checkTexts(name: string, value: unknown): string[] {
  return (Array.isArray(value) ? checkItems(name, value) : [value]).map((one) => checkText(name, one));
}

/**
 * A list in commas, as the command line has it.
 * @throws UserError `option-kind`
 */
export function listText(name: string, value: unknown): string {
  return checkTexts(name, value).join(',');
}

/**
 * Plain data as JSON, for the readers of files.
 * @throws UserError `option-kind` for what JSON has no words for
 */
export function inJson(name: string, value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new UserError('option-kind', { name, expected: 'plain data', found: 'what JSON cannot say' });
  }
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? 'something else';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  bigint: 'a number',
  boolean: 'true or false',
  object: 'an object',
  function: 'a function',
};
