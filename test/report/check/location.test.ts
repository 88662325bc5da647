import { expect, test } from 'vitest';
import { renderGithub } from '../../../src/report/check/github';
import { locate } from '../../../src/report/check/location';
import { renderSarif } from '../../../src/report/check/sarif';
import { OPTIONS, OVER_BUDGET, reportOf, targetOf } from './reports';

const place = { file: 'standard input', line: 7, text: '"num_layers": 24', start: 0, end: 16 };
const finding = { ...OVER_BUDGET, target: '-', place };
const target = targetOf('-', { isFile: true, findings: [finding] });

test('standard input is no file that a viewer can open, under a path prefix neither', () => {
  expect(locate(finding, target)).toBeNull();
  expect(locate({ ...finding, place: null }, target)).toBeNull();
  expect(locate({ ...finding, place: { ...place, file: 'sub/standard input' } }, target)).toBeNull();
  expect(renderGithub(reportOf(target), OPTIONS)).toMatch(/^::error title=scaleplan budget-flops \(-\)::/);
  expect(JSON.parse(renderSarif(reportOf(target), OPTIONS)).runs[0].results[0].locations).toEqual([]);
});

test('what it includes is a file, and so is one of that name', () => {
  expect(locate({ ...finding, place: { ...place, file: 'base.gin' } }, target)).toMatchObject({
    path: 'base.gin',
    line: 7,
  });
  const named = targetOf('standard input', { isFile: true });
  expect(locate(finding, named)).toMatchObject({ path: 'standard input' });
});
