import { describe, expect, it } from 'vitest';
import { drawSourceLine } from '../../../src/report/check/sourceLine';
import { renderText } from '../../../src/report/check/text';
import { PLAIN } from '../../../src/report/style';
import { CLEAN, COMPARED, MISALIGNED, MIXED, MODELS, OPTIONS, reportOf, targetOf } from './reports';

describe('a check as text', () => {
  it('groups findings by target, with the line, and names the rest in one line', () => {
    expect(renderText(MIXED, OPTIONS)).toBe(`configs/small.json  NL24-SM
  configs/small.json:7:3  error  budget-flops
    #TFlops is 9.98, 24.7% over the limit of 8.
      "num_layers": 24,
      ^^^^^^^^^^^^^^^^
    hint: Lower num_layers in configs/small.json, or raise the budget in
          scaleplan.config.json.

NL24-SM
  warning  matrix-unit
    d_kv 64 wastes 50% of the matrix unit.
    hint: Take a key size of 128.

1 target without findings: configs/b.json

ignored:
  configs/b.json  matrix-unit: as the paper has it

1 error, 1 warning in 3 targets
`);
  });

  it('shows what changed against a baseline first', () => {
    expect(
      renderText(COMPARED, { ...OPTIONS, canvas: { width: 120, style: PLAIN } }),
    ).toBe(`~ configs/small.json (NL24-SM, was SM)  #TFlops 3.71 -> 9.98 (+169.1%)  parameters 60.51M -> 192.7M (+218.4%)
    steps/s 23.5 -> 9.12 (-61.2%)  memory 1.13 GiB -> 3.86 GiB (+241.6%)
~ NL24-SM (was BASE)  #TFlops 11.40 -> 9.98 (-12.5%)  parameters 222.9M -> 192.7M (-13.6%)  steps/s 9.05 -> 9.12 (+0.7%)
    memory 3.50 GiB -> 3.86 GiB (+10.1%)
+ configs/new.json (BASE)  #TFlops 11.40  parameters 222.9M  steps/s 9.05  memory 3.50 GiB
~ configs/broken.json  cannot be laid out

configs/small.json  NL24-SM
  configs/small.json:7:3  error  budget-flops
    #TFlops is 9.98, 24.7% over the limit of 8.
      "num_layers": 24,
      ^^^^^^^^^^^^^^^^
    hint: Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.

2 targets unchanged and without findings: configs/a.json, SM

1 error in 6 targets
`);
  });

  it('says so where there is nothing to say, and nothing at all when asked to be quiet', () => {
    expect(renderText(CLEAN, OPTIONS)).toBe(
      '3 targets without findings: SM, configs/a.json, configs/b.json\n\nno findings in 3 targets\n',
    );
    expect(renderText(CLEAN, { ...OPTIONS, quiet: true })).toBe('');
    const unchanged = reportOf(targetOf('SM', { baseline: MODELS.small }));
    expect(renderText(unchanged, { ...OPTIONS, quiet: true })).toBe('');
    expect(renderText(COMPARED, { ...OPTIONS, quiet: true })).toBe(renderText(COMPARED, OPTIONS));
  });

  it('keeps within the width where words allow', () => {
    const lines = renderText(COMPARED, { ...OPTIONS, canvas: { width: 60, style: PLAIN } }).split('\n');
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
  });

  it('sets better and worse figures, severities and the count off', () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const style = {
      strong: mark('b'),
      dim: mark('dim'),
      good: mark('good'),
      bad: mark('bad'),
      caution: mark('caution'),
    };
    const text = renderText(COMPARED, { ...OPTIONS, canvas: { width: 200, style } });
    expect(text).toContain(
      '<good>#TFlops 11.40 -> 9.98 (-12.5%)</good>  <good>parameters 222.9M -> 192.7M (-13.6%)</good>  <good>steps/s 9.05 -> 9.12 (+0.7%)</good>  <bad>memory 3.50 GiB -> 3.86 GiB (+10.1%)</bad>',
    );
    expect(text).toContain('configs/small.json:7:3  <bad>error</bad>  budget-flops');
    expect(text.endsWith('<bad>1 error in 6 targets</bad>\n')).toBe(true);
    const warned = renderText(reportOf(targetOf('SM', { findings: [MISALIGNED] })), {
      ...OPTIONS,
      canvas: { width: 80, style },
    });
    expect(warned).toContain('<caution>1 warning in 1 target</caution>');
  });

  it('names the first twenty of many clean targets', () => {
    const many = reportOf(...Array.from({ length: 25 }, (_, i) => targetOf(`t${i}`)));
    expect(renderText(many, OPTIONS)).toMatch(
      /^25 targets without findings: t0, [\s\S]* t19\s+and\s+5\s+more\n/,
    );
  });
});

describe('the line of a place', () => {
  it('is shown without its indentation, tabs as spaces', () => {
    expect(drawSourceLine({ text: '\t\t"a":\t1', start: 2, end: 5 })).toEqual(['"a": 1', '^^^']);
  });

  it('is cut around the place where it is long', () => {
    const [text = '', marks = ''] = drawSourceLine({
      text: `${'a'.repeat(500)}XX${'b'.repeat(500)}`,
      start: 500,
      end: 502,
    });
    expect(text).toMatch(/^\.\.\.a+XXb+\.\.\.$/);
    expect(text.slice(marks.indexOf('^'))).toMatch(/^XX/);
    expect(text.length).toBeLessThan(80);
  });

  it('shows control characters written out, and carets below them', () => {
    expect(drawSourceLine({ text: 'a\u001bb', start: 1, end: 2 })).toEqual(['a\\u{1b}b', ' ^^^^^^']);
  });

  it('marks one character behind the end, and nothing in an empty line', () => {
    expect(drawSourceLine({ text: 'ab', start: 7, end: 9 })).toEqual(['ab', '  ^']);
    expect(drawSourceLine({ text: '  ', start: 0, end: 1 })).toEqual([]);
  });
});
