import { expect, it } from 'vitest';
import { renderGithub } from '../../../src/report/check/github';
import { CLEAN, MISALIGNED, MIXED, OPTIONS, OVER_BUDGET, reportOf, targetOf } from './reports';

it('a check as annotations, errors first, and one line', () => {
  expect(renderGithub(MIXED, OPTIONS)).toBe(
    [
      '::error file=configs/small.json,line=7,col=3,endColumn=18,title=scaleplan budget-flops::#TFlops is 9.98, 24.7%25 over the limit of 8.%0Ahint: Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.',
      '::warning title=scaleplan matrix-unit (NL24-SM)::d_kv 64 wastes 50%25 of the matrix unit.%0Ahint: Take a key size of 128.',
      'scaleplan check: 1 error, 1 warning in 3 targets\n',
    ].join('\n'),
  );
  expect(renderGithub(CLEAN, OPTIONS)).toBe('scaleplan check: no findings in 3 targets\n');
});

it('escapes what ends a property or a message', () => {
  const target = 'a,b:c%\n.json';
  const finding = { ...OVER_BUDGET, target, message: 'a: b, 5%\r\n::error::c', place: null };
  expect(renderGithub(reportOf(targetOf(target, { findings: [finding] })), OPTIONS).split('\n')[0]).toBe(
    '::error file=a%2Cb%3Ac%25 .json,title=scaleplan budget-flops::a: b, 5%25 ::error::c%0Ahint: Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.',
  );
});

it('shows ten of each kind, as GitHub does, and says how many more there are', () => {
  const findings = [...Array(12).fill(OVER_BUDGET), ...Array(11).fill(MISALIGNED)];
  const lines = renderGithub(reportOf(targetOf('configs/small.json', { findings })), OPTIONS).split('\n');
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
  expect(lines[20]).toBe(
    'scaleplan check: 12 errors, 11 warnings in 1 target; not annotated: 2 more errors, 1 more warning (GitHub shows 10 of each)',
  );
});
