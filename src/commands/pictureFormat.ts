import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { type OutputFlags, readOutputPath } from './output';

/**
 * How what a command found can be written: `chart` is the text with the picture below it, `table` the text alone, the
 * others are files for other programs.
 */
export const PICTURE_FORMATS = ['chart', 'table', 'csv', 'json', 'svg', 'html', 'vega-lite'] as const;

export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** How a command prints where nobody says how. */
export type UsualFormat = 'chart' | 'table';

/** The flags of a command whose findings can be written in several ways. */
export interface PictureFlags extends OutputFlags {
  readonly to?: string;
}

/** Endings of files; the longer ones first, since `.vl.json` ends in `.json` too. */
const ENDINGS: readonly (readonly [string, PictureFormat | 'usual'])[] = [
  ['.vl.json', 'vega-lite'],
  ['.json', 'json'],
  ['.csv', 'csv'],
  ['.svg', 'svg'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.txt', 'usual'],
];

/**
 * The format that the flags ask for: `--to`, `--json`, else the ending of the file, else the command's usual one.
 * @throws UserError for a format or an ending that there is none of, and for two formats at once
 */
export function readPictureFormat(
  flags: PictureFlags & { readonly json?: boolean },
  usual: UsualFormat,
): PictureFormat {
  const path = readOutputPath(flags);
  const said = flags.to === undefined ? null : formatNamed(flags.to);
  const ending = path === null ? null : endingOf(path);
  if (flags.json) {
    const other = said ?? ending;
    if (other === null || other === 'json') return 'json';
    throw new UserError('two-formats', { first: '--json', second: said ? `--to ${said}` : `-o ${path}` });
  }
  if (said !== null) {
    checkEnding(said, ending, path);
    return said;
  }
  if (path === null || ending === 'usual') return usual;
  if (ending !== null) return ending;
  const place = wholeOf(path);
  throw new UserError('ending-unknown', { path, formats: ENDINGS.map(([text]) => text) }, place);
}

function checkEnding(
  format: PictureFormat,
  ending: PictureFormat | 'usual' | null,
  path: string | null,
): void {
  if (ending === null || canHold(ending, format)) return;
  throw new UserError('two-formats', { first: `--to ${format}`, second: `-o ${path}` });
}

/** A file of text may hold anything, and a specification of Vega-Lite is JSON. */
function canHold(ending: PictureFormat | 'usual', format: PictureFormat): boolean {
  return ending === 'usual' || ending === format || (ending === 'json' && format === 'vega-lite');
}

function endingOf(path: string): PictureFormat | 'usual' | null {
  return ENDINGS.find(([ending]) => path.toLowerCase().endsWith(ending))?.[1] ?? null;
}

function formatNamed(text: string): PictureFormat {
  const format = PICTURE_FORMATS.find((candidate) => candidate === text.toLowerCase());
  if (format !== undefined) return format;
  const nearest = nearestSpellings(text, PICTURE_FORMATS);
  const place = wholeOf(text);
  throw new UserError('writing-unknown', { format: text, nearest, formats: PICTURE_FORMATS }, place);
}
