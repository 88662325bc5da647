import { afterAll, describe, expect, test } from 'vitest';
import { readOwnShape } from '../../src/formats/ownShape';
import { checkSayable, EXPORT_FORMATS, formatsThatSay } from '../../src/formats/write/limits';
import { PAPER_VISION } from '../../src/model/vision';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';
import { Scratch } from '../files/scratch';
import { scaleplan, scaleplanJson } from '../support/cli';
import { fileOf, mistake, OPTIONS } from './jsonSupport';

const read = (content: unknown) => readOwnShape(fileOf(content, 'shape.json'), OPTIONS);
const mistakeIn = (content: unknown) =>
  mistake((source) => readOwnShape(source, OPTIONS), fileOf(content, 'shape.json'));

describe('describe --json of every family is read again', () => {
  const scratch = new Scratch();
  afterAll(() => scratch.remove());

  test.each([
    ['ViT-S/32-NL24'],
    ['ViT-B/16', '--image-size', '384', '--classes', '1000', '--sequences', '1024'],
    ['DL0-BASE'],
    ['EL0-DL24-LG', '--encoder-length', '256', '--chips', '64'],
    ['NL24-SM', '--steps', '1000'],
  ])('%s %s', async (...args) => {
    const before = await scaleplanJson(['describe', ...args]);
    scratch.write('model.json', before);
    const after = await scaleplanJson(['describe', scratch.path('model.json')]);
    const { name, ...rest } = before.models[0];
    expect({ ...after.models[0], name }).toEqual({ name, ...rest });
    expect(after.workload).toEqual(before.workload);
  });
});

describe('a shape file', () => {
  test('of a Vision Transformer, by its name or field by field', () => {
    const shape = parseName('ViT-S/32');
    expect(read({ name: 'ViT-S/32' }).shape).toEqual(shape);
    expect(read({ shape }).shape).toEqual(shape);
    expect(read({ name: 'ViT-S/32', shape: { vision: PAPER_VISION } }).shape).toEqual(shape);
    expect(read({ shape }).places.vision).toBeDefined();
  });

  test('of one stack, with a run of its own', () => {
    const { shape, run } = read({ name: 'DL0-BASE', run: { encoderLength: 128, decoderLength: 64 } });
    expect([shape, run]).toEqual([parseName('DL0-BASE'), { encoderLength: 128 }]);
  });

  test.each([
    [{ encoderLayers: 0, decoderLayers: 0 }, 'config-bad-value', '0'],
    [{ vocabSize: 0 }, 'config-bad-value', '0'],
  ])('of text cannot have %j', (change, code, at) => {
    expect(mistakeIn({ shape: { ...parseName('BASE'), ...change } })).toMatchObject({ code, at });
  });

  test.each([
    [{ decoderLayers: 2 }, 'config-bad-value', '2'],
    [{ gatedFf: true }, 'config-bad-value', 'true'],
    [{ vocabSize: 32128 }, 'config-bad-value', '32128'],
    [{ encoderLayers: 0 }, 'config-bad-value', '0'],
    [{ vision: { ...PAPER_VISION, patchSize: 33 } }, 'config-bad-value', '224'],
    [{ vision: { ...PAPER_VISION, patchSize: 0 } }, 'config-bad-value', '0'],
    [{ vision: { ...PAPER_VISION, patches: 1 } }, 'config-unknown-key', '"patches"'],
    [{ vision: { patchSize: 32, imageSize: 224 } }, 'config-missing-field', '{'],
    [{ vision: 32 }, 'config-bad-value', '32'],
  ])('of a Vision Transformer cannot have %j', (change, code, at) => {
    expect(mistakeIn({ shape: { ...parseName('ViT-S/32'), ...change } })).toMatchObject({ code, at });
  });

  test('says what its vision is not', () => {
    const { message } = mistakeIn({ name: 'ViT-S/32', shape: { vision: { ...PAPER_VISION, classes: 10 } } });
    expect(message).toContain('not patchSize 32, imageSize 224, classes 18291');
  });
});

describe('exports', () => {
  test.each(['ViT-S/32', 'DL0-BASE', 'EL0-BASE'])('of %s are refused', async (name) => {
    const shape = parseName(name);
    expect(formatsThatSay(shape)).toEqual([]);
    for (const format of EXPORT_FORMATS) {
      expect(() => checkSayable(shape, format)).toThrow(UserError);
      const { stdout, stderr, exitCode } = await scaleplan(['export', name, '--to', format]);
      expect([stdout, exitCode]).toEqual(['', 2]);
      expect(stderr).toContain('Configurations are written of encoder-decoders only');
    }
  });
});
