import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../src/formats/config';
import { readConfig } from '../../src/formats/read';
import { expandSweep } from '../../src/names/sweep';
import { UserError } from '../../src/problems/problem';
import { drawProblem } from '../../src/report/problem';
import { readTable } from '../../src/tables/table';

// What `npm run fuzz` found, as small as it was made: docs/fuzzing.md.

function mistakeOf(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('There is no mistake.');
}

const read = (text: string, format?: FormatName) =>
  mistakeOf(() => readConfig({ name: 'found', text }, { include: () => null, format }));

describe('a place is never before or behind its line', () => {
  test('in a file of a byte order mark alone', () => {
    expect(read('\ufeff').place).toMatchObject({ line: 1, text: '', start: 0 });
  });

  test.each(['k.T5Config:\ra\r\n', '#\rinclude\r\n'])('in gin whose lines end in two ways: %j', (text) => {
    const { start, end, text: line } = read(text, 't5x').place ?? { start: -1, end: -1, text: '' };
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThanOrEqual(line.length);
    expect(end).toBeLessThanOrEqual(line.length + 1);
  });

  test('in a table whose lines end in two ways', () => {
    const { place } = mistakeOf(() => readTable({ path: 'found.csv', text: '#\n8,4,0\n,\r\n' }));
    expect(place).toMatchObject({ line: 3, text: ',', start: 1, end: 2 });
  });
});

test('a quoted line is never cut within a character', () => {
  const found = '6..{2..6..{2..6..{2..6..{2..6..{2..shape@ViT-B/16@3849Kk@😀';
  for (let more = 0; more < 80; more++) {
    for (const text of [`${'x'.repeat(more)}${found}`, `${found}${'😀'.repeat(more)}x{`]) {
      const drawn = drawProblem(
        mistakeOf(() => expandSweep(text, 10)),
        80,
      );
      expect(drawn).not.toMatch(/\p{Cs}/u);
    }
  }
});
