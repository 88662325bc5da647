import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// A test file that cannot load has no test that fails, and Stryker would take the mutant for one that survives.
test('the modules of the mutated room load', async () => {
  const room = join(import.meta.dirname, '../../src', process.env['MUTATED_ROOM'] ?? 'plan');
  for (const file of readdirSync(room)) expect(await import(join(room, file))).toBeDefined();
});
