import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import type { EinsumKind } from '../../src/census/einsum';
import { type CensusLine, censusLines } from '../../src/census/lines';
import { tensorsOf } from '../../src/census/tensors';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { layOut, sliceOf } from '../../src/machine/mesh';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';

// One table a kind of model, as the paper and Dosovitskiy et al. 2020 describe it, in the letters of dimensions.ts.
// Times: how often a microbatch runs it. Weights: letters of the matrix that stands there first.

const ENCODER = `
embedding: encoder look-up                     | B S V, V d -> B S d          | 1
encoder self-attention: layer norm             | B S d, d -> B S d            | 3
encoder self-attention: query                  | B S d, d Hk -> B S Hk        | 3
encoder self-attention: key                    | B S d, d Hk -> B S Hk        | 3
encoder self-attention: value                  | B S d, d Hk -> B S Hk        | 3
encoder self-attention: scores                 | B H S k, B H M k -> B H S M  | 3
encoder self-attention: context                | B H S M, B H M k -> B H S k  | 3
encoder self-attention: output                 | B S Hk, Hk d -> B S d        | 3
encoder self-attention: relative-position bias | S M r, r H -> H S M          | 3
encoder self-attention: add bias               | B H S M, H S M -> B H S M    | 3
encoder feed-forward: layer norm               | B S d, d -> B S d            | 3
encoder feed-forward: input                    | B S d, d f -> B S f          | 3
encoder feed-forward: output                   | B S f, f d -> B S d          | 3
encoder final norm: layer norm                 | B S d, d -> B S d            | 1`;

const DECODER_ATTENTION = `
embedding: decoder look-up                     | B T V, V d -> B T d          | 1
decoder self-attention: layer norm             | B T d, d -> B T d            | 2
decoder self-attention: query                  | B T d, d Hk -> B T Hk        | 2
decoder self-attention: key                    | B T d, d Hk -> B T Hk        | 2
decoder self-attention: value                  | B T d, d Hk -> B T Hk        | 2
decoder self-attention: scores                 | B H T k, B H M k -> B H T M  | 2
decoder self-attention: context                | B H T M, B H M k -> B H T k  | 2
decoder self-attention: output                 | B T Hk, Hk d -> B T d        | 2
decoder self-attention: relative-position bias | T M r, r H -> H T M          | 2
decoder self-attention: add bias               | B H T M, H T M -> B H T M    | 2`;

const CROSS_ATTENTION = `
cross-attention: layer norm                    | B T d, d -> B T d            | 2
cross-attention: query                         | B T d, d Hk -> B T Hk        | 2
cross-attention: key                           | B S d, d Hk -> B S Hk        | 2
cross-attention: value                         | B S d, d Hk -> B S Hk        | 2
cross-attention: scores                        | B H T k, B H M k -> B H T M  | 2
cross-attention: context                       | B H T M, B H M k -> B H T k  | 2
cross-attention: output                        | B T Hk, Hk d -> B T d        | 2`;

const DECODER_END = `
decoder feed-forward: layer norm               | B T d, d -> B T d            | 2
decoder feed-forward: input                    | B T d, d f -> B T f          | 2
decoder feed-forward: output                   | B T f, f d -> B T d          | 2
decoder final norm: layer norm                 | B T d, d -> B T d            | 1
logits: projection                             | B T d, V d -> B T V          | 1`;

const GATED = `
encoder feed-forward: gate                     | B S d, d f -> B S f          | 3
encoder feed-forward: linear                   | B S d, d f -> B S f          | 3
encoder feed-forward: gating                   | B S f, B S f -> B S f        | 3
encoder feed-forward: output                   | B S f, f d -> B S d          | 3`;

const ONE_SHARED_HEAD = `
encoder self-attention: query                  | B S d, d Hk -> B S Hk        | 3
encoder self-attention: key and value          | B S d, d k -> B S k          | 3
encoder self-attention: scores                 | B H S k, B M k -> B H S M    | 3
encoder self-attention: context                | B H S M, B M k -> B H S k    | 3`;

const GROUPED_QUERIES = `
decoder self-attention: key                    | B T d, d Gk -> B T Gk        | 2
decoder self-attention: value                  | B T d, d Gk -> B T Gk        | 2
decoder self-attention: scores                 | B H T k, B H M k -> B H T M  | 2
decoder self-attention: context                | B H T M, B H M k -> B H T k  | 2`;

const VISION = `
embedding: patches                             | B N P, P d -> B N d          | 1
embedding: add patch bias                      | B N d, d -> B N d            | 1
embedding: class token                         | B, d -> B d                  | 1
embedding: add positions                       | B S d, S d -> B S d          | 1
encoder self-attention: layer norm             | B S d, d -> B S d            | 3
encoder self-attention: add norm bias          | B S d, d -> B S d            | 3
encoder self-attention: query                  | B S d, d Hk -> B S Hk        | 3
encoder self-attention: add query bias         | B S Hk, Hk -> B S Hk         | 3
encoder self-attention: key                    | B S d, d Hk -> B S Hk        | 3
encoder self-attention: add key bias           | B S Hk, Hk -> B S Hk         | 3
encoder self-attention: value                  | B S d, d Hk -> B S Hk        | 3
encoder self-attention: add value bias         | B S Hk, Hk -> B S Hk         | 3
encoder self-attention: scores                 | B H S k, B H M k -> B H S M  | 3
encoder self-attention: context                | B H S M, B H M k -> B H S k  | 3
encoder self-attention: output                 | B S Hk, Hk d -> B S d        | 3
encoder self-attention: add output bias        | B S d, d -> B S d            | 3
encoder feed-forward: layer norm               | B S d, d -> B S d            | 3
encoder feed-forward: add norm bias            | B S d, d -> B S d            | 3
encoder feed-forward: input                    | B S d, d f -> B S f          | 3
encoder feed-forward: add input bias           | B S f, f -> B S f            | 3
encoder feed-forward: output                   | B S f, f d -> B S d          | 3
encoder feed-forward: add output bias          | B S d, d -> B S d            | 3
encoder final norm: layer norm                 | B S d, d -> B S d            | 1
encoder final norm: add norm bias              | B S d, d -> B S d            | 1
logits: projection                             | B d, d C -> B C              | 1
logits: add head bias                          | B C, C -> B C                | 1`;

const censusOf = (name: string, changes: Partial<ModelShape> = {}) => {
  const shape = { ...parseName(name), ...changes };
  return { shape, census: takeCensus(shape, PAPER_WORKLOAD) };
};

function linesOf(name: string, changes: Partial<ModelShape> = {}): CensusLine[] {
  const { shape, census } = censusOf(name, changes);
  return censusLines(census, layOut(shape, PAPER_WORKLOAD, sliceOf(PAPER_MACHINE, 16), 1));
}

const written = (lines: readonly CensusLine[]) =>
  lines.map(({ module, einsum, dimensions, repeat }) => `${module}: ${einsum} | ${dimensions} | ${repeat}`);

const rows = (...tables: readonly string[]) =>
  tables.flatMap((table) =>
    table
      .trim()
      .split('\n')
      .map((line) => line.replace(/ +\|/g, ' |')),
  );

describe('the census in the order in which it runs', () => {
  test('of an encoder-decoder', () => {
    expect(written(linesOf('EL3-DL2-BASE'))).toEqual(
      rows(ENCODER, DECODER_ATTENTION, CROSS_ATTENTION, DECODER_END),
    );
  });

  test('of an encoder alone, untied: the logits have a matrix of their own', () => {
    expect(written(linesOf('EL3-DL0-BASE', { tiedEmbedding: false }))).toEqual([
      ...rows(ENCODER),
      'logits: projection | B S d, d V -> B S V | 1',
    ]);
  });

  test('of a decoder alone: no cross-attention', () => {
    expect(written(linesOf('EL0-DL2-BASE'))).toEqual(rows(DECODER_ATTENTION, DECODER_END));
  });

  test('of a Vision Transformer: biases everywhere, and only the class token has logits', () => {
    expect(written(linesOf('ViT-B/32-NL3'))).toEqual(rows(VISION));
  });

  test.each([
    ['a gated feed-forward block', 'EL3-DL0-BASE', { gatedFf: true }, GATED],
    ['one key and value for all heads (SH-SKV)', 'EL3-DL0-SH-SKV-BASE', {}, ONE_SHARED_HEAD],
    ['four memory heads', 'EL0-DL2-BASE', { numMemoryHeads: 4 }, GROUPED_QUERIES],
  ])('with %s', (_, name, changes, table) => {
    const lines = written(linesOf(name, changes));
    const [first = '', ...rest] = rows(table);
    const at = lines.indexOf(first);
    expect(lines.slice(at, at + 1 + rest.length)).toEqual([first, ...rest]);
  });
});

test('parameters stand where a weight is used first: the table of a tied embedding at the encoder', () => {
  const parameters = Object.fromEntries(
    linesOf('EL3-DL2-BASE').map((line) => [`${line.module}: ${line.einsum}`, line.parameters]),
  );
  expect(parameters).toMatchObject({
    'embedding: encoder look-up': 32_128 * 768,
    'encoder self-attention: layer norm': 3 * 768,
    'encoder self-attention: query': 3 * 768 * 768,
    'encoder self-attention: scores': 0,
    'encoder self-attention: relative-position bias': 32 * 12,
    'embedding: decoder look-up': 0,
    'decoder feed-forward: input': 2 * 768 * 3072,
    'logits: projection': 0,
  });
});

test('as many memory heads as heads are none', () => {
  expect(written(linesOf('LG', { numMemoryHeads: 16 }))).toEqual(written(linesOf('LG')));
});

const MODELS: readonly [kind: string, name: string, changes: Partial<ModelShape>][] = [
  ['encoder-decoder', 'SM', {}],
  ['gated and untied one', 'SM', { gatedFf: true, tiedEmbedding: false }],
  ['one with shared keys and values', 'SH-SKV-SM', {}],
  ['Vision Transformer', 'ViT-S/16', {}],
];

describe.each(MODELS)('the tensors of one %s', (_, model, changes) => {
  test('have names of their own, that say what they are of', () => {
    const tensors = tensorsOf(censusOf(model, changes).census);
    const names = tensors.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-zA-Z -]+(: [a-zA-Z -]+)?$/);
    for (const { kind } of tensors) expect(['weight', 'activation', 'indices']).toContain(kind);
  });

  test('weights are named after the module that reads them', () => {
    for (const { module, inputs } of censusOf(model, changes).census) {
      const own = inputs.filter(({ tensor }) => tensor.kind === 'weight').map(({ tensor }) => tensor.name);
      for (const name of own) {
        const isTied = module === 'logits' && name === 'embedding: table';
        expect(name.startsWith(`${module}: `) || isTied).toBe(true);
      }
    }
  });

  test('only weights have numbers of the optimizer beside them', () => {
    const withSlots = tensorsOf(censusOf(model, changes).census).filter(
      ({ optimizerSlots }) => optimizerSlots !== undefined,
    );
    expect(withSlots.every(({ kind }) => kind === 'weight')).toBe(true);
    expect(withSlots.length > 0).toBe(model.startsWith('ViT'));
  });
});

const KINDS: readonly [kind: EinsumKind, names: RegExp][] = [
  ['projection', /: (query|key|value|key and value|output|input|gate|linear|patches|projection)$/],
  ['attention', /: (scores|context)$/],
  ['lookup', /: ((encoder|decoder) look-up|relative-position bias)$/],
  ['elementwise', /: (layer norm|gating)$/],
  ['addition', /: (add [a-z]+( bias)?|class token)$/],
];

test.each(MODELS)('what an einsum of one %s does follows from its name', (_, model, changes) => {
  for (const { name, kind } of censusOf(model, changes).census) {
    expect(KINDS.filter(([, names]) => names.test(name)).map(([one]) => one)).toEqual([kind]);
  }
});
