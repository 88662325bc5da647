import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('docs/api is what the code makes, without a warning (npm run reference)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scaleplan-reference-'));
  try {
    const args = ['node_modules/typedoc/bin/typedoc', '--options', 'typedoc.json', '--out', folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, warned: /warning|error/i.test(stdout + stderr) }).toEqual({ status: 0, warned: false });
    const made = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readFileSync('docs/api/README.md', 'utf8')).toBe(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
