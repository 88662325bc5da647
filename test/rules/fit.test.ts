import { describe, expect, test } from 'vitest';
import { baseWith } from '../support/shapes';
import { contextOf, found, line } from './support';

describe('does-not-fit', () => {
  test('says what a core needs and has, and which layout would do', () => {
    expect(found('does-not-fit', contextOf('XL'))).toEqual([]);
    const [finding] = found('does-not-fit', contextOf('XL', { run: { modelParallelism: 1 } }));
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'Needs 32.47 GiB a core of 16.00 GiB (16 chips, model parallelism 1).',
      hint: 'With --model-parallelism 8 it needs 10.10 GiB a core; fewer --sequences help too.',
      limit: 16 * 1024 ** 3,
      unit: 'bytes',
    });
  });

  test('names a larger slice where this one cannot hold the model, or none', () => {
    const hint = (name: string, chips: number) =>
      found('does-not-fit', contextOf(name, { run: { chips } }))[0]?.hint;
    expect(hint('XXXL', 64)).toMatch(/^With --chips 256 --model-parallelism 32 it needs 15\.\d\d GiB a core/);
    expect(hint('NL1000-XXXL', 64)).toMatch(/^No slice and model parallelism hold it/);
  });

  test('is exact at the limit', () => {
    const context = contextOf('BASE');
    const model = context.model;
    if (model === null) throw new Error('Base is laid out.');
    const filled = { ...model, memory: { ...model.memory, perCoreBytes: model.memory.limitBytes } };
    expect(found('does-not-fit', { ...context, model: filled })).toEqual([]);
  });
});

describe('indivisible-model-parallelism', () => {
  test('names the dimension and the parallelisms that would do, at the line of the heads', () => {
    const places = { numHeads: line(4), dFf: line(5) };
    const context = contextOf(baseWith({ numHeads: 10 }), { run: { modelParallelism: 4 }, places });
    expect(found('indivisible-model-parallelism', context)).toEqual([
      {
        ruleId: 'indivisible-model-parallelism',
        severity: 'error',
        target: 'model.json',
        message: 'Model parallelism 4 does not divide heads (10).',
        hint: 'Use --model-parallelism 1 or 2, or change heads in model.json.',
        actual: 4,
        limit: null,
        unit: null,
        place: line(4),
      },
    ]);
  });

  test('of d_ff points at d_ff; of the cores at the model parallelism', () => {
    const places = { numHeads: line(4), dFf: line(5), modelParallelism: line(9) };
    const odd = contextOf(baseWith({ dFf: 3074 }), { run: { modelParallelism: 4 }, places });
    expect(found('indivisible-model-parallelism', odd)[0]?.place).toEqual(line(5));
    const small = contextOf('XXL', { run: { chips: 4 }, places });
    expect(found('indivisible-model-parallelism', small)[0]).toMatchObject({
      message: 'Model parallelism 32 needs more cores than the 8 of 4 chips.',
      actual: 32,
      limit: 8,
      unit: 'cores',
      place: line(9),
    });
  });

  test('tells of automatic parallelism that finds none', () => {
    const context = contextOf('BASE', { run: { modelParallelism: 'auto', workload: { sequences: 3 } } });
    expect(found('indivisible-model-parallelism', context)[0]?.message).toMatch(
      /^No model parallelism spreads 3/,
    );
  });
});

describe('indivisible-batch', () => {
  test.each([
    [100, 'cannot be shared out evenly among 32 replicas', '96 or 128'],
    [31, 'cannot keep 32 replicas busy', '32 '],
  ])('%d sequences', (sequences, problem, multiples) => {
    const context = contextOf('BASE', { run: { workload: { sequences } }, places: { sequences: line(2) } });
    const [finding] = found('indivisible-batch', context);
    expect(finding?.message).toContain(problem);
    expect(finding?.hint).toContain(`--sequences ${multiples}`);
    expect(finding).toMatchObject({ actual: sequences, limit: 32, unit: 'sequences', place: line(2) });
    expect(found('indivisible-model-parallelism', context)).toEqual([]);
  });

  test('is silent on a multiple', () => {
    expect(found('indivisible-batch', contextOf('BASE', { run: { workload: { sequences: 96 } } }))).toEqual(
      [],
    );
  });
});
