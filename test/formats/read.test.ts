import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormatName, SourceFile } from '../../src/formats/config';
import { readConfig, recogniseFormat } from '../../src/formats/read';
import { sizeNamed } from '../../src/model/sizes';
import { UserError } from '../../src/problems/problem';
import { placeIn } from '../../src/text/place';
import { fileOf, fixture, fixtureKeys, mistake, OPTIONS } from './jsonSupport';

const NAMES = Object.keys(fixtureKeys('sources.json')['files'] as object);
const OWN = { base: 'SM', shape: { dFf: 1024 }, run: { chips: 16 } };

const read = (source: SourceFile) => readConfig(source, OPTIONS);
const mistakeIn = (content: unknown) => mistake(read, fileOf(content));

describe('a format is known by the content', () => {
  test.each(NAMES)('%s is of Hugging Face', (name) => {
    expect(recogniseFormat(fixture(name))).toBe('hf');
    expect(read(fixture(name)).format).toBe('hf');
  });

  test.each<[FormatName | null, unknown]>([
    ['scaleplan', OWN],
    ['scaleplan', { name: 'NL24-SM' }],
    ['scaleplan', { nmae: 'x', base: 'SM' }],
    ['scaleplan', { schemaVersion: 1, command: 'describe', models: [] }],
    ['hf', { model_type: 'bert' }],
    ['hf', { d_modl: 512, d_ff: 2048, d_kv: 64 }],
    ['hf', '{"d_model": 512, "d_ff": '],
    ['scaleplan', '{"shape": {"dModel": 512, '],
    ['mesh-tf', 'd_model = 512\nd_ff = 2048\n'],
    ['mesh-tf', "include 'models/bi_v1.gin'\n"],
    ['t5x', '# A comment\nnetwork.T5Config:\n  emb_dim = 512\n'],
    ['flaxformer', 'NUM_HEADS = 8\nHEAD_DIM = 64\n'],
    [null, { name: 'a-package', version: '1.0.0', dependencies: {} }],
    [null, { transformers_version: '4.0', eos_token_id: 1 }],
    [null, { tokenizer_class: 'T5Tokenizer', model_max_length: 512 }],
    [null, '[]'],
    [null, ''],
    [null, '# T5Config\n\nA note about mesh_tensorflow.\n'],
    [null, `{"model_type": "${'x'.repeat(2 ** 21)}"}`],
  ])('%s', (format, content) => {
    expect(recogniseFormat(fileOf(content))).toBe(format);
  });

  test('what the user says wins', () => {
    const source = fileOf({ ...OWN, model_type: 't5' });
    expect(mistake((file) => readConfig(file, { ...OPTIONS, format: 'hf' }), source)).toMatchObject({
      code: 'config-missing-dimension',
    });
    expect(
      mistake((file) => readConfig(file, { ...OPTIONS, format: 'scaleplan' }), fixture('mt5-base.json')),
    ).toMatchObject({ code: 'config-unknown-key' });
  });
});

describe('what is no configuration', () => {
  test.each([
    ['', 'config-empty', 1],
    ['\uFEFF \r\n', 'config-empty', 1],
    ['{\n"d_model": 5\0', 'config-not-text', 2],
    ['\u007fELF\n\n\0\0', 'config-not-text', 3],
    ['{\n\n"d_mod\uFFFDl": 512}', 'config-not-text', 3],
    ['\n{"a": 1}', 'config-unrecognised', 2],
    ['[1, 2]', 'config-unrecognised', 1],
    ['hello', 'config-unrecognised', 1],
    ['{\n"a": 1,\n', 'json-syntax', 2],
    ['{\n"d_model": 512,\n', 'json-syntax', 2],
    ['{\n"model_type": "bert"\n}', 'config-other-architecture', 2],
    [' '.repeat(2 ** 21), 'config-too-large', 1],
    ['[{"a":'.repeat(100_000), 'config-too-deep', 1],
  ])('%#: %s', (text, code, line) => {
    expect(mistakeIn(text)).toMatchObject({ code, line, file: 'config.json' });
  });

  test('an empty file is told what the two kinds of configurations hold', () => {
    expect(mistakeIn('').hint).toMatch(/gin file .*; scaleplan\.config\.json holds at least \{\}/);
  });

  test('an unknown file is told the formats', () => {
    expect(mistakeIn('hello').hint).toBe('Formats: hf, mesh-tf, t5x, flaxformer, scaleplan.');
  });

  test('a byte order mark and Windows line ends change nothing', () => {
    const { name, text } = fixture('mt5-base.json');
    const windows = { name, text: `\uFEFF${text.replaceAll('\n', '\r\n')}` };
    expect(read(windows).shape).toEqual(read({ name, text }).shape);
    expect(read(windows).places.dFf).toEqual(read({ name, text }).places.dFf);
    const wrong = { name, text: windows.text.replace('2048', '-2048') };
    expect(mistake(read, wrong)).toMatchObject({ code: 'config-bad-value', at: '-2048', line: 3 });
  });
});

describe('a gin file of includes only', () => {
  const FILES: Readonly<Record<string, string>> = {
    'inner/plain.gin': 'd_model = 512\nd_ff = 2048\nd_kv = 64\nnum_heads = 8\nnum_layers = 6\n',
    'inner/t5x.gin': "include 'deep/class.gin'\n",
    'deep/class.gin': 'network.T5Config:\n  emb_dim = 512\n',
    'circle.gin': "include 'round.gin'\n",
    'round.gin': "include 'circle.gin'\n",
    'other.gin': "include 'unrelated.gin'\n",
    'unrelated.gin': 'colour = 3\n',
  };
  const include = (path: string) =>
    Object.hasOwn(FILES, path) ? { name: path, text: FILES[path] as string } : null;
  const within = (path: string) => fileOf(`# Ours\ninclude '${path}'\n`, 'outer.gin');

  test('is of the format of what it includes', () => {
    expect(recogniseFormat(within('inner/plain.gin'), include)).toBe('mesh-tf');
    expect(recogniseFormat(within('inner/t5x.gin'), include)).toBe('t5x');
    expect(recogniseFormat(within('circle.gin'), include)).toBe(null);
    expect(recogniseFormat(within('inner/plain.gin'))).toBe(null);
    expect(readConfig(within('inner/plain.gin'), { include })).toMatchObject({
      format: 'mesh-tf',
      shape: { dModel: 512 },
      places: { dModel: { file: 'inner/plain.gin', line: 1 } },
    });
  });

  test.each([
    ['circle.gin', 'config-include-cycle', 'round.gin', 1],
    ['none.gin', 'config-include-missing', 'outer.gin', 2],
    ['/etc/passwd', 'config-include-outside', 'outer.gin', 2],
    ['../plain.gin', 'config-include-outside', 'outer.gin', 2],
    ['other.gin', 'config-unrecognised', 'outer.gin', 1],
  ])('that fails is told why: %s', (path, code, file, line) => {
    expect(mistake((source) => readConfig(source, { include }), within(path))).toMatchObject({
      code,
      file,
      line,
    });
  });
});

describe('line ends', () => {
  test.each(['\n', '\r\n', '\r'])('%j: a place has its line', (end) => {
    const text = ['{', '"a": 1', '}'].join(end);
    expect(placeIn({ name: 'f', text }, text.indexOf('1'), text.indexOf('1') + 1)).toEqual({
      file: 'f',
      line: 2,
      text: '"a": 1',
      start: 5,
      end: 6,
    });
    expect(placeIn({ name: 'f', text }, text.length - 1, text.length)).toMatchObject({ line: 3, text: '}' });
    expect(placeIn({ name: 'f', text }, 1, 2)).toMatchObject({ line: 1, text: '{' });
  });

  test('of carriage returns alone end lines of JSON and of gin', () => {
    const { text } = fixture('mt5-base.json');
    const wrong = text.replace('2048', '-2048').replaceAll('\n', '\r');
    expect(mistakeIn(wrong)).toMatchObject({ code: 'config-bad-value', at: '-2048', line: 3 });
    const gin = '# Ours\rd_model = 512\rd_ff = 2048\rd_kv = 64\rnum_heads = 8\rnum_layers = 6\r';
    expect(read(fileOf(gin)).places.numHeads).toMatchObject({ line: 5, text: 'num_heads = 8' });
    expect(mistakeIn(gin.replace('= 8', '= -8'))).toMatchObject({
      code: 'config-bad-value',
      at: '-8',
      line: 5,
    });
  });
});

describe('every reader gives the fields of a shape in one order', () => {
  const ORDER = [
    'encoderLayers',
    'decoderLayers',
    'dModel',
    'dFf',
    'dKv',
    'numHeads',
    'numMemoryHeads',
    'sharedKv',
    'gatedFf',
    'tiedEmbedding',
    'vocabSize',
  ];
  const lines = (names: string, before = '') =>
    names
      .split(' ')
      .map((name) => `${before}${name} = 64\n`)
      .join('');

  test.each<[FormatName, unknown]>([
    ['hf', fixture('mt5-base.json').text],
    ['scaleplan', { base: 'SM', shape: { vocabSize: 256, dFf: 1024 } }],
    ['scaleplan', { shape: Object.fromEntries(Object.entries(sizeNamed('SM').shape).reverse()) }],
    ['mesh-tf', lines('d_model d_ff d_kv num_heads num_layers')],
    [
      't5x',
      lines(
        'vocab_size emb_dim num_heads num_encoder_layers num_decoder_layers head_dim mlp_dim',
        'T5Config.',
      ),
    ],
    [
      'flaxformer',
      lines('NUM_ENCODER_LAYERS NUM_DECODER_LAYERS NUM_HEADS HEAD_DIM EMBED_DIM MLP_DIM NUM_EMBEDDINGS'),
    ],
  ])('%s', (format, content) => {
    const config = read(fileOf(content));
    expect(config.format).toBe(format);
    expect(Object.keys(config.shape)).toEqual(ORDER);
  });
});

describe('whatever the text, a reader reads it or tells the mistake with its line', () => {
  const formats = fc.constantFrom<FormatName | undefined>(undefined, 'hf', 'scaleplan');

  function isReadOrRefused(text: string, format: FormatName | undefined): void {
    const source = { name: 'fuzz.json', text };
    try {
      const { shape } = readConfig(source, { ...OPTIONS, format });
      for (const value of Object.values(shape)) {
        expect(typeof value === 'boolean' || (Number.isInteger(value) && value >= 0)).toBe(true);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.place?.line).toBeGreaterThanOrEqual(1);
      expect(error.place?.line).toBeLessThanOrEqual(text.split('\n').length);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would act on them
      expect(error.message + error.hint).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  }

  test('any JSON', () => {
    const keys = fc.oneof(
      fc.constantFrom('shape', 'models', 'model_type', 'd_model', 'd_ff', 'name', 'base', 'run', '__proto__'),
      fc.string(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, fc.dictionary(keys, tie('leaf')), tie('leaf')),
      leaf: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 2 }), fc.double(), tie('tree')),
    }));
    fc.assert(
      fc.property(tree, formats, (value, format) =>
        isReadOrRefused(JSON.stringify(value, null, 1) ?? '', format),
      ),
      { numRuns: 2000 },
    );
  });

  const real = [...NAMES.map((name) => fixture(name).text), JSON.stringify(OWN), '{"name": "EL16-DL4-SM"}'];

  test('any change of a real file', () => {
    const inserted = fc.oneof(
      fc.constantFrom(
        'NaN',
        '1e308',
        '-',
        '"',
        '{',
        '}',
        '[',
        ',',
        '\0',
        '\n',
        '\u001b[2J',
        '\uFFFD',
        '00',
        '.5',
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    );
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), inserted });
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        formats,
        (text, changes, format) => {
          const changed = changes.reduce((before, { at, cut, inserted: piece }) => {
            const start = Math.floor(at * before.length);
            return before.slice(0, start) + piece + before.slice(start + cut);
          }, text);
          isReadOrRefused(changed, format);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('a real file that is cut off anywhere', () => {
    const { text } = fixture('t5-small.json');
    for (let end = 0; end < text.trimEnd().length; end++) {
      const { code } = mistake(read, { name: 'cut.json', text: text.slice(0, end) });
      expect(['config-empty', 'json-syntax']).toContain(code);
    }
  });
});
