import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/formats/json/parse';
import type { JsonValue } from '../../src/formats/json/tree';
import { fileOf, mistake } from './jsonSupport';

/** The plain value of a tree; objects as lists of entries, so that no key means anything. */
function plain(value: JsonValue): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'array') return value.elements.map(plain);
  return { entries: [...value.members.values()].map((member) => [member.key, plain(member.value)]) };
}

function entries(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entries);
  if (typeof value !== 'object' || value === null) return value;
  return { entries: Object.entries(value).map(([key, inner]) => [key, entries(inner)]) };
}

const mistakeIn = (text: string) => mistake(parseJson, fileOf(text));

describe('a tree', () => {
  test('has the values that JSON.parse has', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        // A key like 12 is moved to the front by objects, and __proto__ is lost: not here.
        fc.pre(!/"(?:\d+|__proto__)"\s*:/.test(text));
        expect(plain(parseJson(fileOf(text)))).toEqual(entries(JSON.parse(text)));
      }),
    );
  });

  test('takes what JSON.parse takes, and nothing else', () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\ \n\t0123456789.-+eEu/*#\u0001\u00a0\u2028'.split(''),
      ...['"a"', 'true', 'null', 'NaN', '1.5e3', '-0', '01', '\\u00e9', "'", '\r\n', '//', '{"a":', '[1,'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(text.trim() !== '');
        expect({ text, taken: isTaken(text) }).toEqual({ text, taken: isJson(text) });
      }),
      { numRuns: 5000 },
    );
  });

  test('knows where each member stands', () => {
    const root = parseJson(fileOf('{\r\n  "d_ff" : 10,\r\n  "x": [1, {"y": null}]\r\n}'));
    if (root.kind !== 'object') throw new Error('no object');
    const { start, end, keySpan } = root.members.get('d_ff') as {
      start: number;
      end: number;
      keySpan: object;
    };
    expect({ start, end, keySpan }).toEqual({ start: 5, end: 16, keySpan: { start: 5, end: 11 } });
  });

  test('has __proto__, constructor and toString as keys like any other', () => {
    const text = '{"__proto__": {"d_ff": 1}, "constructor": 2, "toString": 3}';
    expect(plain(parseJson(fileOf(text)))).toEqual({
      entries: [
        ['__proto__', { entries: [['d_ff', 1]] }],
        ['constructor', 2],
        ['toString', 3],
      ],
    });
    expect(({} as Record<string, unknown>)['d_ff']).toBeUndefined();
  });
});

function isTaken(text: string): boolean {
  try {
    parseJson(fileOf(text));
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    // JSON.parse lets a key stand twice.
    return !/"a":[^}]*"a":/.test(text);
  } catch {
    return false;
  }
}

describe('a mistake', () => {
  test.each([
    ['{"a": NaN}', 1, 'NaN', 'this is no value of JSON'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, '"b"', 'a comma is missing here'],
    ['{\n  "a" 1}', 2, '1', 'a colon is missing here'],
    ['{"a": 1,}', 1, '}', 'a key in double quotes is missing here'],
    ["{'a': 1}", 1, "'a'", 'this is no value of JSON'],
    ['[1, 2] 3', 1, '3', 'something follows after its end'],
    ['// no\n{}', 1, '// no', 'it has no comments'],
    ['{"a": "x\ny"}', 1, '"x', 'this text has no closing quote'],
    ['{"a": "\\x"}', 1, '"\\x"', 'JSON does not know this escape'],
    ['{"a": "\\u12"}', 1, '"\\u12"', 'a \\u needs four hexadecimal digits'],
    ['{"a": "\u0007"}', 1, '"\u0007"', 'a text cannot hold control characters'],
  ])('%j is named', (text, line, at, reason) => {
    expect(mistakeIn(text)).toMatchObject({
      code: 'json-syntax',
      line,
      at,
      message: `This is not JSON: ${reason}.`,
    });
  });

  test.each(['{"a": 1,\n  "b": [1, 2', '{"a": 1,\n  "b"', '{"a": 1,\n  "b":', '{"a": 1,\n  "b": 2,\n\n\n'])(
    'the end of a file that is cut off: %j',
    (text) => {
      expect(mistakeIn(text)).toMatchObject({
        code: 'json-syntax',
        line: 2,
        message: 'This is not JSON: it ends in the middle.',
      });
    },
  );

  test('a key that is written twice is shown where it is written again', () => {
    expect(mistakeIn('{\n  "a": 1,\n  "b": {"a": 2},\n  "\\u0061": 3\n}')).toMatchObject({
      code: 'json-duplicate-key',
      line: 4,
      at: '"\\u0061"',
    });
    expect(mistakeIn('{"__proto__": 1,\n"__proto__": 2}')).toMatchObject({
      code: 'json-duplicate-key',
      line: 2,
    });
  });

  test('terminal escapes of a key are not printed', () => {
    const text = '{"\\u001b[31m\\u202e": 1, "\\u001b[31m\\u202e": 2}';
    expect(mistakeIn(text).message).toBe("The key '\\u{1b}[31m\\u{202e}' is written twice.");
  });
});

describe('bounds', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('32 levels are read, 33 are not', () => {
    expect(parseJson(fileOf(nested(32))).kind).toBe('array');
    expect(mistakeIn(nested(33))).toMatchObject({ code: 'config-too-deep', line: 1, at: '[' });
  });

  test('brackets within texts are none', () => {
    expect(parseJson(fileOf(JSON.stringify({ a: '[{'.repeat(1000) }))).kind).toBe('object');
  });

  test.each([
    ['lists', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['mixed', '[{"a":'.repeat(100_000)],
  ])('100,000 nested %s are refused at once', (_, text) => {
    const started = performance.now();
    expect(mistakeIn(text).code).toBe('config-too-deep');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a mebibyte is read, two are not', () => {
    const of = (size: number) => `["${'x'.repeat(size - 4)}"]`;
    expect(parseJson(fileOf(of(2 ** 20))).kind).toBe('array');
    expect(mistakeIn(of(2 ** 20 + 1))).toMatchObject({ code: 'config-too-large', line: 1 });
    expect(mistakeIn(of(2 ** 21)).code).toBe('config-too-large');
  });

  test('a list of too many things is refused', () => {
    expect(mistakeIn(`[\n${'1,'.repeat(110_000)}1]`)).toMatchObject({ code: 'json-too-many', line: 2 });
  });

  test('a large file of small things is read quickly', () => {
    const keys = Array.from({ length: 30_000 }, (_, i) => `"k${i}": ${i}`).join(',\n');
    const started = performance.now();
    expect(parseJson(fileOf(`{${keys}}`)).kind).toBe('object');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('a byte order mark and Windows line ends are read', () => {
  expect(plain(parseJson(fileOf('\uFEFF{"a": 1}\r\n')))).toEqual({ entries: [['a', 1]] });
  expect(mistakeIn('\uFEFF{\r\n"a": 1,\r\n"a": 2}')).toMatchObject({ line: 3, at: '"a"' });
});
