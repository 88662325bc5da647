import { describe, expect, test } from 'vitest';
import type { ConfigField } from '../../src/formats/config';
import { sizeNamed } from '../../src/model/sizes';
import { baseWith } from '../support/shapes';
import { type ContextChanges, contextOf, found } from './support';

const BASE = sizeNamed('BASE').shape;

/** A setting as a line of a file. */
function written(text: string, file = 'model.json') {
  return { file, line: 3, text: `  ${text},`, start: 2, end: 2 + text.length };
}

const hintOf = (rule: string, shape: Parameters<typeof contextOf>[0], changes: ContextChanges) =>
  found(rule, contextOf(shape, changes))[0]?.hint;

describe('hints name the key as the file writes it', () => {
  test.each([
    ['"numHeads": 10', 'numHeads'],
    ['"num_heads": 10', 'num_heads'],
    ['encoder/SelfAttention.num_heads = 10', 'encoder/SelfAttention.num_heads'],
  ])('%s', (text, key) => {
    const changes = { run: { modelParallelism: 4 }, places: { numHeads: written(text) } };
    expect(hintOf('indivisible-model-parallelism', baseWith({ numHeads: 10 }), changes)).toBe(
      `Use --model-parallelism 1 or 2, or change ${key} in model.json.`,
    );
  });

  test.each([
    ['inefficient-feed-forward', { dFf: 9216 }, 'dFf', '"d_ff": 9216', 'Use d_ff 3072 in model.json '],
    ['inefficient-feed-forward', { dFf: 9216 }, 'dFf', 'mlp_dim = 9216', 'Use mlp_dim 3072 in model.json '],
    ['inefficient-d-model', { dModel: 2048 }, 'dModel', 'emb_dim = 2048', 'Use emb_dim 768 in model.json '],
    ['inefficient-key-size', { dKv: 32 }, 'dKv', 'head_dim = 32', 'Use head_dim 64 in model.json '],
    [
      'misaligned',
      { dModel: 700 },
      'dModel',
      '"dModel": 700',
      'Use dModel 768, or the smaller dModel 640 in ',
    ],
    [
      'misaligned',
      { numHeads: 9 },
      'numHeads',
      '"num_heads": 9',
      'Use num_heads 10, or the smaller num_heads 8 ',
    ],
  ])('%s of %j', (rule, shape, field, text, hint) => {
    const places = { [field as ConfigField]: written(text as string) };
    expect(hintOf(rule, baseWith(shape), { places })).toContain(hint);
  });

  test('and say plainly what no file writes', () => {
    expect(hintOf('misaligned', baseWith({ numHeads: 9 }), {})).toBe(
      'Use 10 heads, or the smaller 8 heads in model.json.',
    );
  });

  test('name-disagrees, in its message too', () => {
    const places = { encoderLayers: written('"num_layers": 12') };
    const [finding] = found('name-disagrees', contextOf(BASE, { target: 'base-el24.json', places }));
    expect(finding?.message).toContain('num_layers 12 (not 24)');
    expect(finding?.hint).toBe('Rename the file after BASE, or mend num_layers in model.json.');
  });
});

describe('hints name the file that holds the line', () => {
  const layers = written('num_layers = 48', 'models/base.gin');
  const deep = baseWith({ encoderLayers: 48 });

  test('an included one', () => {
    const changes = { target: 'run.gin', places: { encoderLayers: layers }, budget: { flops: 1e12 } };
    expect(hintOf('too-deep', deep, changes)).toContain(' in models/base.gin, ');
    expect(hintOf('budget-flops', deep, changes)).toContain(' in models/base.gin ');
  });

  test('and the target where it is not known', () => {
    expect(hintOf('too-deep', deep, { target: 'run.gin' })).toContain(' in run.gin, ');
  });

  test('standard input has no name', () => {
    const places = { encoderLayers: written('"num_layers": 48', 'standard input') };
    expect(hintOf('too-deep', deep, { target: '-', places })).toContain(' in the configuration, ');
    expect(hintOf('too-deep', deep, { target: '-' })).toContain(' in the configuration, ');
    const included = { target: '-', places: { encoderLayers: layers } };
    expect(hintOf('too-deep', deep, included)).toContain(' in models/base.gin, ');
  });
});
