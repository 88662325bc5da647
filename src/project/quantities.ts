import { placeIn } from '../formats/config';
import { UserError } from '../problems/problem';
import type { AllowedIncrease } from '../rules/context';
import { parseQuantity, type QuantityKind } from '../units/quantity';
import { type Path, valueAt, type Written } from './issues';

const PERCENT = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/;

/** What a configuration may write for an allowed increase. */
export type WrittenIncrease =
  | string
  | number
  | { readonly percent?: number | undefined; readonly absolute?: string | number | undefined };

/**
 * A quantity of the configuration in base units, above 0.
 * @throws UserError at its place
 */
export function readQuantity(
  { source, root }: Written,
  path: Path,
  value: string | number,
  kind: QuantityKind,
): number {
  try {
    return parseQuantity(String(value), { flag: nameOf(path), kind });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const node = valueAt(root, path) ?? root;
    // A text stands between quotes; its escapes move what the place points at, so then it is the whole value.
    const isPlainText = source.text.slice(node.start + 1, node.end - 1) === value;
    const { start, end } =
      isPlainText && error.place
        ? { start: node.start + 1 + error.place.start, end: node.start + 1 + error.place.end }
        : node;
    throw new UserError(error.code, error.details, placeIn(source, start, end));
  }
}

/**
 * An allowed increase: `"5%"`, a quantity, or both. Unlike a budget it may be 0.
 * @throws UserError at its place
 */
export function readIncrease(
  written: Written,
  path: Path,
  value: WrittenIncrease,
  kind: QuantityKind,
): AllowedIncrease {
  if (typeof value !== 'object') {
    const percent = PERCENT.exec(String(value))?.[1];
    return percent === undefined
      ? { absolute: readAbsolute(written, path, value, kind) }
      : { percent: Number(percent) };
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
