import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/check/junit';
import { MIXED, OPTIONS, OVER_BUDGET, reportOf, targetOf } from './reports';
import { all, readXml } from './wellFormed';

describe('a check as JUnit XML', () => {
  it('has a suite a target and a case a rule', () => {
    expect(renderJunit(MIXED, OPTIONS)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="scaleplan check" tests="6" failures="1" errors="0" skipped="1">
  <testsuite name="configs/small.json" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="budget-flops" classname="configs/small.json">
      <failure message="#TFlops is 9.98, 24.7% over the limit of 8." type="budget-flops">configs/small.json:7:3: error: #TFlops is 9.98, 24.7% over the limit of 8.
hint: Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.</failure>
    </testcase>
    <testcase name="matrix-unit" classname="configs/small.json"/>
  </testsuite>
  <testsuite name="NL24-SM" tests="2" failures="0" errors="0" skipped="0">
    <testcase name="budget-flops" classname="NL24-SM"/>
    <testcase name="matrix-unit" classname="NL24-SM">
      <system-out>NL24-SM: warning: d_kv 64 wastes 50% of the matrix unit.
hint: Take a key size of 128.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="configs/b.json" tests="2" failures="0" errors="0" skipped="1">
    <testcase name="budget-flops" classname="configs/b.json"/>
    <testcase name="matrix-unit" classname="configs/b.json">
      <skipped message="as the paper has it"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('never has an empty suite, and joins the errors of one rule', () => {
    const options = { ...OPTIONS, rules: [] };
    const [suite] = readXml(renderJunit(reportOf(targetOf('SM')), options)).children;
    expect(suite?.children.map(({ attributes }) => attributes['name'])).toEqual(['check']);
    const findings = [OVER_BUDGET, OVER_BUDGET];
    const root = readXml(renderJunit(reportOf(targetOf('a.json', { findings })), options));
    expect(root.attributes).toMatchObject({ tests: '1', failures: '1' });
    expect(all(root).filter(({ name }) => name === 'failure')).toHaveLength(1);
  });

  it('gives text back as it was, and writes out what XML has no way to say', () => {
    const text = `<&>"' ]]> \u{1f600}`;
    const root = readXml(renderJunit(reportOf(targetOf(text)), OPTIONS));
    expect(root.children[0]?.attributes['name']).toBe(text);
    const odd = readXml(renderJunit(reportOf(targetOf('\u0000\ufffe\ud800')), OPTIONS));
    expect(odd.children[0]?.attributes['name']).toBe('\\u{0}\\u{fffe}\\u{d800}');
  });
});

describe('the reader of the test', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

  it.each(['<a><b></a></b>', '<a>&x;</a>', '<a>&</a>', '<a b="<"/>', '<a/><a/>', '<a>\u0001</a>', '<a>'])(
    'refuses %s',
    (xml) => {
      expect(() => readXml(head + xml)).toThrow();
    },
  );
});
