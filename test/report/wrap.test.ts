import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraph, wrap } from '../../src/report/wrap';

const words = fc.array(fc.stringMatching(/^[a-z0-9.]{1,15}$/), { minLength: 1, maxLength: 40 });
const width = fc.integer({ min: 20, max: 120 });

describe('wrapping', () => {
  it('breaks at spaces only', () => {
    expect(wrap('deepen the model before widening it', 12)).toEqual([
      'deepen the',
      'model before',
      'widening it',
    ]);
    expect(wrap('t5-efficient-small-el16-dl4 is long', 10)).toEqual([
      't5-efficient-small-el16-dl4',
      'is long',
    ]);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('loses nothing, keeps to the width and fills every line', () => {
    fc.assert(
      fc.property(words, width, (list, columns) => {
        const lines = wrap(list.join(' '), columns);
        expect(lines.join(' ')).toBe(list.join(' '));
        for (const [i, line] of lines.entries()) {
          expect(line.length).toBeLessThanOrEqual(columns);
          const [next] = lines[i + 1]?.split(' ') ?? [];
          if (next !== undefined) expect(`${line} ${next}`.length).toBeGreaterThan(columns);
        }
      }),
    );
  });
});

describe('a paragraph', () => {
  it('hangs under its lead', () => {
    expect(paragraph('  1 NL24-SM  ', 'deepen the model before widening it', 40)).toBe(
      '  1 NL24-SM  deepen the model before\n             widening it',
    );
  });

  it('keeps to the width where there is room for it', () => {
    fc.assert(
      fc.property(words, width, (list, columns) => {
        const lines = paragraph('  ', list.join(' '), columns + 2).split('\n');
        expect(lines.every((line) => line.startsWith('  ') && line.length <= columns + 2)).toBe(true);
      }),
    );
  });

  it('keeps to the narrowest terminal, beside its lead or below it', () => {
    expect(paragraph('error: ', 'There is no file.', 20)).toBe('error: There is no\n       file.');
    expect(paragraph('  1 NL24-SM  ', 'The best score', 20)).toBe('  1 NL24-SM  The\n    best score');
    expect(paragraph('  1 NL24-SM  ', 'Measured: best', 20)).toBe('  1 NL24-SM\n    Measured: best');
    expect(paragraph('error: ', '--budget-flops is no number.', 20)).toBe(
      'error:\n  --budget-flops is\n  no number.',
    );
    expect(paragraph('error: ', 'There is no --min-steps-per-second.', 20)).toBe(
      'error: There is no\n       --min-steps-per-second.',
    );
  });

  it('has no line that is too wide, whatever the lead, and loses no word', () => {
    const leads = fc.tuple(fc.nat({ max: 4 }), fc.stringMatching(/^[a-z0-9-]{1,13}:? $/));
    fc.assert(
      fc.property(leads, words, width, ([spaces, mark], list, columns) => {
        const drawn = paragraph(' '.repeat(spaces) + mark, list.join(' '), columns);
        const wide = drawn.split('\n').filter((line) => line.length > columns);
        expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
        expect(drawn.split(/\s+/).filter(Boolean)).toEqual([...mark.trim().split(' '), ...list]);
      }),
    );
  });
});
