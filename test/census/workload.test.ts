import { describe, expect, test } from 'vitest';
import { decoderTokens, longestSequence, PAPER_WORKLOAD, workloadOf } from '../../src/census/workload';
import { parseName } from '../../src/names/parse';

const RUN = { sequences: 8, encoderLength: 100, decoderLength: 300, trainSteps: 10 };

test("the paper's run is 128 sequences of 512 and 128 tokens, 2^19 times (section 3)", () => {
  expect(PAPER_WORKLOAD).toEqual({
    sequences: 128,
    encoderLength: 512,
    decoderLength: 128,
    trainSteps: 2 ** 19,
  });
});

describe('a run as a model sees it', () => {
  test.each([
    ['BASE', RUN],
    // All decoder: it reads inputs and targets.
    ['EL0-BASE', RUN],
    ['DL0-BASE', { ...RUN, decoderLength: 0 }],
    // 7 x 7 patches and the class token.
    ['ViT-B/32', { ...RUN, encoderLength: 50, decoderLength: 0 }],
    ['ViT-B/16@384', { ...RUN, encoderLength: 24 * 24 + 1, decoderLength: 0 }],
  ])('%s', (name, seen) => {
    expect(workloadOf(parseName(name), RUN)).toEqual(seen);
  });

  test('a decoder alone runs over inputs and targets as one sequence', () => {
    expect(decoderTokens(parseName('BASE'), RUN)).toBe(300);
    expect(decoderTokens(parseName('EL0-BASE'), RUN)).toBe(400);
  });

  test.each([
    ['BASE', 300],
    ['EL0-BASE', 400],
    ['DL0-BASE', 100],
    ['ViT-B/32', 50],
  ])('the longest sequence of %s has %d tokens', (name, tokens) => {
    expect(longestSequence(parseName(name), RUN)).toBe(tokens);
    expect(longestSequence(parseName(name), { ...RUN, decoderLength: 30 })).toBe(
      { BASE: 100, 'EL0-BASE': 130, 'DL0-BASE': 100, 'ViT-B/32': 50 }[name],
    );
  });
});
