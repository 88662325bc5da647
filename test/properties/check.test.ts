import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from '../support/cases';
import { scaleplan } from '../support/cli';
import { INVOCATIONS } from '../support/invocations';

const checks = INVOCATIONS['check'] as fc.Arbitrary<string[]>;

interface Found {
  readonly findings: readonly { readonly severity: string; readonly target: string }[];
  readonly summary: { readonly errors: number; readonly warnings: number; readonly targets: number };
}

test('the exit code is what was found, in every format, and the summary counts it', async () => {
  await fc.assert(
    fc.asyncProperty(
      checks,
      fc.constantFrom('text', 'markdown', 'github', 'sarif', 'junit'),
      async (words, format) => {
        const { stdout, exitCode, stderr } = await scaleplan([...words, '--format', 'json']);
        if (exitCode === 2) {
          expect(stderr).toMatch(/^error: /);
          return;
        }
        const { findings, summary } = JSON.parse(stdout) as Found;
        const count = (severity: string) =>
          findings.filter((finding) => finding.severity === severity).length;
        expect(summary).toMatchObject({ errors: count('error'), warnings: count('warning') });
        const isFailure = summary.errors > 0 || (words.includes('--strict') && summary.warnings > 0);
        expect(exitCode).toBe(isFailure ? 1 : 0);
        const other = await scaleplan([...words, '--format', format]);
        expect(other.exitCode).toBe(exitCode);
      },
    ),
    cases(60),
  );
});

test('a larger budget never finds more', async () => {
  const limits = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }));
  await fc.assert(
    fc.asyncProperty(checks, limits, async (words, [a, b]) => {
      const target = words.slice(1).filter((word) => !word.startsWith('--'))[0] as string;
      const within = async (tflops: number) => {
        const { stdout } = await scaleplan([
          'check',
          target,
          '--budget-flops',
          `${tflops}T`,
          '--format',
          'json',
        ]);
        return (JSON.parse(stdout) as Found).summary.errors;
      };
      expect(await within(Math.max(a, b))).toBeLessThanOrEqual(await within(Math.min(a, b)));
    }),
    cases(25),
  );
});
