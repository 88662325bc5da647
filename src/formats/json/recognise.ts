import { nearestSpellings } from '../../problems/nearest';
import { UserError } from '../../problems/problem';
import { looksLikeJson } from '../../text/json';
import type { SourceFile } from '../config';
import { OWN_KEYS } from './ownKeys';
import { parseJson } from './parse';
import { SHAPE_KEYS } from './t5Keys';
import { isTooLarge } from './text';
import type { JsonObject } from './tree';

/** Keys of a shape file that stand in many other files too. */
const COMMON_KEYS = ['name', 'base'];

/** Whether this is a `config.json` of transformers, of T5 or another architecture; also where its JSON is broken. */
export function recognisesHuggingFace(source: SourceFile, root: JsonObject | null): boolean {
  if (root === null) return isBrokenWith(source, /"(?:model_type|d_model|d_ff|d_kv)"\s*:/);
  const { members } = root;
  const shapeKeys = SHAPE_KEYS.filter((key) => members.has(key));
  return members.has('model_type') || members.has('architectures') || shapeKeys.length >= 2;
}

/** Whether this is scaleplan's own JSON, printed or written by hand; also where its JSON is broken. */
export function recognisesOwnShape(source: SourceFile, root: JsonObject | null): boolean {
  if (root === null) return isBrokenWith(source, /"(?:shape|models)"\s*:/);
  const { members } = root;
  if (members.get('shape')?.value.kind === 'object') return true;
  if (members.has('models') && members.has('schemaVersion')) return true;
  return COMMON_KEYS.some((key) => members.has(key)) && [...members.keys()].every(isOwn);
}

function isOwn(key: string): boolean {
  return OWN_KEYS.includes(key) || nearestSpellings(key, OWN_KEYS).length > 0;
}

/** The object that a file is in JSON, or null where it is none or is broken. */
export function rootOf(source: SourceFile): JsonObject | null {
  if (!looksLikeJson(source.text)) return null;
  try {
    const root = parseJson(source);
    return root.kind === 'object' ? root : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** A file that is meant for a reader is its to complain about, but a huge one is none. */
function isBrokenWith(source: SourceFile, key: RegExp): boolean {
  return looksLikeJson(source.text) && !isTooLarge(source) && key.test(source.text);
}
