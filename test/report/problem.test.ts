import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { drawProblem } from '../../src/report/problem';

function drawAt(text: string, start: number, end: number): string[] {
  const problem = new UserError('usage', { message: 'Wrong.', hint: 'Right.' }, { text, start, end });
  return drawProblem(problem).split('\n').slice(1, -2);
}

describe('a problem', () => {
  it('is a message and a hint', () => {
    const problem = new UserError('usage', { message: 'Wrong.', hint: 'Right.' });
    expect(drawProblem(problem)).toBe('error: Wrong.\nhint: Right.\n');
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

  it('is marked under what is written out of it, too', () => {
    const [text = '', marks = ''] = drawAt('a\u001bbXXc', 3, 5);
    expect(text).toBe('  a\\u{1b}bXXc');
    expect(text.slice(marks.indexOf('^'), marks.length)).toBe('XX');
  });
});
