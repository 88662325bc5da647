import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { RULE_IDS, RULES } from '../../src/rules/registry';
import { explainRule, runRules } from '../../src/rules/run';
import { estimateOf } from '../support/settings';
import { shapesFor } from '../support/shapes';
import { contextOf, messageOf } from './support';

describe('runRules', () => {
  const context = contextOf('NL48-BASE', { budget: { flops: 11e12 } });

  test('gives each rule its own severity: limits and fit are errors, the rest warnings', () => {
    for (const { category, defaultSeverity } of RULES) {
      expect(defaultSeverity).toBe(category === 'budget' || category === 'fit' ? 'error' : 'warning');
    }
    const findings = runRules(context).map(({ ruleId, severity }) => [ruleId, severity]);
    expect(findings).toEqual([
      ['budget-flops', 'error'],
      ['too-deep', 'warning'],
    ]);
  });

  test('takes severities from the user, and leaves out what is off', () => {
    const severities = { 'budget-flops': 'warning', 'too-deep': 'error' } as const;
    expect(runRules(context, severities).map(({ severity }) => severity)).toEqual(['warning', 'error']);
    expect(runRules(context, { ...severities, 'budget-flops': 'off' }).map(({ ruleId }) => ruleId)).toEqual([
      'too-deep',
    ]);
  });

  test('gives the same findings twice', () => {
    expect(runRules(context)).toEqual(runRules(context));
  });

  test('never throws, and says numbers only, of any shape in any setting', () => {
    const parallelism = fc.constantFrom<number | 'default' | 'auto'>(1, 2, 4, 8, 32, 'default', 'auto');
    const baseline = estimateOf('BASE');
    const everything = (amount: number) => ({
      flops: amount,
      parameters: amount,
      minStepsPerSecond: amount,
      trainFlops: amount,
      hours: amount,
      usd: amount,
      memoryBytes: amount,
    });
    const allowed = Object.fromEntries(
      Object.keys(everything(1)).map((key) => [key, { percent: 5, absolute: 1 }]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 8).chain(shapesFor),
        parallelism,
        fc.constantFrom(4, 16, 64, 1024),
        fc.integer({ min: 1, max: 300 }),
        (shape, modelParallelism, chips, sequences) => {
          const run = { modelParallelism, chips, workload: { sequences } };
          const budget = everything(10);
          const random = contextOf(shape, { run, budget, baseline, allowed });
          const findings = runRules(random);
          if (random.model === null) expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
          for (const { message, hint, ruleId } of findings) {
            expect(RULE_IDS).toContain(ruleId);
            expect(`${message} ${hint}`).not.toMatch(/undefined|NaN|Infinity|\[object/);
            expect(message).toMatch(/^\S.*\.$/s);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('explainRule', () => {
  test.each(RULES)('$id has a page', ({ id, title }) => {
    const page = explainRule(id);
    expect(page.startsWith(`${id}: ${title}\n`)).toBe(true);
    for (const heading of ['What it checks', 'Why', 'Example', 'How to mend it', 'How to switch it off']) {
      expect(page).toMatch(new RegExp(`^${heading}\\n\\S.{20,}`, 'm'));
    }
    expect(page).toContain(`"rules": {"${id}": "off"}`);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  test('ids are unique, and of words', () => {
    expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
    for (const id of RULE_IDS) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  test('of an unknown rule names the nearest', () => {
    const mistake = caught(() => explainRule('too-deap'));
    expect(mistake).toMatchObject({ code: 'project-unknown-rule', hint: 'Did you mean too-deep?' });
    expect(caught(() => explainRule('x')).hint).toContain('Rules: budget-flops, ');
  });

  test('the examples of pages are what the rules say', () => {
    expect(explainRule('wide-where-narrow')).toContain(runRules(contextOf('BASE'))[0]?.message);
    expect(explainRule('misaligned')).toContain(runRules(contextOf('DM700-BASE'))[0]?.message);
    expect(explainRule('far-from-evidence')).toContain(
      messageOf('far-from-evidence', contextOf('FF16K-BASE')),
    );
    expect(explainRule('inefficient-feed-forward')).toContain(runRules(contextOf('FF9K-BASE'))[0]?.message);
    expect(explainRule('inefficient-d-model')).toContain(runRules(contextOf('DM2K-LG'))[0]?.message);
    expect(explainRule('inefficient-key-size')).toContain(runRules(contextOf('KV32-BASE'))[0]?.message);
    expect(explainRule('unstudied-imbalance')).toContain(runRules(contextOf('EL36-DL2-SM'))[0]?.message);
    expect(explainRule('too-deep')).toContain(runRules(contextOf('EL48-SM'))[0]?.message);
    const unfit = contextOf('XL', { run: { modelParallelism: 1 } });
    expect(explainRule('does-not-fit')).toContain(messageOf('does-not-fit', unfit));
    const small = contextOf('SM', { run: { chips: 32 } });
    expect(explainRule('extrapolated-speed')).toContain(messageOf('extrapolated-speed', small));
  });
});

function caught(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
