import { describe, expect, test } from 'vitest';
import { Scratch } from '../files/scratch';
import { scaleplan, scaleplanJson } from '../support/cli';

describe('describe', () => {
  test('a Vision Transformer runs as in Table 5 unless told', async () => {
    const { models, workload } = await scaleplanJson(['describe', 'vit-s']);
    expect(models[0]).toMatchObject({
      name: 'ViT-S/32',
      family: 'vit',
      parameters: { total: 36_202_867, decoder: 0 },
      slice: { chips: 64, microbatches: 1, modelParallelism: 1 },
      workload: { sequences: 4096, encoderLength: 50, decoderLength: 0, trainSteps: 517_822 },
      quality: null,
      publishedQuality: null,
      nearestPublished: { source: 'Table 5' },
    });
    expect(workload).toEqual(models[0].workload);
    const told = await scaleplanJson([
      'describe',
      'vit-s',
      '--chips',
      '16',
      '--sequences',
      '256',
      '--steps',
      '7',
    ]);
    expect(told.models[0]).toMatchObject({
      slice: { chips: 16 },
      workload: { sequences: 256, encoderLength: 50, decoderLength: 0, trainSteps: 7 },
    });
  });

  test('images, patches and classes', async () => {
    const { models } = await scaleplanJson(
      ['describe', 'ViT-S', '--patch-size', '16', '--image-size', '384', '--classes', '1K'].map(String),
    );
    expect(models[0]).toMatchObject({
      name: 'ViT-S/16@384 --classes 1000',
      shape: { vision: { patchSize: 16, imageSize: 384, classes: 1000 } },
      workload: { encoderLength: 577 },
    });
  });

  test.each([
    ['encoder-only', 'EL12-DL0', { encoderLayers: 12, decoderLayers: 0 }],
    ['decoder-only', 'EL0-BASE', { encoderLayers: 0, decoderLayers: 12 }],
    ['Encoder-Decoder', 'BASE', { encoderLayers: 12, decoderLayers: 12 }],
  ])('--family %s', async (family, same, shape) => {
    const { models } = await scaleplanJson(['describe', 'base', '--family', family]);
    const [other] = (await scaleplanJson(['describe', same])).models;
    expect(models[0]).toEqual(other);
    expect(models[0]).toMatchObject({ family: family.toLowerCase(), shape });
  });

  test('text of each family has no line of what is not there', async () => {
    const text = async (name: string) => (await scaleplan(['describe', name])).stdout;
    expect(await text('ViT-S/32')).not.toMatch(/decoder layer|vocabulary|cross-attention|sequences/);
    expect(await text('DL0-BASE')).not.toMatch(/decoder layer|cross-attention/);
    expect(await text('EL0-BASE')).not.toMatch(/encoder layer|cross-attention|encoder feed/);
    expect(await text('BASE')).toMatch(/12 encoder \+ 12 decoder layers \(L\)/);
  });
});

describe('compare', () => {
  test('families mix, each with its own run, and the text says what a step is', async () => {
    const { models } = await scaleplanJson(['compare', 'BASE', 'ViT-S/32', 'DL0-BASE']);
    const runs = models.map((model: { slice: { chips: number }; workload: { sequences: number } }) => [
      model.slice.chips,
      model.workload.sequences,
    ]);
    expect(runs).toEqual([
      [16, 128],
      [64, 4096],
      [16, 128],
    ]);
    const { stdout } = await scaleplan(['compare', 'BASE', 'ViT-S/32']);
    expect(stdout).toContain('BASE (encoder-decoder): 128 sequences a step');
    expect(stdout).toContain('ViT-S/32 (vit): 4,096 images a step');
    expect((await scaleplan(['compare', 'BASE', 'NL24-SM'])).stdout).not.toContain('sequences a step');
  });
});

describe('names with a slash', () => {
  test.each(['describe', 'check', 'sweep', 'roofline'])('%s takes ViT-S/32', async (verb) => {
    const { stdout, stderr, exitCode } = await scaleplan([verb, 'ViT-S/32']);
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(stdout).toContain('ViT-S/32');
  });

  test('operators may stand before it, and the image behind it', async () => {
    const names = async (...words: string[]) =>
      (await scaleplanJson(['describe', ...words])).models.map(({ name }: { name: string }) => name);
    expect(await names('NL24-ViT-S/32', 'NL24-ViT-S')).toEqual(['ViT-S/32-NL24', 'ViT-S/32-NL24']);
    expect(await names('NL{8..28..10}-ViT-S/32')).toEqual(['ViT-S/32', 'ViT-S/32-NL18', 'ViT-S/32-NL28']);
    const { models } = await scaleplanJson(['compare', 'ViT-S/32', 'ViT-S/32@384']);
    expect(
      models.map(({ workload }: { workload: { encoderLength: number } }) => workload.encoderLength),
    ).toEqual([50, 145]);
  });

  test('a misspelt one is told with its place; a path that leads nowhere stays a path', async () => {
    const { stderr, stdout, exitCode } = await scaleplan(['describe', 'ViT-Q/32']);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain("No Vision Transformer has the size 'Q'.\n  ViT-Q/32\n      ^");
    const behind = await scaleplan(['describe', 'NL24-ViT-Q/32']);
    expect(behind.stderr).toContain("No Vision Transformer has the size 'Q'.\n  NL24-ViT-Q/32\n           ^");
    const misspelt = await scaleplan(['describe', 'VTI-S/32']);
    expect(misspelt.stderr).toContain('hint: Vision Transformers: ViT-S, ViT-B, ViT-L, ViT-H');
    for (const path of [
      'configs/vit',
      'vit/config',
      'vit-s/missing.json',
      './ViT-S/32',
      'configs/32',
      'NL24/32',
      'vit-models/2021/x',
    ]) {
      expect((await scaleplan(['describe', path])).stderr).toContain(`There is no file '${path}'.`);
    }
  });

  test('a folder of that name wins, as of every name with a slash', async () => {
    const scratch = new Scratch();
    scratch.write('ViT-S/32', { name: 'BASE' });
    const { stdout } = await scaleplan(['describe', 'ViT-S/32', '--json'], { cwd: scratch.root });
    scratch.remove();
    expect(JSON.parse(stdout).models[0].family).toBe('encoder-decoder');
  });
});

describe('check', () => {
  test('flags about families hold for the targets and the baseline', async () => {
    const { findings } = await scaleplanJson([
      'check',
      'BASE',
      '--family',
      'encoder-only',
      '--budget-params',
      '100M',
      '--baseline',
      'SM',
      '--increase-params',
      '1%',
    ]);
    const ids = findings.map(({ ruleId, actual }: { ruleId: string; actual: number }) => [ruleId, actual]);
    expect(ids[0]).toEqual(['budget-params', 109_628_544]);
    expect(ids[1]?.[0]).toBe('increase-params');
  });
});

describe('mistakes', () => {
  test.each([
    [['SM', '--family', 'encoder-onyl'], 'Did you mean encoder-only'],
    [['SM', '--family', 'decoder'], 'Did you mean decoder-only?'],
    [['SM', '--family', 'encoder'], 'Did you mean encoder-decoder or encoder-only?'],
    [['SM', '--family', ''], 'Families: encoder-decoder, encoder-only, decoder-only.'],
    [['SM', '--base', 'ViT-S'], '--base needs a size without operators.'],
    [['SM', '--family', 'vit'], 'A Vision Transformer is named: ViT-S/32.'],
    [['DL0-SM', '--family', 'decoder-only'], "'DL0-SM' is encoder-only"],
    [['ViT-S', '--family', 'encoder-only'], '--family changes nothing here'],
    [['SM', '--image-size', '384'], '--image-size changes nothing here'],
    [['SM', '--classes', '10'], '--classes changes nothing here'],
    [['ViT-S', '--encoder-length', '10'], '--encoder-length changes nothing here'],
    [['DL0-SM', '--decoder-length', '10'], '--decoder-length changes nothing here'],
    [['ViT-S/32', '--patch-size', '16'], 'The name says patches of 32 pixels'],
    [['ViT-S', '--patch-size', '33'], 'Patches of 33 pixels do not tile an image of 224.'],
    [['ViT-S', '--image-size', '9999999'], '--image-size goes up to 8192.'],
    [['ViT-S', '--patch-size', 'x'], '--patch-size'],
    [['EL0-DL0-SM'], 'without encoder layers and without decoder layers'],
  ])('%j', async (args, message) => {
    const { stdout, stderr, exitCode } = await scaleplan(['describe', ...args]);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr.replace(/\n +/g, ' ')).toContain(message);
  });

  test('a flag that concerns one of the models is fine', async () => {
    const { exitCode } = await scaleplan([
      'compare',
      'SM',
      'ViT-S',
      '--image-size',
      '384',
      '--family',
      'encoder-only',
    ]);
    expect(exitCode).toBe(0);
  });
});

test('suggest refuses a base that is no size, as every command does', async () => {
  const { stderr, exitCode } = await scaleplan(['suggest', '--budget-flops', '11T', '--base', 'ViT-S']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--base needs a size without operators.');
});
