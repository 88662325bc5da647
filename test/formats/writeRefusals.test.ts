import { expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { writeHuggingFace } from '../../src/formats/write/huggingFace';
import { writeMeshTf } from '../../src/formats/write/meshTf';
import { writeT5x } from '../../src/formats/write/t5x';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

const run = { ...PAPER_WORKLOAD, chips: 16, modelParallelism: 1, microbatches: 1 };
const WRITERS = { hf: writeHuggingFace, 'mesh-tf': writeMeshTf, t5x: writeT5x };

function refusal(format: keyof typeof WRITERS, changes: Partial<ModelShape>, chips = 16): UserError {
  try {
    WRITERS[format]({ ...parseName('SM'), ...changes }, { ...run, chips });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was written.');
}

test.each([
  ['hf', { numMemoryHeads: 1 }, 'shared heads (SH)'],
  ['hf', { sharedKv: true }, 'tied key-values (SKV)'],
  ['hf', { numMemoryHeads: 1, sharedKv: true }, 'shared heads (SH) and tied key-values (SKV)'],
  ['hf', { numMemoryHeads: 2 }, '2 heads of keys and values'],
  ['t5x', { numMemoryHeads: 1 }, 'shared heads (SH)'],
  ['t5x', { sharedKv: true }, 'tied key-values (SKV)'],
] as const)('%s cannot say %j: Mesh TensorFlow can', (format, changes, what) => {
  const { code, message, hint } = refusal(format, changes);
  expect(code).toBe('export-cannot-say');
  expect(message).toContain(`cannot say ${what}: `);
  expect(message).toContain('keys and values of their own for every head');
  expect(hint).toBe('Export it --to mesh-tf.');
});

test('Mesh TensorFlow cannot say a vocabulary: the others can', () => {
  const { code, message, hint } = refusal('mesh-tf', { vocabSize: 250112 });
  expect(code).toBe('export-cannot-say');
  expect(message).toContain('a vocabulary of 250112');
  expect(hint).toBe('Export it --to hf or --to t5x.');
});

test('memory heads that do not divide the heads are no shape of Mesh TensorFlow', () => {
  const { code, message } = refusal('mesh-tf', { numMemoryHeads: 3 });
  expect(code).toBe('export-cannot-say');
  expect(message).toContain('3 heads of keys and values for 8 heads: each of them serves');
  expect(refusal('hf', { numMemoryHeads: 3 }).hint).toMatch(/^No format can say all/);
});

test('where no format can, the hint says so', () => {
  for (const format of ['hf', 'mesh-tf', 't5x'] as const) {
    expect(refusal(format, { vocabSize: 384, sharedKv: true }).hint).toMatch(/^No format can say all/);
  }
});

test('Mesh TensorFlow cannot say a slice of no known form', () => {
  const { code, hint } = refusal('mesh-tf', {}, 17);
  expect(code).toBe('export-no-topology');
  expect(hint).toBe('Use --chips 4, 16, 32, 64, 128, 256, 512, 1024.');
});
