import { expect, test } from 'vitest';
import { lineCounter, lineIn, placeIn } from '../../src/text/place';

const source = { name: 'a.txt', text: '\uFEFFone\r\ntwo\rthree\n\nfive' };
const at = (part: string) => source.text.indexOf(part);

test.each([
  ['one', 1, 'one', 0],
  ['two', 2, 'two', 0],
  ['ree', 3, 'three', 2],
  ['five', 5, 'five', 0],
])('%s stands on line %d', (part, line, text, start) => {
  expect(placeIn(source, at(part), at(part) + part.length)).toEqual({
    file: 'a.txt',
    line,
    text,
    start,
    end: start + part.length,
  });
});

test('a part that goes beyond its line ends with it, and an empty one has a character', () => {
  expect(placeIn(source, at('two'), at('five'))).toMatchObject({ line: 2, start: 0, end: 3 });
  expect(placeIn(source, at('five'), at('five'))).toMatchObject({ start: 0, end: 1 });
});

test('a line is shown whole', () => {
  expect(lineIn(source, at('ree'))).toEqual({ file: 'a.txt', line: 3, text: 'three', start: 0, end: 5 });
});

test('lines are counted as they are shown', () => {
  const lineOf = lineCounter(source.text);
  for (let position = 0; position <= source.text.length; position++)
    expect(lineOf(position)).toBe(lineIn(source, position).line);
});
