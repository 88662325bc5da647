import type { Files } from '../files/files';
import type { SourceFile } from '../formats/config';
import { parseName } from '../names/parse';
import { LONGEST_TEXT } from '../names/problems';
import { UserError } from '../problems/problem';

/** The files that a word of the command line stands for, and the folder or glob that they were found in. */
export interface FoundPaths {
  readonly paths: readonly string[];
  readonly foundIn?: string;
}

/** `NL24-ViT-S/32`, `VTI-S/32`, `ViT-NL24-S/32`: a slash before the pixels of a patch is no folder's. */
const PATCH =
  /^(?:[^/]*[^a-z/])?(?:vit[ _-]*(?:(?:[a-z]{1,4}\d{1,9}k?[ _-]*|[a-z]{2,4}[ _-]+){0,9}[a-z]{0,5}|\{[^/]*\})|v[a-z]{1,3}[ _-]+[a-z]{1,5}) *\/ *[\d{][^/]*$/i;

const GLOB = /[*?[]/;

/** Whether a word is a glob. */
export function isGlob(word: string): boolean {
  return GLOB.test(word);
}

/**
 * The files that a word stands for, or null where it is a name. A word that is written like a path is one; a name that is
 * a file or folder here too stays a name, or is refused where that would hide a file (`refusesAmbiguity`).
 * @throws UserError where a path leads nowhere
 */
export async function findPaths(
  word: string,
  files: Files,
  refusesAmbiguity: boolean,
): Promise<FoundPaths | null> {
  if (word === '-') return { paths: [word] };
  const kind = kindOf(word, files);
  if (isMeantAsName(word, kind)) {
    if (refusesAmbiguity && kind !== null && word.trim() !== '')
      throw new UserError('name-or-path', { word, kind });
    return null;
  }
  if (kind === 'file') return { paths: [word] };
  if (kind === 'folder') return { paths: await configurationsIn(word, files), foundIn: word };
  if (GLOB.test(word)) return { paths: await configurationsIn(word, files), foundIn: folderOf(word) };
  throw new UserError('file-missing', { path: word });
}

/** What is here under the word; a name without a slash needs nothing here, not even a folder that may be searched. */
function kindOf(word: string, files: Files): ReturnType<Files['kindOf']> {
  try {
    return files.kindOf(word);
  } catch (error) {
    if (word.includes('/') || !isName(word)) throw error;
    return null;
  }
}

/** What is written like a path is one; so is what has a slash and is here, though checkpoints' names have one slash too. */
function isMeantAsName(word: string, kind: 'file' | 'folder' | null): boolean {
  if (word.trim() === '') return true;
  if (/^\.{0,2}\/|\.(?:json|gin)$/i.test(word) || GLOB.test(word)) return false;
  if (isName(word)) return kind === null || !word.includes('/');
  return kind === null && (!word.includes('/') || (word.length <= LONGEST_TEXT && PATCH.test(word)));
}

/** The folder that a glob starts from. */
function folderOf(glob: string): string {
  return glob.slice(0, glob.search(GLOB)).replace(/[^/]*$/, '') || '.';
}

function isName(word: string): boolean {
  try {
    parseName(word);
    return true;
  } catch {
    // A sweep: its own reader says what is wrong with it.
    return /[{}]/.test(word);
  }
}

/**
 * A folder or glob may hold other files too: what is readable and no model configuration is passed over, as are files too
 * large or no text. What cannot be parsed may be a configuration that broke: its reader says so.
 */
async function configurationsIn(pattern: string, files: Files): Promise<string[]> {
  const { looksLikeGin } = await import('../formats/gin/looksLike');
  const { recogniseFormat } = await import('../formats/read');
  const isTarget = (path: string) => {
    const source = readOrNull(path, files);
    if (source === null) return false;
    if (recogniseFormat(source, files.include) !== null) return true;
    return path.endsWith('.gin') ? !looksLikeGin(source.text) : !isJson(source.text);
  };
  const paths = (await files.list(pattern)).filter(isTarget);
  if (paths.length === 0) throw new UserError('no-files', { pattern });
  return paths;
}

function readOrNull(path: string, files: Files): SourceFile | null {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
