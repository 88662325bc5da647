import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../src/formats/config';
import { readOwnShape } from '../../src/formats/ownShape';
import { parseName } from '../../src/names/parse';
import { fileOf, mistake, OPTIONS } from './jsonSupport';

const SHAPE = {
  encoderLayers: 8,
  decoderLayers: 6,
  dModel: 512,
  dFf: 1024,
  dKv: 64,
  numHeads: 6,
  numMemoryHeads: 2,
  sharedKv: true,
  gatedFf: true,
  tiedEmbedding: false,
  vocabSize: 32128,
};
const RUN = {
  sequences: 64,
  encoderLength: 256,
  decoderLength: 64,
  trainSteps: 1e6,
  chips: 32,
  modelParallelism: 2,
};
const MODEL = {
  name: 'my-model',
  family: 'encoder-decoder',
  shape: SHAPE,
  parameters: { total: 1 },
  warnings: [],
};
const SLICE = { machine: 'tpu-v3', chips: 32, cores: 64, modelParallelism: 2, dataParallelism: 32 };
const { chips: _, modelParallelism: __, ...WORKLOAD } = RUN;
const ENVELOPE = {
  schemaVersion: 1,
  command: 'describe',
  workload: WORKLOAD,
  models: [{ ...MODEL, slice: SLICE }],
};

const read = (source: SourceFile) => readOwnShape(source, OPTIONS);
const mistakeIn = (content: unknown) => mistake(read, fileOf(content, 'shape.json'));
const without = (key: string) => Object.fromEntries(Object.entries(SHAPE).filter(([other]) => other !== key));

describe('a shape file', () => {
  test('gives every field, the run, and their places', () => {
    const { file, format, shape, run, places } = read(
      fileOf({ $schema: 'scaleplan/shape.json', shape: SHAPE, run: RUN }, 'shape.json'),
    );
    expect({ file, format, shape, run }).toEqual({
      file: 'shape.json',
      format: 'scaleplan',
      shape: SHAPE,
      run: RUN,
    });
    expect(Object.keys(places).sort()).toEqual([...Object.keys(SHAPE), ...Object.keys(RUN)].sort());
    expect(places.dFf).toEqual({
      file: 'shape.json',
      line: 7,
      text: '    "dFf": 1024,',
      start: 4,
      end: 15,
    });
  });

  test('is named instead of written out', () => {
    expect(read(fileOf({ name: 'NL24-SM' }))).toMatchObject({
      shape: parseName('NL24-SM'),
      run: {},
      places: {},
    });
    expect(read(fileOf({ name: 'NL24', base: 'small' })).shape).toEqual(parseName('NL24-SM'));
  });

  test('changes fields of a size', () => {
    const { shape, places } = read(fileOf({ base: 'SM', shape: { gatedFf: true, dFf: 1024 } }));
    expect(shape).toEqual({ ...parseName('SM'), gatedFf: true, dFf: 1024 });
    expect(Object.keys(places)).toEqual(['dFf', 'gatedFf']);
  });

  test('has a name that its shape agrees with', () => {
    const named = { name: 'NL24-SM', shape: { encoderLayers: 24, dFf: 2048 } };
    expect(read(fileOf(named)).shape).toEqual(parseName('NL24-SM'));
    expect(mistakeIn({ name: 'NL24-SM', shape: { encoderLayers: 12, dFf: 3072 } })).toMatchObject({
      code: 'config-name-disagrees',
      message: "The shape is not that of 'NL24-SM': encoderLayers is 12, not 24; dFf is 3072, not 2048.",
      line: 4,
      at: '"encoderLayers": 12',
    });
  });
});

describe('the output of describe', () => {
  test('one model alone', () => {
    expect(read(fileOf(MODEL))).toMatchObject({ shape: SHAPE, run: {} });
    expect(read(fileOf({ ...MODEL, slice: SLICE })).run).toEqual({ chips: 32, modelParallelism: 2 });
  });

  test('the whole of it', () => {
    const { shape, run, places } = read(fileOf(ENVELOPE));
    expect({ shape, run }).toEqual({ shape: SHAPE, run: RUN });
    expect(places.chips?.text).toContain('"chips": 32');
  });

  test.each([0, 2])('with %d models is refused', (count) => {
    expect(mistakeIn({ ...ENVELOPE, models: Array.from({ length: count }, () => MODEL) })).toMatchObject({
      code: 'config-several-models',
      message: `This file holds ${count} models.`,
      at: '"models"',
    });
  });
});

describe('mistakes', () => {
  test.each(Object.keys(SHAPE))('without %s there is no shape', (field) => {
    expect(mistakeIn({ shape: without(field) })).toMatchObject({
      code: 'config-missing-field',
      message: expect.stringContaining(field),
      line: 2,
      at: '{',
    });
  });

  test.each([
    [{ shape: { ...SHAPE, dFF: 1 } }, 'dFf', '"dFF"'],
    [{ base: 'SM', shape: { numHead: 1 } }, 'numHeads', '"numHead"'],
    [{ base: 'SM', rnu: {} }, 'run', '"rnu"'],
    [{ base: 'SM', run: { sequence: 1 } }, 'sequences', '"sequence"'],
    [{ nmae: 'SM' }, 'name', '"nmae"'],
  ])('%j: a misspelt key is named with its neighbour', (content, nearest, at) => {
    expect(mistakeIn(content)).toMatchObject({
      code: 'config-unknown-key',
      hint: `Did you mean ${nearest}?`,
      at,
    });
  });

  test.each([
    [{ shape: { ...SHAPE, dFf: -1 } }, '-1'],
    [{ shape: { ...SHAPE, dFf: 1.5 } }, '1.5'],
    [{ shape: { ...SHAPE, dFf: '1K' } }, '"1K"'],
    [{ shape: { ...SHAPE, vocabSize: 1e308 } }, '1e+308'],
    [{ shape: { ...SHAPE, sharedKv: 1 } }, '1'],
    [{ shape: { ...SHAPE, numMemoryHeads: 4 } }, '4'],
    [{ shape: [1] }, '[1]'],
    [{ base: 'NL24-SM' }, '"NL24-SM"'],
    [{ base: 7 }, '7'],
    [{ base: 'SM', run: { chips: 0 } }, '0'],
    [{ base: 'SM', run: { trainSteps: 2e12 } }, '2000000000000'],
    [{ ...ENVELOPE, models: 3 }, '3'],
    [{ ...ENVELOPE, models: [3] }, '3'],
    [[1, 2], '[1, 2]'],
  ])('%j: a value is refused', (content, at) => {
    const found = mistakeIn(JSON.stringify(content).replaceAll(',', ', ').replaceAll(':[1, 2', ':[1,2'));
    expect(found).toMatchObject({ code: 'config-bad-value', line: 1, at });
  });

  test('a name that is none says what the grammar says, in the file', () => {
    expect(mistakeIn({ name: 'NL24-SMAL' })).toMatchObject({
      code: 'unknown-operator',
      file: 'shape.json',
      line: 2,
      at: '"NL24-SMAL"',
    });
    expect(mistakeIn({ name: '\u001b[31mSM' }).message).not.toContain('\u001b');
  });

  test('another family is named', () => {
    expect(mistakeIn({ ...MODEL, family: 'mixture-of-experts' })).toMatchObject({
      code: 'config-other-architecture',
      at: '"mixture-of-experts"',
    });
    expect(mistakeIn({ ...MODEL, family: 'decoder-only' })).toMatchObject({
      code: 'config-bad-value',
      at: '"decoder-only"',
      hint: 'Expected: encoder-decoder, which its shape is.',
    });
  });

  test('a model without a shape', () => {
    expect(mistakeIn({ family: 'encoder-decoder', name: 'x' })).toMatchObject({
      code: 'config-missing-field',
      message: expect.stringContaining('shape'),
    });
  });
});
