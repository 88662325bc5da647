import { describe, expect, test } from 'vitest';
import type { Budget } from '../../src/plan/budget';
import type { AllowedIncrease } from '../../src/rules/context';
import { MEASURES } from '../../src/rules/measures';
import { runRules } from '../../src/rules/run';
import { estimateOf } from '../support/settings';
import { contextOf, found, line, messageOf } from './support';

const BASE = estimateOf('BASE');
const SMALL = estimateOf('NL24-SM');

/** The next number above. */
const above = (value: number) => value * (1 + 2e-16);

describe.each(MEASURES)('$id', (measure) => {
  const { key, atLeast, unit, scale, of } = measure;
  const value = of(BASE);
  const absolute = `${atLeast ? 'min' : 'budget'}-${measure.id}`;
  const relative = `increase-${measure.id}`;
  const withBudget = (limit: number) => contextOf('BASE', { budget: { [key]: limit } as Budget });
  const against = (allowed: AllowedIncrease) =>
    contextOf('BASE', { baseline: SMALL, allowed: { [key]: allowed } });
  const growth = Math.abs(value - of(SMALL));

  test('is within its limit exactly, and beyond it a hair further', () => {
    expect(found(absolute, withBudget(value))).toEqual([]);
    const [finding] = found(absolute, withBudget(atLeast ? above(value) : value * (1 - 2e-16)));
    expect(finding).toMatchObject({ severity: 'error', target: 'BASE', unit, actual: value / scale });
    // Rounded, both would look the same.
    expect(finding?.message).toContain(String(value / scale));
  });

  test('says the number, the limit and by how much', () => {
    const limit = atLeast ? 2 * value : value / 2;
    const [finding] = found(absolute, withBudget(limit));
    expect(finding?.message).toContain(measure.write(value));
    expect(finding?.message).toContain(measure.write(limit));
    expect(finding?.message).toContain(atLeast ? '50.0% below' : '100.0% over');
    expect(finding?.limit).toBe(limit / scale);
  });

  test('may grow as far as allowed, in percent or absolute, and by the smaller of both', () => {
    const worse = atLeast ? value < of(SMALL) : value > of(SMALL);
    const share = (100 * growth) / of(SMALL);
    for (const allowed of [{ percent: share * 1.01 }, { absolute: growth * 1.01 }]) {
      expect(found(relative, against(allowed))).toEqual([]);
    }
    for (const allowed of [
      { percent: share * 0.99 },
      { absolute: growth * 0.99 },
      { percent: share * 2, absolute: growth * 0.5 },
      { percent: share * 0.5, absolute: growth * 2 },
    ]) {
      expect(found(relative, against(allowed))).toHaveLength(worse ? 1 : 0);
    }
  });

  test('is silent without a limit, a baseline, an allowance or a layout', () => {
    expect(found(absolute, contextOf('BASE'))).toEqual([]);
    expect(found(relative, contextOf('BASE', { allowed: { [key]: { percent: 0 } } }))).toEqual([]);
    expect(found(relative, contextOf('BASE', { baseline: SMALL }))).toEqual([]);
    expect(found(relative, against({}))).toEqual([]);
    expect(found(absolute, { ...withBudget(atLeast ? 2 * value : value / 2), model: null })).toEqual([]);
  });
});

describe('hints', () => {
  test('name the flag, or the file with the budgets and its key', () => {
    const budget = { flops: 11e12 };
    expect(found('budget-flops', contextOf('BASE', { budget }))[0]?.hint).toBe(
      'Use fewer layers or smaller widths (`scaleplan suggest --budget-flops 11T` lists what is within), or raise --budget-flops.',
    );
    const inProject = { budget, budgetFile: 'scaleplan.config.json', isFile: true, target: 'm/base.json' };
    expect(found('budget-flops', contextOf('BASE', inProject))[0]?.hint).toBe(
      'Use fewer layers or smaller widths in m/base.json (`scaleplan suggest --budget-flops 11T` lists what is within), or raise "flops" in scaleplan.config.json.',
    );
  });

  test('of an increase name where more is allowed', () => {
    const context = { baseline: SMALL, allowed: { flops: { percent: 5, absolute: 0.5e12 } } };
    const file = { ...context, budgetFile: 'scaleplan.config.json' };
    expect(found('increase-flops', contextOf('BASE', file))[0]?.hint).toContain(
      '"increase", "flops", in scaleplan.config.json',
    );
    expect(messageOf('increase-flops', contextOf('BASE', context))).toBe(
      '11.40 #TFlops, 14.3% over the 9.98 #TFlops of the baseline; 5% and at most 0.50 #TFlops is allowed.',
    );
  });
});

test('a limit without its suffix is told as such, and not in percent', () => {
  const message = (budget: Budget) => runRules(contextOf('BASE', { budget }))[0]?.message;
  expect(message({ flops: 3 })).toBe(
    '11.40 #TFlops, over the budget of 3 multiply-accumulates (did you mean 3T?).',
  );
  expect(message({ parameters: 200 })).toBe(
    '222.9M parameters, 1.115M times over the budget of 200 parameters.',
  );
});

test('an unchanged model is within an allowance of nothing, and a cheaper one within every', () => {
  const allowed = Object.fromEntries(MEASURES.map(({ key }) => [key, { percent: 0, absolute: 0 }]));
  for (const { id } of MEASURES) {
    expect(found(`increase-${id}`, contextOf('BASE', { baseline: BASE, allowed }))).toEqual([]);
  }
  expect(found('increase-flops', contextOf('NL24-SM', { baseline: BASE, allowed }))).toEqual([]);
});

test('a budget points at the layers, where the file writes them', () => {
  const places = { encoderLayers: line(7) };
  expect(found('budget-flops', contextOf('BASE', { budget: { flops: 1e12 }, places }))[0]?.place).toEqual(
    line(7),
  );
});
