import { expect, test } from 'vitest';
import { atPlace, tellAt, wholeOf } from '../../src/problems/place';
import { UserError } from '../../src/problems/problem';

const mistake = new UserError('table-not-flat', { column: 'a' }, wholeOf('abc'));
const elsewhere = { ...wholeOf('a,b'), file: 'runs.csv', line: 3 };
const fail = (error: unknown) => () => {
  throw error;
};

test('a mistake at another place is the same but for the place', () => {
  expect(atPlace(mistake, elsewhere)).toMatchObject({
    code: 'table-not-flat',
    details: { column: 'a' },
    message: mistake.message,
    place: elsewhere,
  });
  expect(mistake.place).toEqual({ text: 'abc', start: 0, end: 3 });
});

test('work is done, its mistakes are told at the place, and where there is none as they are', () => {
  expect(
    tellAt(
      () => elsewhere,
      () => 7,
    ),
  ).toBe(7);
  expect(() => tellAt(() => elsewhere, fail(mistake))).toThrow(expect.objectContaining({ place: elsewhere }));
  expect(() => tellAt(() => undefined, fail(mistake))).toThrow(
    expect.objectContaining({ place: wholeOf('abc') }),
  );
});

test('what is no mistake of the user stays what it is', () => {
  const bug = new TypeError('bug');
  expect(atPlace(bug, elsewhere)).toBe(bug);
  expect(() => tellAt(() => elsewhere, fail(bug))).toThrow(bug);
});
