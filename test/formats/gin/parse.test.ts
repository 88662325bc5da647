import { describe, expect, test } from 'vitest';
import { loadGin } from '../../../src/formats/gin/config';
import { looksLikeGin } from '../../../src/formats/gin/looksLike';
import { parseGin } from '../../../src/formats/gin/statements';
import type { GinValue } from '../../../src/formats/gin/syntax';
import { LONGEST_FILE } from '../../../src/formats/limits';
import { brief, errorOf, includeFrom, SAMPLES } from './support';

function parse(text: string) {
  return parseGin({ name: 'm.gin', text });
}

/** A value without its places. */
function plain(value: GinValue): unknown {
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'dictionary') return { entries: value.entries.map((entry) => entry.map(plain)) };
  if (value.kind === 'macro') return `%${value.name}`;
  if (value.kind === 'reference') return `@${value.name}`;
  return value.kind === 'none' ? null : value.value;
}

function readValue(written: string): unknown {
  const [binding] = parse(`a = ${written}\n`);
  return binding?.kind === 'binding' ? plain(binding.value) : undefined;
}

function load(text: string, files: Record<string, string> = {}) {
  return loadGin({ name: 'm.gin', text }, includeFrom(files));
}

describe('values', () => {
  test.each<[string, unknown]>([
    ['1', 1],
    ['-12', -12],
    ['+1_000', 1000],
    ['0x10', 16],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['1e308', 1e308],
    ["'a # b'", 'a # b'],
    ['"it\'s"', "it's"],
    ["'a\\'b\\n'", "a'b\n"],
    ["r'a\\nb'", 'a\\nb'],
    ["'''a\nb'''", 'a\nb'],
    ["'a' 'b'", 'ab'],
    ["('a'\n  'b')", 'ab'],
    ['True', true],
    ['False', false],
    ['None', null],
    ['()', []],
    ['(1)', 1],
    ['(1,)', [1]],
    ['[1, # one\n 2,\n]', [1, 2]],
    ["{'a': 1, 'b': [2]}", { entries: [['a', 1], ['b', [2]]] }], // biome-ignore format: one case a line
    ['%N', '%N'],
    ['%gin.REQUIRED', '%gin.REQUIRED'],
    ['@a/b.C()', '@a/b.C'],
    ['@f', '@f'],
    ['[@a.b, %c]', ['@a.b', '%c']],
    ['\\\n  [1]', [1]],
    ['\\\r\n  7', 7],
  ])('%s', (written, expected) => {
    expect(readValue(written)).toEqual(expected);
  });

  test.each([
    '',
    'x',
    'nan',
    'inf',
    '1.2.3',
    '12abc',
    '--1',
    '%',
    '@',
    '@f(1)',
    '1 2',
    '[1 2]',
    '[1',
    '{1}',
    '{1: 2',
    "'a",
    "'''a",
    '(1]',
    ',',
    '[,]',
    '__import__("os")',
    '1 + 1',
  ])('%s is no value', (written) => {
    const { code, place } = errorOf(() => readValue(written));
    expect(['gin-syntax', 'gin-unclosed']).toContain(code);
    expect(place).toMatchObject({ file: 'm.gin', line: 1 });
  });
});

describe('statements', () => {
  test('scopes, modules, classes, macros, blocks', () => {
    const text = 'N = 1\na/b/m.n.C.p = 2\nC.q = 3\ns/m.C:\n  r = 4\n\n  # note\n  t = 5\nM = 6\n';
    const parts = parse(text).map((s) => (s.kind === 'binding' ? [s.scope, s.owner, s.parameter] : []));
    expect(parts).toEqual([
      ['', '', 'N'],
      ['a/b', 'C', 'p'],
      ['', 'C', 'q'],
      ['s', 'C', 'r'],
      ['s', 'C', 't'],
      ['', '', 'M'],
    ]);
  });

  test('imports and comments are left out, with or without a byte order mark and carriage returns', () => {
    const text =
      '\uFEFFimport a.b as c\r\nfrom a import b # c\r\n# d = 1\r\n\r\nx = 1 # one\r\nC:\r\n  y = 2';
    expect(parse(text).map((s) => (s.kind === 'binding' ? [s.key, plain(s.value)] : s))).toEqual([
      ['x', 1],
      ['C.y', 2],
    ]);
  });

  test('names of objects are names like others', () => {
    const { bindings } = load('__proto__ = 1\nconstructor.prototype = 2\n');
    expect([...bindings.keys()]).toEqual(['/.__proto__', '/constructor.prototype']);
  });

  test.each([
    [' a = 1', 'gin-syntax m.gin:1 a'],
    ['a', 'gin-syntax m.gin:1 '],
    ['a ==', 'gin-syntax m.gin:1 ='],
    ['a = 1 b = 2', 'gin-syntax m.gin:1 b'],
    ['\n\n= 1', 'gin-syntax m.gin:3 ='],
    ['a = 1\n{"x": 1}', 'gin-syntax m.gin:2 {'],
    ['C:\n  p', 'gin-syntax m.gin:2 '],
    ["a = 1\nx = [1,\n 2,\n 'b", "gin-unclosed m.gin:4 'b"],
    ['x = [1,\n 2,', 'gin-unclosed m.gin:1 ['],
    ['include base.gin', 'gin-syntax m.gin:1 base.gin'],
    ['\u0000', 'gin-syntax m.gin:1 \u0000'],
  ])('%j', (text, expected) => {
    expect(brief(errorOf(() => parse(text)))).toBe(expected);
  });
});

describe('includes', () => {
  test('stand at their place: what comes later wins', () => {
    const { bindings } = load("a = 1\nb = 1\ninclude 'f'\nb = 3\n", { f: 'a = 2\nb = 2\n' });
    expect([...bindings.values()].map((b) => [b.parameter, plain(b.value), b.source.name])).toEqual([
      ['a', 2, 'f'],
      ['b', 3, 'm.gin'],
    ]);
  });

  test('may be there twice, but not go in a circle', () => {
    expect(load("include 'f'\ninclude 'f'\n", { f: 'a = 2\n' }).bindings.size).toBe(1);
    const circle = { f: "a = 1\ninclude 'g'\n", g: "include 'f'\n" };
    expect(brief(errorOf(() => load("include 'f'\n", circle)))).toBe("config-include-cycle g:1 'f'");
    const self = () => loadGin({ name: 'f', text: "include 'f'" }, includeFrom({ f: '' }));
    expect(errorOf(self).code).toBe('config-include-cycle');
  });

  test('are bounded in depth and number', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`f${i}`, `include 'f${i + 1}'\n`]),
    );
    expect(errorOf(() => load("include 'f0'\n", chain)).details).toMatchObject({ limit: 16 });
    const doubling = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [`f${i}`, `include 'f${i + 1}'\n`.repeat(2)]),
    );
    expect(errorOf(() => load("include 'f0'\n", doubling)).details).toMatchObject({ limit: 100 });
    const large = { f: '#'.repeat(LONGEST_FILE) };
    expect(errorOf(() => load("include 'f'\n".repeat(9), large)).details).toMatchObject({
      what: 'characters in included files',
    });
  });
});

describe('bounds', () => {
  test.each(['[', '(', '{1:', '[(', '{"a":['])('%s nested deeply', (opening) => {
    const error = errorOf(() => parse(`a = 1\nx = ${opening.repeat(100_000)}`));
    expect(error).toMatchObject({ code: 'config-too-deep', details: { limit: 32 }, place: { line: 2 } });
  });

  test('32 brackets are well', () => {
    expect(parse(`x = ${'['.repeat(32)}${']'.repeat(32)}`)).toHaveLength(1);
  });

  test('a file too long, and bindings too many', () => {
    expect(errorOf(() => parse('#'.repeat(LONGEST_FILE + 1))).code).toBe('config-too-large');
    const many = Array.from({ length: 20_001 }, (_, i) => `a${i} = 1\n`).join('');
    expect(brief(errorOf(() => load(many)))).toBe('gin-too-many m.gin:20001 a20000');
  });

  test.each<[string, (length: number) => string]>([
    ['a comment', (n) => '#'.repeat(n)],
    ['blanks', (n) => ' '.repeat(n)],
    ['lines', (n) => '\n'.repeat(n)],
    ['continuations', (n) => `a = ${'\\\n'.repeat(n / 2 - 10)}1`],
    ['an import', (n) => `import ${'a'.repeat(n - 20)}`],
    ['an import of backslashes', (n) => `import a${'\\'.repeat(n - 20)}`],
    ['a name', (n) => 'a'.repeat(n)],
    ['a string', (n) => `a = '${'x'.repeat(n - 10)}'`],
    ['an open string', (n) => `a = '${'\\n'.repeat(n / 2 - 10)}`],
    ['a number', (n) => `a = ${'9'.repeat(n - 10)}`],
    ['a number with a tail', (n) => `a = ${'1_'.repeat(n / 2 - 10)}x`],
    ['strings', (n) => `a = ${"'' ".repeat(n / 3 - 10)}`],
    ['a list', (n) => `a = [${'1,'.repeat(n / 2 - 10)}`],
  ])(
    'the longest file of %s is read or refused at once',
    (_, text) => {
      const started = performance.now();
      try {
        parse(text(LONGEST_FILE));
      } catch (error) {
        expect(error).toMatchObject({ name: 'UserError' });
      }
      expect(performance.now() - started).toBeLessThan(15_000);
    },
    20_000,
  );
});

describe('looksLikeGin', () => {
  test('the samples do', () => {
    expect([...SAMPLES].filter(([, text]) => !looksLikeGin(text))).toEqual([]);
  });

  test.each([
    '{"d_model": 512}',
    '[1]',
    '',
    '# only a comment',
    'NL24-SM',
    'a == b',
    '\u0000\u0001',
    '<xml>',
  ])('%j does not', (text) => {
    expect(looksLikeGin(text)).toBe(false);
  });
});
