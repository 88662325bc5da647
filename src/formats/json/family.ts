import { UserError } from '../../problems/problem';
import type { SourceFile } from '../config';
import { openingOf, placeOf, readText } from './fields';
import { FAMILIES, type Family } from './t5Keys';
import type { JsonObject, JsonValue, Span } from './tree';

/** Heads on the encoder alone, such as T5EncoderModel. */
const ENCODER_ONLY = /(?:EncoderModel|TokenClassification)$/;

const OWN_KEYS = ['d_model', 'd_ff', 'd_kv'];

/**
 * The relative of T5 that a `config.json` describes. Old files of T5 do not say; they are known by their own keys.
 * @throws UserError naming what a file of another architecture describes
 */
export function familyOf(source: SourceFile, root: JsonObject): Family {
  const named = familyNamed(source, root);
  if (named !== null) checkClasses(source, root, named);
  const family = named ?? familyOfClasses(source, root);
  if (family === null && !OWN_KEYS.some((key) => root.members.has(key))) {
    const details = { field: 'model_type', format: 'Hugging Face' };
    throw new UserError('config-missing-field', details, openingOf(source, root));
  }
  checkHasDecoder(source, root);
  return family ?? (FAMILIES[0] as Family);
}

function familyNamed(source: SourceFile, { members }: JsonObject): Family | null {
  const member = members.get('model_type');
  if (member === undefined) return null;
  const found = readText(source, member);
  const family = FAMILIES.find(({ modelType }) => modelType === found);
  if (family === undefined) throw otherArchitecture(source, found, member.value);
  return family;
}

/** The classes of mT5 are those of T5 by another name. */
function sameClasses(a: Family, b: Family): boolean {
  const own = ['t5', 'mt5'];
  return a === b || (own.includes(a.modelType) && own.includes(b.modelType));
}

/** A class with a name of its own is taken for what it says it is, as far as that is a T5. */
function checkClasses(source: SourceFile, root: JsonObject, family: Family): void {
  for (const { name, value } of classesOf(root)) {
    const found = FAMILIES.find(({ classPrefix }) => startsWithFamily(name, classPrefix));
    const isSame = found === undefined ? name.includes('T5') : sameClasses(found, family);
    if (!isSame) throw otherArchitecture(source, name, value);
  }
}

function familyOfClasses(source: SourceFile, root: JsonObject): Family | null {
  const [first] = classesOf(root);
  if (first === undefined) return null;
  const family = FAMILIES.find(({ classPrefix }) => startsWithFamily(first.name, classPrefix));
  if (family === undefined) throw otherArchitecture(source, first.name, first.value);
  return family;
}

function checkHasDecoder(source: SourceFile, root: JsonObject): void {
  const encoderOnly = classesOf(root).find(({ name }) => ENCODER_ONLY.test(name));
  if (encoderOnly !== undefined) throw otherArchitecture(source, encoderOnly.name, encoderOnly.value);
  const isBoth = root.members.get('is_encoder_decoder');
  if (isBoth === undefined || scalar(isBoth.value) !== false) return;
  throw otherArchitecture(source, 'is_encoder_decoder: false', isBoth);
}

function otherArchitecture(source: SourceFile, found: string, span: Span): UserError {
  return new UserError('config-other-architecture', { found }, placeOf(source, span));
}

function classesOf({ members }: JsonObject): { name: string; value: JsonValue }[] {
  const value = members.get('architectures')?.value;
  const elements = value?.kind === 'array' ? value.elements : [];
  return elements.flatMap((element) => {
    const name = scalar(element);
    return typeof name === 'string' ? [{ name, value: element }] : [];
  });
}

function startsWithFamily(className: string, prefix: string): boolean {
  return className.startsWith(prefix) && /^[A-Z]/.test(className.slice(prefix.length));
}

function scalar(value: JsonValue): unknown {
  return value.kind === 'scalar' ? value.value : undefined;
}
