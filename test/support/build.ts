import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = ['dist/start.cjs', 'dist/scaleplan.cjs', 'dist/searchWorker.cjs', 'dist/index.d.cts'];

/** Builds the program and the library once, before any test that runs them, where `npm test` has not done so. */
export function setup(): void {
  if (BUILT.every((path) => existsSync(join(ROOT, path)))) return;
  for (const script of ['scripts/build.mjs', 'scripts/library.mjs']) {
    execFileSync(process.execPath, [script], { cwd: ROOT });
  }
}
