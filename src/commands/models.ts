import type { ModelShape } from '../model/shape';
import { SIZE_NAMES, type SizeName } from '../model/sizes';
import { formatName } from '../names/format';
import { parseName } from '../names/parse';
import { parseSweep } from '../names/sweep';
import { UserError } from '../problems/problem';

/** The most models that one call takes, names and sweeps together. */
export const MOST_MODELS = 10_000;

/**
 * The shapes that names and sweeps stand for, in their order.
 * @throws UserError for a name that names no model, or for too many of them
 */
export function readModels(names: readonly string[], base: string | undefined): ModelShape[] {
  const size = base === undefined ? undefined : readBase(base);
  const shapes: ModelShape[] = [];
  for (const name of names) {
    shapes.push(...parseSweep(name, { base: size, limit: MOST_MODELS }));
    if (shapes.length > MOST_MODELS) throw new UserError('too-many-models', { limit: MOST_MODELS });
  }
  return shapes;
}

function readBase(text: string): SizeName {
  const name = formatName(parseName(text));
  const size = SIZE_NAMES.find((candidate) => candidate === name);
  if (size !== undefined) return size;
  throw new UserError('base-not-a-size', { sizes: SIZE_NAMES }, { text, start: 0, end: text.length });
}
