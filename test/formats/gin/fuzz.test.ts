import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelConfig, SourceFile } from '../../../src/formats/config';
import { readFlaxformer, recognises as recognisesFlaxformer } from '../../../src/formats/flaxformer';
import { looksLikeGin } from '../../../src/formats/gin/looksLike';
import { readMeshTf, recognises as recognisesMeshTf } from '../../../src/formats/meshTf';
import { readT5x, recognises as recognisesT5x } from '../../../src/formats/t5x';
import { UserError } from '../../../src/problems/problem';
import { includeFrom, SAMPLES } from './support';

const READERS = { readMeshTf, readT5x, readFlaxformer };

/** Reads a text every way: each gives a model of whole positive numbers or a mistake with its place. */
function readEveryWay(text: string): void {
  const source: SourceFile = { name: 'fuzzed.gin', text };
  looksLikeGin(text);
  for (const recognises of [recognisesFlaxformer, recognisesMeshTf, recognisesT5x]) recognises(source);
  for (const read of Object.values(READERS)) {
    try {
      expectSound(read(source, { include: includeFrom() }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expectPlaced(error);
    }
  }
}

function expectSound({ shape, run, places }: ModelConfig): void {
  const numbers = [...Object.values(shape), ...Object.values(run)].filter(
    (value) => typeof value === 'number',
  );
  for (const number of numbers) {
    expect(Number.isInteger(number) && number >= 0 && number <= 1e12).toBe(true);
  }
  for (const place of Object.values(places)) expect(place.line).toBeGreaterThan(0);
}

function expectPlaced({ place, message, hint }: UserError): void {
  expect(place?.file).toBeDefined();
  expect(place?.line).toBeGreaterThan(0);
  expect(place?.start).toBeGreaterThanOrEqual(0);
  expect(`${message} ${hint}`).not.toMatch(/undefined|\[object/);
}

const TOKENS = [
  ...[
    'd_model',
    'd_ff',
    'num_heads',
    'EMBED_DIM',
    'NUM_HEADS',
    'network.T5Config',
    'T5Config.emb_dim',
    '__proto__',
  ],
  ...[
    ' = ',
    '=',
    ':',
    '\n',
    '\n  ',
    '\\\n',
    '\r\n',
    '\t',
    ' ',
    '.',
    '/',
    ',',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '#',
  ],
  ...[
    "'",
    '"',
    "'''",
    '\\',
    '%',
    '@',
    '%d_model',
    '%gin.REQUIRED',
    '@f()',
    "'a'",
    'True',
    'None',
    'import a',
    '-',
  ],
  ...['0', '1', '512', '1e308', '1e-3', '0x', '_', 'NaN', '\u0000', '\uFEFF', '\u202e', '\ud800', '😀'],
  ...["include 'models/bi_v1.gin'\n", "include 'gone.gin'\n", "include 't5x/examples/t5/t5_1_1/base.gin'\n"],
];

const tokenSoup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(''));

const edit = fc.record({
  at: fc.nat(),
  removed: fc.oneof(fc.constant(0), fc.nat(20)),
  added: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 5 }), fc.constant('')),
});

const mutatedSample = fc
  .tuple(
    fc.constantFrom(...SAMPLES.values()),
    fc.array(edit, { minLength: 1, maxLength: 4 }),
    fc.option(fc.nat()),
  )
  .map(([sample, edits, cut]) => {
    const text = edits.reduce((before, { at, removed, added }) => {
      const start = at % (before.length + 1);
      return before.slice(0, start) + added + before.slice(start + removed);
    }, sample);
    return cut === null ? text : text.slice(0, cut % (text.length + 1));
  });

describe('anything is read or refused with its place', () => {
  test('soups of tokens', () => {
    fc.assert(fc.property(tokenSoup, readEveryWay), { numRuns: 2000 });
  });

  test('mutations of the samples', () => {
    fc.assert(fc.property(mutatedSample, readEveryWay), { numRuns: 500 });
  }, 60_000);

  test('binary', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), readEveryWay), { numRuns: 500 });
  });
});

test('as many names as a file may have, all a little like known ones, are looked through in time', () => {
  const names = Array.from({ length: 19_000 }, (_, i) => `num_hxx${i}s = ${i}\n`).join('');
  const started = performance.now();
  readEveryWay(names);
  expect(performance.now() - started).toBeLessThan(15_000);
}, 20_000);
