import { describe, expect, test } from 'vitest';
import {
  claimOfDiscordance,
  claimOfEfficiency,
  claimOfInefficiency,
} from '../../../src/evidence/audit/frontier';

const STATEMENT = { group: 'Table 4', subject: 'frontier', printed: 'inefficient', note: null };
const COMPUTE = { table: 'Table 4', costs: ['parameters', 'tflops'], rates: ['stepsPerSecond'] };
const ASPECTS = { ...COMPUTE, scores: ['glue', 'superGlue', 'squad'] };

describe('a model is inefficient', () => {
  const inefficiency = (model: string, more: object = {}) =>
    claimOfInefficiency(STATEMENT, { kind: 'outdone', model, ...ASPECTS, ...more });

  test.each([
    ['Base', 'holds', 9],
    ['Large', 'possible', 4],
    ['Small 24L', 'possible', 6],
  ] as const)('%s: %s, outdone in %d of 9 pairs', (model, verdict, pairs) => {
    const { computed, ...claim } = inefficiency(model);
    expect(claim.verdict).toBe(verdict);
    expect(computed).toMatch(new RegExp(`^outdone in ${pairs} of 9 pairs`));
  });

  test('where one row outdoes it in every pair, not where a dearer one does', () => {
    expect(inefficiency('Base', { scores: ['glue'], by: ['Small 16L'] }).verdict).toBe('holds');
    const dearer = inefficiency('Base', { scores: ['glue'], rates: [], by: ['Large'] });
    expect(dearer).toMatchObject({
      verdict: 'possible',
      computed: expect.stringMatching(/^outdone in 0 of 2/),
    });
    expect(dearer.explanation).toMatch(/^not in #Params with GLUE, #TFlops with GLUE; /);
  });

  test('no row outdoes itself or its equal', () => {
    expect(inefficiency('Base', { by: ['Base'] }).computed).toMatch(/^outdone in 0/);
  });
});

test('a model that is outdone everywhere is efficient nowhere', () => {
  const efficiency = (models: string[]) =>
    claimOfEfficiency(STATEMENT, { kind: 'efficient', models, ...ASPECTS });
  expect(efficiency(['Base'])).toMatchObject({ computed: '0 of 1 alternatives', verdict: 'does not hold' });
  expect(efficiency(['Large', 'Small 24L'])).toMatchObject({
    computed: '2 of 2 alternatives',
    verdict: 'holds',
  });
});

test('one measure of compute contradicts itself nowhere, two of them do', () => {
  const discordance = (costs: string[], rates: string[]) =>
    claimOfDiscordance(STATEMENT, { kind: 'discordant', table: 'Table 4', costs, rates });
  expect(discordance(['parameters'], []).verdict).toBe('does not hold');
  expect(discordance(['parameters', 'tflops'], []).verdict).toBe('holds');
});
