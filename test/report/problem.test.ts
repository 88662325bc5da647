import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { drawProblem } from '../../src/report/problem';

function drawAt(text: string, start: number, end: number, width = 80): string[] {
  const problem = new UserError('usage', { message: 'Wrong.', hint: 'Right.' }, { text, start, end });
  return drawProblem(problem, width).split('\n').slice(1, -2);
}

describe('a problem', () => {
  it('is a message and a hint', () => {
    const problem = new UserError('usage', { message: 'Wrong.', hint: 'Right.' });
    expect(drawProblem(problem, 80)).toBe('error: Wrong.\nhint: Right.\n');
  });

  it('is marked at its place', () => {
    expect(drawAt('NL24-XX3-SM', 5, 8)).toEqual(['  NL24-XX3-SM', '       ^^^']);
  });

  it('of an empty text has no place to mark', () => {
    expect(drawAt('', 0, 0)).toEqual([]);
  });

  it('behind the end is marked there', () => {
    expect(drawAt('NL', 2, 2)).toEqual(['  NL', '    ^']);
  });

  it('in a long text is shown with what is around it', () => {
    const [text = '', marks = ''] = drawAt(`${'a'.repeat(200)}XX${'b'.repeat(200)}`, 200, 202);
    expect(text.slice(marks.indexOf('^'), marks.length)).toBe('XX');
    expect(text).toMatch(/^ {2}\.\.\.a+XXb+\.\.\.$/);
    expect(text.length).toBeLessThan(72);
  });

  it('is told in lines of the width, with a hanging indent', () => {
    const message = 'One two three four five six seven.';
    const problem = new UserError('usage', { message, hint: message });
    expect(drawProblem(problem, 32)).toBe(
      'error: One two three four five\n       six seven.\nhint: One two three four five\n      six seven.\n',
    );
  });

  it.each([20, 30, 50, 80])('shows the place within %s columns, whatever is around it', (width) => {
    for (const around of ['a', '\u001b', '\u{1f600}']) {
      for (const length of [1, 3, 90]) {
        const text = around.repeat(100) + 'X'.repeat(length) + around.repeat(100);
        const start = 100 * around.length;
        const [line = '', marks = ''] = drawAt(text, start, start + length, width);
        expect(Math.max(line.length, marks.length)).toBeLessThanOrEqual(width);
        expect(line.slice(marks.indexOf('^'), marks.length)).toMatch(/^X+(?:\.\.\.)?$/);
      }
    }
  });

  it('is marked under what is written out of it, too', () => {
    const [text = '', marks = ''] = drawAt('a\u001bbXXc', 3, 5);
    expect(text).toBe('  a\\u{1b}bXXc');
    expect(text.slice(marks.indexOf('^'), marks.length)).toBe('XX');
  });
});
