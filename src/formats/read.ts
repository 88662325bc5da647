import { UserError } from '../problems/problem';
import { looksLikeJson } from '../text/json';
import { placeIn } from '../text/place';
import { FORMAT_NAMES, type FormatName, type ModelConfig, type ReadOptions, type SourceFile } from './config';
import * as flaxformer from './flaxformer';
import { loadGin } from './gin/config';
import { hasIncludes, looksLikeGin } from './gin/looksLike';
import { refuseMissingIncludes } from './gin/reading';
import { readHuggingFace } from './huggingFace';
import { parseJson } from './json/parse';
import { recognisesHuggingFace, recognisesOwnShape, rootOf } from './json/recognise';
import { checkText, isTooLarge } from './json/text';
import type { JsonObject } from './json/tree';
import * as meshTf from './meshTf';
import { readOwnShape } from './ownShape';
import * as t5x from './t5x';

/** A format: whether a file looks like it, and how it is read. */
interface Format {
  readonly recognises: (source: SourceFile, root: JsonObject | null) => boolean;
  readonly read: (source: SourceFile, options: ReadOptions) => ModelConfig;
}

/** In the order in which they are tried: what names a library outright stands before what only has its macros. */
const FORMATS: Readonly<Record<FormatName, Format>> = {
  scaleplan: { recognises: recognisesOwnShape, read: readOwnShape },
  hf: { recognises: recognisesHuggingFace, read: readHuggingFace },
  t5x: { recognises: gin(t5x.recognises), read: t5x.readT5x },
  flaxformer: { recognises: gin(flaxformer.recognises), read: flaxformer.readFlaxformer },
  'mesh-tf': { recognises: gin(meshTf.recognises), read: meshTf.readMeshTf },
};

/** A text of another kind may speak of a library too; only gin is read as gin. */
function gin(recognises: (source: SourceFile) => boolean): Format['recognises'] {
  return (source) => looksLikeGin(source.text) && !isTooLarge(source) && recognises(source);
}

/**
 * What a file is by its content, else by that of the files which it includes, or null where it is no model configuration.
 * A broken file can be recognised too.
 */
export function recogniseFormat(
  source: SourceFile,
  include: ReadOptions['include'] = () => null,
): FormatName | null {
  const names = Object.keys(FORMATS) as FormatName[];
  const known = (...texts: SourceFile[]) => {
    const roots = texts.map((text) => ({ text, root: rootOf(text) }));
    return names.find((name) => roots.some(({ text, root }) => FORMATS[name].recognises(text, root))) ?? null;
  };
  const own = known(source);
  if (own !== null || !includesFiles(source)) return own;
  try {
    return known(...loadGin(source, include).sources);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function includesFiles(source: SourceFile): boolean {
  return looksLikeGin(source.text) && !isTooLarge(source) && hasIncludes(source.text);
}

/**
 * The model that a configuration file describes, in the format that the user names, else in the one that it looks like.
 * @throws UserError with file and line, for anything that is no whole and unambiguous configuration
 */
export function readConfig(source: SourceFile, options: ReadOptions): ModelConfig {
  checkText(source);
  const format = options.format ?? recogniseFormat(source, options.include);
  if (format !== null) return FORMATS[format].read(source, options);
  // A syntax error, or an include that fails, says more than that the file is unknown.
  if (looksLikeJson(source.text)) parseJson(source);
  if (includesFiles(source)) refuseMissingIncludes({ config: loadGin(source, options.include) });
  const start = source.text.search(/\S/);
  throw new UserError('config-unrecognised', { formats: FORMAT_NAMES }, placeIn(source, start, start + 1));
}
