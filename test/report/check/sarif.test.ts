import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { relativePath, uriOf } from '../../../src/report/check/location';
import { renderSarif } from '../../../src/report/check/sarif';
import type { CheckReport, Finding } from '../../../src/rules/finding';
import { CLEAN, COMPARED, MISALIGNED, MIXED, OPTIONS, OVER_BUDGET, reportOf, targetOf } from './reports';
import { sarifErrors } from './sarifSchema';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly locations: readonly unknown[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

function runOf(report: CheckReport, options = OPTIONS): Log['runs'][0] {
  return (JSON.parse(renderSarif(report, options)) as Log).runs[0];
}

function printsOf(...findings: readonly Finding[]): (string | undefined)[] {
  const { results } = runOf(reportOf(targetOf('configs/small.json', { findings })));
  return results.map(({ partialFingerprints }) => partialFingerprints['scaleplanFinding/v1']);
}

describe('the schema', () => {
  it('refuses what is no SARIF', () => {
    expect(sarifErrors({ version: '2.1.0' })).not.toEqual([]);
    const bad = JSON.parse(renderSarif(MIXED, OPTIONS));
    bad.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    expect(sarifErrors(bad)).not.toEqual([]);
    bad.runs[0].results[0].locations[0].physicalLocation.region = { line: 1 };
    expect(sarifErrors(bad)).not.toEqual([]);
  });

  it.each([
    ['none', CLEAN],
    ['some', MIXED],
    ['baseline', COMPARED],
  ])('accepts a check with findings: %s', (_, report) => {
    const informationUri = 'https://example.org/scaleplan';
    expect(sarifErrors(JSON.parse(renderSarif(report, OPTIONS)))).toEqual([]);
    expect(sarifErrors(JSON.parse(renderSarif(report, { ...OPTIONS, informationUri })))).toEqual([]);
  });
});

describe('a check as SARIF', () => {
  it('has a result with its region', () => {
    expect(runOf(MIXED).results[0]).toEqual({
      ruleId: 'budget-flops',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: '#TFlops is 9.98, 24.7% over the limit of 8.\nhint: Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'configs/small.json' },
            region: {
              startLine: 7,
              startColumn: 3,
              endColumn: 19,
              snippet: { text: '"num_layers": 24' },
            },
          },
        },
      ],
      partialFingerprints: { 'scaleplanFinding/v1': expect.stringMatching(/^[0-9a-f]{16}:1$/) },
      properties: { target: 'configs/small.json', actual: 9.98, limit: 8, unit: 'tflops' },
    });
  });

  it('has no locations for a name or standard input', () => {
    expect(runOf(MIXED).results[1]?.locations).toEqual([]);
    const stdin = targetOf('-', { isFile: true, findings: [{ ...OVER_BUDGET, target: '-', place: null }] });
    expect(runOf(reportOf(stdin)).results[0]?.locations).toEqual([]);
  });

  it('describes every rule, those that it was not told of at the end', () => {
    expect(runOf(CLEAN).tool.driver.rules[0]).toEqual({
      id: 'budget-flops',
      shortDescription: { text: '#TFlops over the budget' },
      fullDescription: { text: 'The #TFlops of one step are over the budget.' },
      help: { text: OPTIONS.rules[0]?.help, markdown: OPTIONS.rules[0]?.help },
      defaultConfiguration: { level: 'error' },
    });
    const other = { ...MISALIGNED, ruleId: 'other' };
    const run = runOf(reportOf(targetOf('SM', { findings: [other, other] })));
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['budget-flops', 'matrix-unit', 'other']);
    expect(run.results.map(({ ruleIndex }) => ruleIndex)).toEqual([2, 2]);
  });

  it('has fingerprints that hold where lines move and figures change', () => {
    const place = { file: 'configs/small.json', line: 99, text: '    "num_layers": 24', start: 4, end: 20 };
    const [first] = printsOf(OVER_BUDGET);
    expect(printsOf({ ...OVER_BUDGET, place, message: 'Other figures.', actual: 10 })).toEqual([first]);
    expect(printsOf({ ...OVER_BUDGET, ruleId: 'matrix-unit' })).not.toEqual([first]);
    expect(printsOf({ ...OVER_BUDGET, place: null })).not.toEqual([first]);
    expect(printsOf(OVER_BUDGET, OVER_BUDGET)).toEqual([first, first?.replace(':1', ':2')]);
  });
});

describe('a path', () => {
  it.each([
    ['./configs/a.json', '', 'configs/a.json'],
    ['configs\\a.json', '', 'configs/a.json'],
    ['/srv/repo/a.json', '/srv/repo', 'a.json'],
    ['/srv/repository/a.json', '/srv/repo', '/srv/repository/a.json'],
    ['C:\\repo\\a.json', 'C:\\repo\\', 'a.json'],
  ])('%s below %j is %s', (path, root, relative) => {
    expect(relativePath(path, root)).toBe(relative);
  });

  it.each([
    ['a b/c#d?e.json', 'a%20b/c%23d%3Fe.json'],
    ['x:y.json', 'x%3Ay.json'],
    ['/tmp/ä.json', 'file:///tmp/%C3%A4.json'],
    ['C:/a b.json', 'file:///C:/a%20b.json'],
    ['\ud800.json', '%EF%BF%BD.json'],
  ])('%s has the URI %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });
});

it('the schema stands with its source and licence', () => {
  expect(readFileSync('test/fixtures/sarif/README.md', 'utf8')).toContain('OASIS');
});
