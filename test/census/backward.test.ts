import { expect, test } from 'vitest';
import { type Operation, trainingOperations } from '../../src/census/backward';
import { takeCensus } from '../../src/census/census';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { parseName } from '../../src/names/parse';

const operationsOf = (name: string): Operation[] =>
  trainingOperations(takeCensus(parseName(name), PAPER_WORKLOAD));

const MODELS = ['SM', 'DL0-SM', 'SH-SKV-SM', 'ViT-S/32'];

test.each(MODELS)(
  '%s: the backward pass starts where the forward pass ended, and ends where it began',
  (name) => {
    const operations = operationsOf(name);
    const census = takeCensus(parseName(name), PAPER_WORKLOAD).map((einsum) => einsum.name);
    const namesOf = (pass: Operation['pass']) => [
      ...new Set(operations.filter((one) => one.pass === pass).map(({ einsum }) => einsum.name)),
    ];
    expect(namesOf('forward')).toEqual(census);
    expect(namesOf('backward')).toEqual([...census].reverse());
  },
);

test.each(MODELS)('%s: a gradient is read off that of the output and the other operand', (name) => {
  for (const { pass, einsum, inputs, output, gradientOf } of operationsOf(name)) {
    if (pass === 'forward') {
      expect({ inputs, output, gradientOf }).toEqual({ ...pick(einsum), gradientOf: null });
      continue;
    }
    const [first, second] = einsum.inputs;
    const other = output === first ? second : first;
    expect(inputs).toEqual([einsum.output, other]);
    expect(output.tensor).toBe(gradientOf);
  }
});

const pick = ({ inputs, output }: Pick<Operation, 'inputs' | 'output'>) => ({ inputs, output });

test('tokens, positions and images are given: they have no gradient', () => {
  const gradients = MODELS.flatMap((name) =>
    operationsOf(name).map(({ gradientOf }) => gradientOf?.name ?? ''),
  );
  for (const given of [/ tokens$/, /relative positions$/, /^image$/, /^one an image$/]) {
    const found = gradients.filter((name) => given.test(name) && !name.includes('embedded'));
    expect(found).toEqual([]);
  }
  expect(gradients).toEqual(expect.arrayContaining(['embedding: table', 'embedding: patch weight']));
});
