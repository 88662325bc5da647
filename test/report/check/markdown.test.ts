import { describe, expect, it } from 'vitest';
import { githubSummary, renderMarkdown } from '../../../src/report/check/markdown';
import { escapeMarkdown } from '../../../src/report/check/markdownText';
import {
  CLEAN,
  COMPARED,
  MISALIGNED,
  MIXED,
  MODELS,
  OPTIONS,
  OVER_BUDGET,
  reportOf,
  targetOf,
} from './reports';

describe('a check as Markdown', () => {
  it('has the marker, the verdict, the table, the diff, the findings and the rest', () => {
    expect(renderMarkdown(COMPARED, OPTIONS)).toBe(`<!-- scaleplan-check -->
### ❌ scaleplan check failed: 1 error in 6 targets

| target | #TFlops | parameters | steps/s | memory | verdict |
| --- | --: | --: | --: | --: | --- |
| <code>configs/small.json</code> NL24-SM | 3.71 -> 9.98 (+169.1%) | 60.51M -> 192.7M (+218.4%) | 23.5 -> 9.12 (-61.2%) | 1.13 GiB -> 3.86 GiB (+241.6%) | ❌ 1 error |
| <code>NL24-SM</code> | 11.40 -> 9.98 (-12.5%) | 222.9M -> 192.7M (-13.6%) | 9.05 -> 9.12 (+0.7%) | 3.50 GiB -> 3.86 GiB (+10.1%) | ✅ |
| <code>configs/new.json</code> BASE | 11.40 | 222.9M | 9.05 | 3.50 GiB | ✅ |
| <code>configs/broken.json</code> | - | - | - | - | ✅ |

\`\`\`diff
~ configs/small.json (NL24-SM, was SM)  #TFlops 3.71 -> 9.98 (+169.1%)  parameters 60.51M -> 192.7M (+218.4%)  steps/s 23.5 -> 9.12 (-61.2%)  memory 1.13 GiB -> 3.86 GiB (+241.6%)
~ NL24-SM (was BASE)  #TFlops 11.40 -> 9.98 (-12.5%)  parameters 222.9M -> 192.7M (-13.6%)  steps/s 9.05 -> 9.12 (+0.7%)  memory 3.50 GiB -> 3.86 GiB (+10.1%)
+ configs/new.json (BASE)  #TFlops 11.40  parameters 222.9M  steps/s 9.05  memory 3.50 GiB
~ configs/broken.json  cannot be laid out
\`\`\`

#### Findings

**<code>configs/small.json</code> NL24-SM**

- ❌ **error** <code>budget-flops</code>, line 7: #TFlops is 9.98, 24.7% over the limit of 8.<br>_hint:_ Lower num&#95;layers in configs/small.json, or raise the budget in scaleplan.config.json.

<details><summary>2 targets unchanged and without findings</summary>

<code>configs/a.json</code>, <code>SM</code>

</details>
`);
  });

  it('without a baseline lists every target, warnings and ignored rules', () => {
    const text = renderMarkdown(MIXED, OPTIONS);
    expect(text).toContain('### ❌ scaleplan check failed: 1 error, 1 warning in 3 targets\n');
    expect(text).toContain('| <code>NL24-SM</code> | 9.98 | 192.7M | 9.12 | 3.86 GiB | ⚠️ 1 warning |\n');
    expect(text).toContain('| <code>configs/b.json</code> SM | 3.71 | 60.51M | 23.5 | 1.13 GiB | ✅ |\n');
    expect(text).toContain(
      '<details><summary>1 ignored rule</summary>\n\n- <code>configs/b.json</code> <code>matrix-unit</code>: as the paper has it\n',
    );
    expect(text).not.toContain('```');
  });

  it('passes with warnings, unless they count', () => {
    const warned = reportOf(targetOf('NL24-SM', { findings: [MISALIGNED] }));
    expect(renderMarkdown(warned, OPTIONS)).toContain('### ✅ scaleplan check passed: 1 warning in 1 target');
    expect(renderMarkdown(warned, { ...OPTIONS, strict: true })).toContain('### ❌ scaleplan check failed');
  });

  it('is short where nothing changed', () => {
    const unchanged = reportOf(targetOf('SM', { baseline: MODELS.small }));
    expect(renderMarkdown(unchanged, OPTIONS)).toBe(`<!-- scaleplan-check -->
### ✅ scaleplan check passed: no findings in 1 target

<details><summary>1 target unchanged and without findings</summary>

<code>SM</code>

</details>
`);
  });

  it('as the summary of a job has no marker', () => {
    const [marker, ...rest] = renderMarkdown(CLEAN, OPTIONS).split('\n');
    expect(marker).toBe('<!-- scaleplan-check -->');
    expect(githubSummary(CLEAN, OPTIONS)).toBe(rest.join('\n'));
  });

  it('stays within what GitHub takes, says what it left out, and closes what it opened', () => {
    const long = { ...OVER_BUDGET, message: '@'.repeat(5_000) };
    const targets = Array.from({ length: 400 }, (_, i) =>
      targetOf(`configs/${'<'.repeat(150)}${i}.json`, {
        baseline: MODELS.base,
        findings: [OVER_BUDGET, long],
      }),
    );
    const text = renderMarkdown(reportOf(...targets), OPTIONS);
    expect(text.length).toBeGreaterThan(40_000);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(text).toMatch(
      /_Left out for want of room: \d+ of 400 rows of the table, \d+ of 400 changed targets, \d+ of 800 findings\._\n$/,
    );
    expect(text.match(/^```/gm)).toHaveLength(2);
    const summary = githubSummary(reportOf(...targets), OPTIONS);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 ** 2);
  });
});

describe("the user's text in Markdown", () => {
  it.each([
    ['a|b', 'a&#124;b'],
    ['`x` *y* _z_ ~w~', '&#96;x&#96; &#42;y&#42; &#95;z&#95; &#126;w&#126;'],
    ['<!-- x -->', '&#60;!-- x --&#62;'],
    ['&lt; \\', '&#38;lt; &#92;'],
    ['@octocat', '@&#8203;octocat'],
    ['fixes #12, GH-12, o/r#3', 'fixes #&#8203;12, GH-&#8203;12, o/r#&#8203;3'],
    ['#TFlops 9', '#TFlops 9'],
    ['https://e.org www.e.org', 'https:&#8203;//e.org www&#8203;.e.org'],
    ['[a](b) $x$', '&#91;a&#93;(b) &#36;x&#36;'],
    ['a\n# b\r\n- c', 'a # b - c'],
    ['\u001b[0m', '&#92;u{1b}&#91;0m'],
  ])('%j is %s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('is cut where it is long', () => {
    expect(escapeMarkdown('a'.repeat(5_000))).toBe(`${'a'.repeat(997)}...`);
  });
});
