import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../support/cases';
import { scaleplan } from '../support/cli';
import { INVOCATIONS } from '../support/invocations';

/** Verbs that answer the same every time. */
const FIXED = ['calibrate', 'audit', 'backtest'];
const SLOW = ['fit', 'suggest', 'sweep'];

describe.each(Object.entries(INVOCATIONS))('%s --json', (verb, invocations) => {
  const schema = JSON.parse(readFileSync(`schemas/${verb}.json`, 'utf8'));
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

  test('is as its published schema says, whatever is asked', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(invocations, async (words) => {
        const { stdout, stderr, exitCode } = await scaleplan([...words, '--json']);
        expect([0, 1, 2], stderr).toContain(exitCode);
        expect(stdout === '').toBe(exitCode === 2);
        if (exitCode === 2) return;
        answered += 1;
        const output = JSON.parse(stdout);
        validate(output);
        expect(validate.errors ?? []).toEqual([]);
        expect(output.command).toBe(verb);
        expect(stdout).toBe(`${JSON.stringify(output, null, 2)}\n`);
      }),
      FIXED.includes(verb) ? { numRuns: 1 } : cases(SLOW.includes(verb) ? 8 : 25),
    );
    // Most of what is generated can be laid out: the property is about answers.
    expect(answered).toBeGreaterThan(0);
  });
});
