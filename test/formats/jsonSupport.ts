import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeCensus } from '../../src/census/census';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { ModelConfig, ReadOptions, SourceFile } from '../../src/formats/config';
import { UserError } from '../../src/problems/problem';

const FOLDER = join(__dirname, '..', 'fixtures', 'json');

/** A file of the fixtures. */
export function fixture(name: string): SourceFile {
  return { name, text: readFileSync(join(FOLDER, name), 'utf8') };
}

/** The keys of a file of the fixtures. */
export function fixtureKeys(name: string): Record<string, unknown> {
  return JSON.parse(fixture(name).text);
}

/** A file with this text, or with this written as JSON. */
export function fileOf(content: unknown, name = 'config.json'): SourceFile {
  return { name, text: typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n` };
}

/** How a test reads: nothing can be included. */
export const OPTIONS: ReadOptions = { include: () => null };

/** A mistake in a file: its code, what it points at, and the line. */
export function mistake(read: (source: SourceFile) => unknown, source: SourceFile) {
  try {
    read(source);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, hint, place } = error;
    if (place?.line === undefined) throw new Error(`'${code}' has no line.`);
    return {
      code,
      message,
      hint,
      file: place.file,
      line: place.line,
      at: place.text.slice(place.start, place.end),
    };
  }
  throw new Error(`${source.name} is taken for a configuration.`);
}

/** Parameters of a model by the census. */
export function parametersOf({ shape }: ModelConfig): number {
  return countParameters(takeCensus(shape, PAPER_WORKLOAD)).total;
}
