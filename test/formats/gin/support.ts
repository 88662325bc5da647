import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { takeCensus } from '../../../src/census/census';
import { countParameters } from '../../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../../src/census/workload';
import type { ModelConfig, SourceFile } from '../../../src/formats/config';
import { UserError } from '../../../src/problems/problem';

const FIXTURES = join(__dirname, '../../fixtures/gin');

/** The gin files of the fixtures by their paths. */
export const SAMPLES: ReadonlyMap<string, string> = new Map(
  readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.gin'))
    .map((path) => [path, readFileSync(join(FIXTURES, path), 'utf8')]),
);

/** A sample of the fixtures. */
export function sample(name: string): SourceFile {
  return { name, text: SAMPLES.get(name) as string };
}

/** Includes from these files by name, and from nowhere else. */
export function includeFrom(files: Readonly<Record<string, string>> = Object.fromEntries(SAMPLES)) {
  return (path: string): SourceFile | null => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? null : { name: path, text };
  };
}

/** The exact number of parameters of a model that was read. */
export function parametersOf({ shape }: ModelConfig): number {
  return countParameters(takeCensus(shape, PAPER_WORKLOAD)).total;
}

/** The error that reading ends with. */
export function errorOf(read: () => unknown): UserError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error('no error was thrown');
}

/** An error as code, line and the marked text. */
export function brief(error: UserError): string {
  const { line, text = '', start = 0, end = 0, file } = error.place ?? {};
  return `${error.code} ${file}:${line} ${text.slice(start, end)}`;
}
