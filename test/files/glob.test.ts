import { describe, expect, test } from 'vitest';
import { checkGlob } from '../../src/files/glob';
import { UserError } from '../../src/problems/problem';
import { readProjectConfig } from '../../src/project/config';
import { scaleplan, unwrapped } from '../support/cli';

function mistakeOf(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const REFUSED: readonly (readonly [glob: string, what: string])[] = [
  ['{a,b}'.repeat(24_000), '1024 characters'],
  [`${'?'.repeat(60_000)}.json`, '1024 characters'],
  [`${'a*'.repeat(30)}b`, '3 stars between two slashes'],
  ['configs/{*a,*b}{*c,*d}', '3 stars between two slashes'],
  ['**/a/**/a/**/a/**/b', '3 double stars'],
];

describe('a glob', () => {
  test.each(['*.json', 'configs/**/*.{json,gin}', 'a*/b*/c*/d*/*', '*-v*-*.json', 'x?[ab]{c,d}/*'])(
    '%s is matched',
    (glob) => {
      expect(() => checkGlob(glob)).not.toThrow();
    },
  );

  test.each(REFUSED)('%.30s is refused', async (glob, what) => {
    const { code, message } = mistakeOf(() => checkGlob(glob));
    expect(code).toBe('glob-too-complex');
    expect(message).toContain(`more than ${what}.`);
    const { stdout, stderr, exitCode } = await scaleplan(['describe', `${glob}*`]);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(unwrapped(stderr)).toContain('is a glob with more than');
  });

  test('of a project is refused where it stands', () => {
    const text = '{"targets": [\n{"files": ["a.json", "a*a*a*a*b"]}]}';
    const { code, place } = mistakeOf(() => readProjectConfig({ name: 'scaleplan.config.json', text }));
    expect(code).toBe('glob-too-complex');
    expect(place).toMatchObject({ line: 2, start: 21, end: 32 });
  });
});
