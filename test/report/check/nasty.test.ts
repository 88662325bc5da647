import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_FORMATS, type CheckFormat } from '../../../src/report/check/formats';
import { githubSummary } from '../../../src/report/check/markdown';
import { NASTY_TEXTS, nastyReport, OPTIONS } from './reports';
import { sarifErrors } from './sarifSchema';
import { all, readXml } from './wellFormed';

/** Any text at all, and mixtures of what means something in one of the formats. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...NASTY_TEXTS.flatMap((text) => text.split(' ')), ' ', '\n', '|', ':'), {
    maxLength: 8,
  }),
);

function always(check: (text: string) => void): void {
  for (const text of NASTY_TEXTS) check(text);
  fc.assert(
    fc.property(texts, (text) => {
      check(Array.isArray(text) ? text.join('') : text);
    }),
    { numRuns: 150 },
  );
}

const render = (format: CheckFormat, text: string) => CHECK_FORMATS[format](nastyReport(text), OPTIONS);
const lineCount = (text: string) => text.split('\n').length;

describe('whatever the user wrote', () => {
  it.each(Object.keys(CHECK_FORMATS) as CheckFormat[])(
    'no character that a terminal acts on reaches %s, and the text is the same each time',
    (format) => {
      always((text) => {
        const written = render(format, text);
        expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(written.endsWith('\n')).toBe(true);
        expect(render(format, text)).toBe(written);
      });
    },
  );

  it('Markdown keeps its lines, cells, fence and tags', () => {
    const expected = lineCount(render('markdown', 'x'));
    always((text) => {
      const page = render('markdown', text);
      expect(lineCount(page)).toBe(expected);
      const [before = '', fence, after = '', ...more] = page.split(/^(```diff\n[\s\S]*?^```\n)/m);
      expect(more).toEqual([]);
      expect(fence?.match(/^[~+`]/gm)).toHaveLength(4);
      for (const row of before.matchAll(/^\|.*$/gm)) expect(row[0].split('|')).toHaveLength(8);
      expect((before + after).match(/^(?![|#<*_-]|$).*/gm)).toBeNull();
      const tags = /<\/?(?:code|details|summary|br)>|^<!-- scaleplan-check -->/g;
      expect((before + after).replace(tags, '')).not.toMatch(/[<`\\$]|@(?!&#8203;)|:\/\//);
      expect(githubSummary(nastyReport(text), OPTIONS)).toBe(page.slice(page.indexOf('\n') + 1));
    });
  });

  it('GitHub sees the same commands, each with its own properties', () => {
    always((text) => {
      const lines = render('github', text).trimEnd().split('\n');
      expect(lines).toHaveLength(5);
      for (const line of lines.slice(0, 4)) {
        expect(line).toMatch(/^::(error|warning) ((file|line|col|endColumn|title)=[^:,]*(,|(?=::)))+::/);
      }
      expect(lines[4]).toBe('scaleplan check: 2 errors, 2 warnings in 3 targets');
    });
  });

  it('SARIF stays valid', () => {
    always((text) => {
      expect(sarifErrors(JSON.parse(render('sarif', text)))).toEqual([]);
    });
  });

  it('JUnit stays well-formed, with the same elements', () => {
    always((text) => {
      const names = all(readXml(render('junit', text))).map(({ name }) => name);
      expect(names.join(' ')).toBe(
        all(readXml(render('junit', 'x')))
          .map(({ name }) => name)
          .join(' '),
      );
    });
  });

  it('the last line of the text is the count', () => {
    always((text) => {
      expect(render('text', text)).toMatch(/\n2 errors, 2 warnings in 3 targets\n$/);
    });
  });
});
