import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of files in a folder of the repository, by path from it, in a fixed order. The program runs from its top. */
export function textsIn(folder: string, ending: RegExp): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Files longer than this are no seeds: a mutation would be lost in them. */
const LONGEST_SEED = 8000;

/** The configuration files of the fixtures. */
export const CONFIGURATIONS: readonly string[] = [
  ...textsIn('test/fixtures/json', /\.json$/).values(),
  ...textsIn('test/fixtures/export', /\.(?:txt|gin)$/).values(),
].filter(({ length }) => length <= LONGEST_SEED);

/** The gin files of the fixtures by the path that includes name them by. */
export const GIN_FILES: ReadonlyMap<string, string> = textsIn('test/fixtures/gin', /\.gin$/);

/** The tables that the documentation shows. */
export const TABLES: readonly string[] = [...textsIn('docs/examples', /\.csv$/).values()];

/** The command lines of the transcripts, each as its words; what a shell would make of the rest is left out. */
export const COMMAND_LINES: readonly (readonly string[])[] = [
  ...new Set([...textsIn('test/transcripts', /\.md$/).values()].flatMap(commandLinesIn)),
].map(wordsOf);

function commandLinesIn(document: string): string[] {
  return [...document.matchAll(/^\$ scaleplan ([^\n|<>;&`]+)$/gm)].map(([, words = '']) => words);
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}
