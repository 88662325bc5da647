import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEEPEST_OF_XL_AND_WIDER, DEPTH_CONVERGES } from '../src/evidence/depthLimits';
import { statementNamed } from '../src/evidence/statements';

const ROOT = join(import.meta.dirname, '..');

/** Calls the built program, then tells on standard error which files it loaded. */
const TELL_LOADED = `
const { start } = require('./dist/scaleplan.cjs');
process.argv.splice(1, 0, 'scaleplan');
start(process).then(() => console.error(JSON.stringify(Object.keys(require.cache))));
`;

function loadedBy(...args: readonly string[]): string[] {
  const { stderr, status } = spawnSync(process.execPath, ['-e', TELL_LOADED, '--', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return (JSON.parse(stderr) as string[]).map((path) => basename(path, '.cjs')).sort();
}

describe('a call loads what it needs, since an engine compiles what it loads', () => {
  it('the version: neither commander nor models', () => {
    expect(loadedBy('--version')).toEqual(['scaleplan']);
  });

  it('JSON: no tables', () => {
    expect(loadedBy('describe', 'NL24-SM', '--json')).toEqual(['models', 'program', 'scaleplan']);
    expect(loadedBy('compare', 'base', 'small-24L', '--json')).not.toContain('tables');
    expect(loadedBy('suggest', '--budget-flops', '11T', '--json')).not.toContain('tables');
  });

  it('a table: the tables, and nothing that other commands share', () => {
    const loaded = loadedBy('compare', 'base', 'small-24L');
    expect(loaded).toContain('tables');
    expect(loaded).not.toContain('shared');
    expect(loadedBy('suggest', '--budget-flops', '11T')).not.toContain('shared');
  });
});

it('the limits of depth, kept apart from the text for that, are those of the text', () => {
  expect(`${DEPTH_CONVERGES.from} to ${DEPTH_CONVERGES.to}`).toBe(statementNamed('convergence').printed);
  expect(String(DEEPEST_OF_XL_AND_WIDER)).toBe(statementNamed('xl-depth').printed);
});
