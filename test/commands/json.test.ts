import { describe, expect, it } from 'vitest';
import { scaleplan, scaleplanJson } from '../support/cli';

// The JSON contract: the keys that scripts rely on, and what is in them, in their order. More keys may
// stand between, none may be left out.
type Contract = Type | { readonly [key: string]: Contract } | readonly [Contract];
type Type = 'text' | 'number' | 'flag' | 'object' | 'text or null';

const WORKLOAD: Contract = {
  sequences: 'number',
  encoderLength: 'number',
  decoderLength: 'number',
  trainSteps: 'number',
};

const ENVELOPE: Contract = { schemaVersion: 'number', command: 'text', workload: WORKLOAD };

const RATIOS: Contract = {
  name: 'text',
  parametersRatio: 'number',
  tflopsRatio: 'number',
  stepsPerSecondRatio: 'number',
};

const QUALITY: Contract = { average: 'number', low: 'number', high: 'number', basis: 'text' };

const MODEL: Contract = {
  name: 'text',
  family: 'text',
  shape: {
    encoderLayers: 'number',
    decoderLayers: 'number',
    dModel: 'number',
    dFf: 'number',
    dKv: 'number',
    numHeads: 'number',
    numMemoryHeads: 'number',
    sharedKv: 'flag',
    gatedFf: 'flag',
    tiedEmbedding: 'flag',
    vocabSize: 'number',
  },
  parameters: {
    total: 'number',
    embedding: 'number',
    encoder: 'number',
    decoder: 'number',
    optimizerSlots: 'number',
    totalWithSlots: 'number',
  },
  compute: {
    tflops: 'number',
    forwardMacs: 'number',
    forwardMacsUnique: 'number',
    trainFlopsPerStep: 'number',
    trainFlops: 'number',
  },
  memory: {
    perCoreBytes: 'number',
    weightBytes: 'number',
    gradientBytes: 'number',
    optimizerBytes: 'number',
    activationBytes: 'number',
    limitBytes: 'number',
    fits: 'flag',
  },
  slice: {
    machine: 'text',
    chips: 'number',
    cores: 'number',
    modelParallelism: 'number',
    dataParallelism: 'number',
    microbatches: 'number',
  },
  throughput: {
    stepsPerSecond: 'number',
    low: 'number',
    high: 'number',
    basis: 'text',
    boundBy: 'text',
    mfu: 'number',
    lowerBoundSeconds: 'number',
    upperBoundSeconds: 'number',
    seconds: 'number',
    featureSeconds: 'object',
  },
  training: { hours: 'number', chipHours: 'number', usd: 'number', kwh: 'number' },
  warnings: [{ code: 'text', message: 'text' }],
};

const AGREEMENT: Contract = {
  figures: 'number',
  matches: 'number',
  meanAbsoluteError: 'number',
  maximumAbsoluteError: 'number',
  bias: 'number',
};

/** Asserts that a value has what the contract asks for, in its order. */
function expectContract(value: unknown, contract: Contract, path = '$'): void {
  if (typeof contract === 'string') {
    expect(contract.split(' or '), path).toContain(typeOf(value));
  } else if (Array.isArray(contract)) {
    expect(Array.isArray(value), path).toBe(true);
    const [inner] = contract as readonly [Contract];
    for (const [i, item] of (value as unknown[]).entries()) expectContract(item, inner, `${path}[${i}]`);
  } else {
    const record = value as Record<string, unknown>;
    const wanted = Object.entries(contract);
    const present = Object.keys(record).filter((key) => key in contract);
    expect(present, path).toEqual(wanted.map(([key]) => key));
    for (const [key, inner] of wanted) expectContract(record[key], inner, `${path}.${key}`);
  }
}

const NULLABLE: readonly string[] = ['quality', 'publishedQuality', 'fittedQuality'];

/** The keys of a model and of what it is made of, in their order; lists and what may be null have none. */
function keysOf(model: Record<string, unknown>): unknown {
  return Object.entries(model).map(([key, part]) => {
    const isRecord = typeof part === 'object' && !Array.isArray(part) && !NULLABLE.includes(key);
    return isRecord ? [key, Object.keys(part as object)] : key;
  });
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'no finite number';
  return { string: 'text', boolean: 'flag' }[typeof value as string] ?? typeof value;
}

describe('every answer', () => {
  it.each([
    ['describe', ['base']],
    ['compare', ['base', 'small']],
    ['suggest', ['--budget-flops', '11T']],
    ['backtest', []],
  ] as const)('of %s is one object that says which command it answers', async (command, args) => {
    const { stdout } = await scaleplan([command, ...args, '--json']);
    const answer = JSON.parse(stdout);
    expectContract(answer, ENVELOPE);
    expect(answer).toMatchObject({ schemaVersion: 1, command });
    expect(Object.keys(answer).slice(0, 3)).toEqual(Object.keys(ENVELOPE));
    expect(stdout.endsWith('}\n')).toBe(true);
  });
});

describe('describe', () => {
  it.each(['TINY', 'NL24-SM', 'SH-SKV-BASE', 'XXL', 'XXXL', 'EL16-DL4-SM', 'DM500'])(
    'tells everything about %s',
    async (name) => {
      const { models } = await scaleplanJson(['describe', name]);
      expectContract(models, [MODEL]);
      expect(models).toHaveLength(1);
    },
  );

  it('keeps the order of the keys, whatever the model and the command', async () => {
    const { models } = await scaleplanJson(['describe', 'TINY', 'DM2K-NL3-SM', 'SH-SKV-XL', 'EL16-DL4-SM']);
    const compared = await scaleplanJson(['compare', 'base', 'KV32-SM']);
    const { cheapest } = await scaleplanJson(['suggest', '--budget-flops', '0.5T']);
    const [first, ...others] = [...models, ...compared.models, cheapest].map(keysOf);
    for (const other of others) expect(other).toEqual(first);
  });

  it('tells the quality that the paper measured, or what the fit expects, or null', async () => {
    const { models } = await scaleplanJson(['describe', 'NL24-SM', 'NL12-XXL', 'NL26-SM', 'SH-SM']);
    expectContract(models[0].quality, QUALITY);
    expectContract(models[1].quality, QUALITY);
    expect(models[0].quality).toMatchObject({ average: 79.92, basis: 'published' });
    expect(models[2].quality).toMatchObject({ basis: 'fitted', level: 0.9, extrapolated: false });
    expect(models[2].quality).toEqual(models[2].fittedQuality);
    expect(models[3].quality).toBeNull();
  });

  it('gives raw numbers in base units', async () => {
    const { models } = await scaleplanJson(['describe', 'base']);
    const [{ parameters, compute, memory, throughput, training }] = models;
    expect(parameters.total).toBe(222_903_552);
    expect(compute.forwardMacs).toBe(compute.tflops * 1e12);
    expect(compute.trainFlopsPerStep).toBe(6 * compute.forwardMacs);
    expect(compute.trainFlops).toBe(524_288 * compute.trainFlopsPerStep);
    expect(memory.limitBytes).toBe(16 * 1024 ** 3);
    expect(throughput.seconds).toBeCloseTo(1 / throughput.stepsPerSecond, 12);
    expect(training.hours).toBeCloseTo((524_288 * throughput.seconds) / 3600, 9);
    expect(training.chipHours).toBeCloseTo(16 * training.hours, 9);
  });

  it('sums up: modules to the totals, features to the seconds, parts to the memory', async () => {
    const { models } = await scaleplanJson(['describe', 'NL24-SM']);
    const [{ parameters, compute, throughput, memory }] = models;
    const sum = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0);
    expect(sum(parameters.byModule)).toBe(parameters.total);
    expect(sum(compute.byModule)).toBe(compute.forwardMacs);
    expect(sum(throughput.featureSeconds)).toBeCloseTo(throughput.seconds, 12);
    expect(parameters.embedding + parameters.encoder + parameters.decoder).toBe(parameters.total);
    expect(memory.weightBytes + memory.gradientBytes + memory.optimizerBytes + memory.activationBytes).toBe(
      memory.perCoreBytes,
    );
  });

  it('takes every kind of name, and tells the models in their order', async () => {
    const names = ['NL{16,24}-SM', 'large', 't5-efficient-small-el16-dl4', 'Small 32EL'];
    const { models } = await scaleplanJson(['describe', ...names]);
    expect(models.map(({ name }: { name: string }) => name)).toEqual([
      'NL16-SM',
      'NL24-SM',
      'LG',
      'EL16-DL4-SM',
      'EL32-SM',
    ]);
  });

  it('adds where it comes from under --why', async () => {
    const { models } = await scaleplanJson(['describe', 'base', '--why']);
    expectContract(models, [MODEL]);
    const [{ why, compute, parameters, throughput }] = models;
    const total = (lines: Record<string, number>[], key: string) =>
      lines.reduce((sum, line) => sum + (line[key] as number), 0);
    expect(total(why.census, 'forwardMacs')).toBe(compute.forwardMacs);
    expect(total(why.census, 'parameters')).toBe(parameters.total);
    expect(total(why.stepTime, 'seconds')).toBe(throughput.seconds);
  });
});

describe('compare', () => {
  it('adds the ratios of every model but the first', async () => {
    const { models, versus } = await scaleplanJson(['compare', 'base', 'small-24L', 'lg']);
    expectContract(models, [MODEL]);
    expectContract(versus, [RATIOS]);
    expect(versus.map(({ name }: { name: string }) => name)).toEqual(['NL24-SM', 'LG']);
    expect(versus[0].parametersRatio).toBe(models[1].parameters.total / models[0].parameters.total);
    expect(versus[0].tflopsRatio).toBeCloseTo(0.875, 3);
  });
});

describe('suggest', () => {
  it('tells the budget, the reference, the recommendations and the frontier', async () => {
    const answer = await scaleplanJson(['suggest', '--budget-flops', '11T', '--budget-memory', '12GiB']);
    expectContract(answer, {
      ...ENVELOPE,
      budget: { flops: 'number', memoryBytes: 'number' },
      reference: MODEL,
      recommendations: [
        {
          rank: 'number',
          role: 'text',
          model: MODEL,
          reason: 'text',
          evidence: [{ source: 'text', text: 'text' }],
        },
      ],
      frontier: [MODEL],
    });
    expect(answer.budget).toEqual({ flops: 11e12, memoryBytes: 12 * 1024 ** 3 });
    expectContract(answer.searched, { shapes: 'number', evaluated: 'number' });
    expect(answer.cheapest).toBeUndefined();
  });

  it('tells the cheapest shape when nothing fits, and a null reference', async () => {
    const answer = await scaleplanJson(['suggest', '--budget-flops', '0.5T']);
    expect(answer).toMatchObject({ reference: null, recommendations: [], frontier: [] });
    expectContract(answer.cheapest, MODEL);
  });
});

describe('backtest', () => {
  it('tells every row, the rows left out and the errors', async () => {
    const answer = await scaleplanJson(['backtest']);
    expectContract(answer.rows, [
      {
        table: 'text',
        model: 'text',
        quantity: 'text',
        published: 'text',
        computed: 'number',
        match: 'flag',
        note: 'text or null',
      },
    ]);
    expectContract(answer.leaveOneOut, [
      { model: 'text', published: 'text', predicted: 'number', match: 'flag' },
    ]);
    for (const part of ['parameters', 'tflops', 'stepsPerSecond', 'leaveOneOut']) {
      expectContract(answer.summary[part], AGREEMENT);
    }
    expect(answer.leaveOneOut).toHaveLength(14);
  });

  it('adds the count of one microbatch only where it differs', async () => {
    const { rows } = await scaleplanJson(['backtest']);
    const split = rows.filter((row: object) => 'computedPerMicrobatch' in row);
    expect(split.map(({ model }: { model: string }) => model)).toEqual(['XL', 'XXL']);
    for (const row of split) expect(row.computedPerMicrobatch).toBeLessThan(row.computed);
  });
});
