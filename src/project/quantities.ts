import { tellAt, wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import type { AllowedIncrease } from '../rules/context';
import { placeIn } from '../text/place';
import { parseQuantity, type QuantityKind, type QuantityOptions } from '../units/quantity';
import { type Path, valueAt, type Written } from './issues';

const PERCENT = /^(\d+(?:\.\d+)?)\s*%$/;

/** What a configuration may write for an allowed increase. */
type WrittenIncrease =
  | string
  | number
  | { readonly percent?: number | undefined; readonly absolute?: string | number | undefined };

/**
 * A quantity of the configuration in base units, above 0.
 * @throws UserError at its place
 */
export function readQuantity(
  written: Written,
  path: Path,
  value: string | number,
  kind: QuantityKind,
): number {
  return readText(written, path, value, (text) => parseQuantity(text, { flag: nameOf(path), kind }));
}

/** What a text of the configuration means, or its mistake at its place. */
function readText<Meaning>(
  { source, root }: Written,
  path: Path,
  value: string | number,
  parse: (text: string) => Meaning,
): Meaning {
  const node = valueAt(root, path) ?? root;
  // A text stands between quotes; its escapes move what the place points at, so then it is the whole value.
  const isPlainText = source.text.slice(node.start + 1, node.end - 1) === value;
  return tellAt(
    ({ place }) => {
      const part = isPlainText && place ? moved(place, node.start + 1) : node;
      return placeIn(source, part.start, part.end);
    },
    () => parse(String(value)),
  );
}

function moved({ start, end }: Pick<Place, 'start' | 'end'>, by: number): { start: number; end: number } {
  return { start: start + by, end: end + by };
}

/**
 * An allowed increase as text: `5%`, a quantity, or both with a comma (`5%,1T`): then both hold. Unlike a budget it may
 * be 0.
 * @throws UserError with the place in the text
 */
export function parseIncrease(text: string, options: QuantityOptions): AllowedIncrease {
  let increase: AllowedIncrease = {};
  let start = 0;
  for (const part of text.split(',')) {
    const bound = parseBound(text, start, part, options);
    if (Object.keys(bound).some((name) => Object.hasOwn(increase, name))) {
      throw new UserError('increase-twice', { flag: options.flag }, wholeOf(text));
    }
    increase = { ...increase, ...bound };
    start += part.length + 1;
  }
  return increase;
}

/** One of the parts between commas, which begins at `start`. */
function parseBound(text: string, start: number, part: string, options: QuantityOptions): AllowedIncrease {
  const word = part.trim();
  const percent = PERCENT.exec(word)?.[1];
  if (percent !== undefined) return { percent: Number(percent) };
  if (word === '0') return { absolute: 0 };
  return tellAt(
    ({ place }) => place && { text, ...moved(place, start + part.indexOf(word)) },
    () => ({ absolute: parseQuantity(word, options) }),
  );
}

/**
 * An allowed increase of the configuration, as text or in parts.
 * @throws UserError at its place
 */
export function readIncrease(
  written: Written,
  path: Path,
  value: WrittenIncrease,
  kind: QuantityKind,
): AllowedIncrease {
  if (typeof value !== 'object') {
    return readText(written, path, value, (text) => parseIncrease(text, { flag: nameOf(path), kind }));
  }
  const { percent, absolute } = value;
  if (percent === undefined && absolute === undefined) {
    throw badValue(written, path, '"percent", "absolute" or both into it');
  }
  if (percent !== undefined && percent < 0) {
    throw badValue(written, [...path, 'percent'], 'a percentage of 0 or more');
  }
  return {
    ...(percent === undefined ? {} : { percent }),
    ...(absolute === undefined
      ? {}
      : { absolute: readAbsolute(written, [...path, 'absolute'], absolute, kind) }),
  };
}

function readAbsolute(written: Written, path: Path, value: string | number, kind: QuantityKind): number {
  return String(value).trim() === '0' ? 0 : readQuantity(written, path, value, kind);
}

function badValue({ source, root }: Written, path: Path, expected: string): UserError {
  const { start, end } = valueAt(root, path) ?? root;
  const value = source.text.slice(start, end);
  return new UserError(
    'project-bad-value',
    { key: nameOf(path), value, expected },
    placeIn(source, start, end),
  );
}

/** The key of a value; of `absolute` the cost that it limits. */
function nameOf(path: Path): string {
  return String(path.at(-1) === 'absolute' ? path.at(-2) : path.at(-1));
}
