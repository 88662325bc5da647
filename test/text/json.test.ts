import { expect, test } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { looksLikeJson, parseJsonTree } from '../../src/text/json';

function mistakeIn(text: string, mostTokens = 1000): { code: string; message: string } {
  try {
    parseJsonTree({ name: 'a.json', text }, mostTokens);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('There is no mistake.');
}

test('a text that starts like an object or a list can only be JSON', () => {
  expect(['{', ' \n[1]', '\uFEFF{'].map(looksLikeJson)).toEqual([true, true, true]);
  expect(['a,b', '# [', '"x"'].map(looksLikeJson)).toEqual([false, false, false]);
});

test('a byte order mark moves no place', () => {
  expect(parseJsonTree({ name: 'a.json', text: '\uFEFF[1, 22]' }, 10).children?.[1]).toMatchObject({
    offset: 5,
    length: 2,
  });
});

test.each([
  ['[1,', 'json-syntax', 'it ends in the middle'],
  ['[1 2]', 'json-syntax', 'a comma is missing here'],
  ['[1] // no', 'json-syntax', 'it has no comments'],
  ['', 'json-syntax', 'it ends in the middle'],
  ['['.repeat(33), 'config-too-deep', 'more than 32 deep'],
  [`[${'1,'.repeat(600)}1]`, 'json-too-many', 'more than 1000 values'],
])('%s', (text, code, words) => {
  const mistake = mistakeIn(text);
  expect(mistake.code).toBe(code);
  expect(mistake.message).toContain(words);
});
