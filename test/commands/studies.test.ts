import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../src/plan/metrics';
import { scaleplan, scaleplanJson, unwrapped } from '../support/cli';

const FIGURE_4 = 'NL{2..36..2}-{SM,BASE,LG}';

const MISTAKES: readonly (readonly [string, readonly string[], string])[] = [
  ['no model', ['sweep'], 'sweep needs a model'],
  ['a bad pattern', ['sweep', 'NL{2..36'], 'no partner'],
  ['too many models', ['sweep', 'NL{1..1000}-FF{1..1000}-SM'], 'more than 10000'],
  ['too many models in all', ['sweep', 'NL{1..100}-FF{1..99}-SM', 'NL{1..200}-BASE'], 'more than 10000'],
  ['an unknown knob', ['sweep', '--knobs', 'NL,FFF'], 'Did you mean FF?'],
  ['an empty knob', ['sweep', '--knobs', ''], 'knows no knob'],
  ['around without knobs', ['sweep', 'SM', '--around', 'SM'], '--around needs --knobs'],
  ['around several', ['sweep', '--knobs', 'NL', '--around', '{SM,BASE}'], 'takes one model'],
  ['around nothing', ['sweep', '--knobs', 'NL', '--around', 'SMM'], 'SMM'],
  ['an unknown metric', ['sweep', 'SM', '--frontier', 'flop,quality'], 'Did you mean flops?'],
  ['one metric', ['sweep', 'SM', '--frontier', 'flops'], 'two or three'],
  ['four metrics', ['sweep', 'SM', '--frontier', 'flops,params,speed,quality'], 'two or three'],
  ['a metric twice', ['sweep', 'SM', '--frontier', 'flops,flops'], 'twice'],
  ['no scores', ['sweep', 'SM', '--steps', '1K', '--frontier', 'flops,quality'], 'none of these models'],
  ['nothing laid out', ['sweep', 'NH{3,5}-XL'], 'does not divide heads'],
  ['an unknown format', ['sweep', 'SM', '--to', 'sgv'], 'svg'],
  ['a bad name', ['depth', 'NL0-SM'], 'cannot be 0'],
  ['a flag of a setting', ['depth', '--chips', '16'], '--chips'],
  ['a range without --scaling', ['describe', 'SM', '--chips', '16..64'], 'needs --scaling'],
  ['no slice in range', ['describe', 'SM', '--chips', '17..31', '--scaling'], 'Slices have 4, 16'],
  ['half a range', ['describe', 'SM', '--chips', '16..', '--scaling'], 'as in 16..1024'],
  ['a list', ['describe', 'SM', '--chips', '16,64', '--scaling'], 'as in 16..1024'],
  ['a dash', ['describe', 'SM', '--chips', '16-64', '--scaling'], 'as in 16..1024'],
  ['no chips', ['describe', 'SM', '--chips', '0..1024', '--scaling'], "cannot read '0..1024'"],
  [
    'a reversed range',
    ['describe', 'SM', '--chips', '1024..16', '--scaling'],
    'smaller number first: 16..1024',
  ],
  [
    'very many to scale',
    ['describe', 'NL{2..200..2}-SM', '--scaling'],
    'up to 50 models at a time; these are 100',
  ],
  ['no slice', ['describe', 'SM', '--chips', '17', '--scaling'], 'No tpu-v3 slice has 17'],
  ['a range elsewhere', ['sweep', 'SM', '--chips', '16..64'], 'takes a number'],
  ['--scaling and --why', ['describe', 'SM', '--scaling', '--why'], 'do not go together'],
  [
    'no slice for it',
    ['describe', 'BASE', '--scaling', '--chips', '512..1024'],
    'No model parallelism spreads',
  ],
];

describe('a mistake', () => {
  it.each(MISTAKES)('%s: exit code 2, a hint, nothing on stdout', async (_, args, message) => {
    const { stdout, stderr, exitCode } = await scaleplan(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(unwrapped(stderr)).toContain(message);
    expect(stderr).toMatch(/^error: .*\n(?:.*\n)*hint: .+\n(?: {6}\S.*\n)*$/);
  });

  it('shows no control character of a knob or metric', async () => {
    for (const flag of ['--knobs', '--frontier']) {
      const { stderr } = await scaleplan(['sweep', 'SM', flag, 'N\u001b[31mL']);
      expect(stderr).not.toContain('\u001b');
    }
  });
});

describe('sweep', () => {
  it('has every model of its patterns once, in their order', async () => {
    const { models, series, frontier } = await scaleplanJson(['sweep', FIGURE_4, 'SM', 'small', 'NL2-SM']);
    expect(models).toHaveLength(54);
    expect(models.slice(0, 4).map(({ name }: { name: string }) => name)).toEqual([
      'NL2-SM',
      'NL2-BASE',
      'NL2-LG',
      'NL4-SM',
    ]);
    expect(series.map(({ name }: { name: string }) => name)).toEqual(['NL of SM', 'NL of BASE', 'NL of LG']);
    expect(frontier).toContain('NL24-SM');
  });

  it('turns knobs alone around a model, beside patterns', async () => {
    const { models, series } = await scaleplanJson([
      'sweep',
      'BASE',
      '--knobs',
      'NL,KV,SKV',
      '--around',
      'SM',
    ]);
    const names: string[] = models.map(({ name }: { name: string }) => name);
    expect(names[0]).toBe('BASE');
    expect(names).toEqual(expect.arrayContaining(['SM', 'NL24-SM', 'KV16-SM', 'SKV-SM']));
    expect(names.filter((name) => name === 'SM')).toHaveLength(1);
    expect(series.map(({ name }: { name: string }) => name)).toEqual(['NL of SM', 'KV of SM', 'SKV of SM']);
  });

  it('turns knobs around --base, else Base', async () => {
    const centres = await Promise.all(
      [[], ['--base', 'sm']].map(async (base) => {
        const { series } = await scaleplanJson(['sweep', '--knobs', 'kv', ...base]);
        return series[0].name;
      }),
    );
    expect(centres).toEqual(['KV of BASE', 'KV of SM']);
  });

  it('leaves out what cannot be laid out, with the reason', async () => {
    const call = ['sweep', 'NH{6,8,16}-XL'];
    const { models, leftOut } = await scaleplanJson(call);
    expect(models).toHaveLength(2);
    expect(leftOut).toEqual([{ name: 'NH6-XL', reason: 'Model parallelism 8 does not divide heads (6).' }]);
    expect((await scaleplan(call)).stdout).toContain('Left out: NH6-XL. Model parallelism 8 does not divide');
  });

  it('leaves out what has more replicas than sequences, where others have not', async () => {
    const { models, leftOut } = await scaleplanJson(['sweep', '{BASE,XL}', '--chips', '128']);
    expect(models.map(({ name }: { name: string }) => name)).toEqual(['XL']);
    expect(leftOut[0].reason).toContain('cannot keep 256 replicas busy');
  });

  it('is text in any width, and says the same', async () => {
    for (const columns of [1, 20, 40, 80, 200]) {
      const { stdout, exitCode } = await scaleplan(['sweep', 'NL{2..8..2}-SM', '--to', 'table'], {
        isTTY: true,
        columns,
        env: { NO_COLOR: '1' },
      });
      expect(exitCode).toBe(0);
      for (const name of ['NL2-SM', 'NL4-SM', 'SM', 'NL8-SM']) expect(stdout).toContain(name);
      const longest = Math.max(...stdout.split('\n').map((line) => line.length));
      if (columns >= 40) expect(longest).toBeLessThanOrEqual(columns);
    }
  });

  it('draws its picture below its text', async () => {
    const { stdout } = await scaleplan(['sweep', FIGURE_4]);
    expect(stdout).toContain('Downstream average against #TFlops');
    expect(stdout).toContain('on the Pareto frontier');
  });

  it('is CSV with raw numbers under keys with units, a row a model', async () => {
    const { stdout } = await scaleplan(['sweep', FIGURE_4, '--to', 'csv']);
    const [heading, ...rows] = stdout.trim().split(/\r?\n/) as [string, ...string[]];
    expect(heading.split(',')).toEqual(
      expect.arrayContaining([
        'model',
        'parameters',
        'tflops',
        'stepsPerSecond',
        'usd',
        'perCoreBytes',
        'frontier',
      ]),
    );
    expect(rows).toHaveLength(54);
    const at = (row: string, key: string) => row.split(',')[heading.split(',').indexOf(key)];
    const small = rows.find((row) => row.startsWith('SM,')) as string;
    expect(at(small, 'parameters')).toBe('60506624');
    expect(at(small, 'averagePoints')).toBe('73.57');
    expect(at(small, 'averageBasis')).toBe('published');
    expect(at(small, 'stepFrom')).toBe('NL4-SM');
  });

  it('tells only the frontier of very many, and how many more there are', async () => {
    const call = ['sweep', 'NL{1..26}-FF{512..10K..512}-SM', '--to', 'table'];
    const { stdout } = await scaleplan(call);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Shown are \d+ of the \d+ models on the frontier; --to csv and --json have all 520 models/,
    );
    expect(stdout).toMatch(/And \d+ more series/);
  });

  it('is the same JSON under --json and --to json', async () => {
    const [json, to] = await Promise.all(
      [['--json'], ['--to', 'json']].map((flags) => scaleplan(['sweep', 'NL{2,4}-SM', ...flags])),
    );
    expect(to?.stdout).toBe(json?.stdout);
  });

  it('takes other metrics, and shows them', async () => {
    const call = ['sweep', 'NL{2..8..2}-SM', '--frontier', 'usd,memory,quality', '--to', 'table'];
    const { stdout } = await scaleplan(call);
    expect(stdout).toMatch(/Cost +Memory +Score/);
    expect(stdout).toContain('US dollars, memory a core and score');
  });

  it('says where its speeds are, what they rest on, and which of them nothing measured backs', async () => {
    const textOf = async (...call: string[]) =>
      (await scaleplan([...call, '--to', 'table'])).stdout.replace(/\s+/g, ' ');
    expect(await textOf('sweep', 'SM')).toContain('Speeds are on 16 chips of tpu-v3, calibrated on Table 4.');
    const mixed = await textOf('sweep', 'NL{2,4}-{SM,XXL}');
    expect(mixed).toContain('calibrated on Table 4; 2 of 4, marked ~, are extrapolated from it.');
    expect(mixed.match(/~\d/g)).toHaveLength(2);
    expect(await textOf('sweep', 'SM', '--machine', 'tpu-v4')).toContain(
      'of tpu-v4, extrapolated (~) from Table 4',
    );
  });

  it('says why there is no score', async () => {
    const images = (await scaleplan(['sweep', 'ViT-S/32-NL{12,24}', '--to', 'table'])).stdout;
    expect(images).toContain('ImageNet');
    expect(images).not.toMatch(/Score\b/);
    expect((await scaleplan(['sweep', 'SM', '--to', 'table'])).stdout).not.toContain('ImageNet');
  });

  it('tells under --strict which warnings of how many models make it exit 1', async () => {
    const { stdout, exitCode } = await scaleplan(['sweep', 'NL{2,40,44}-SM', '--to', 'table', '--strict']);
    expect(exitCode).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '! beyond-depth-limit: 2 models. NL40-SM: 40 layers a stack',
    );
    expect((await scaleplan(['sweep', 'NL40-SM', '--to', 'table'])).stdout).not.toContain(
      'beyond-depth-limit',
    );
  });

  it('names every metric in its help, and no other', async () => {
    const help = (await scaleplan(['help', 'sweep'])).stdout.replace(/\s+/g, ' ');
    const [, listed = ''] = /two or three of ([^(]*) \(default/.exec(help) ?? [];
    expect(listed.split(', ')).toEqual([...METRIC_NAMES]);
  });

  it('exits 1 on warnings under --strict', async () => {
    expect((await scaleplan(['sweep', 'NL40-SM', '--strict'])).exitCode).toBe(1);
    expect((await scaleplan(['sweep', 'NL24-SM', '--strict'])).exitCode).toBe(0);
  });
});

describe('depth', () => {
  it('is of the eight sizes unless told', async () => {
    const sizes = await scaleplanJson(['depth']);
    expect(sizes.shapes).toHaveLength(8);
    const { shapes } = await scaleplanJson(['depth', 'NL32-XL', 'FF{2K,9K}']);
    expect(shapes.map(({ name }: { name: string }) => name)).toEqual(['NL32-XL', 'FF2K-BASE', 'FF9K-BASE']);
  });

  it('fits 80 columns', async () => {
    const { stdout } = await scaleplan(['depth']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/XL +24\/24 +2\.852B +1024 +16384 +34\.1 +84\.1 +32/);
  });
});

describe('describe --scaling', () => {
  it('takes the slices of a range, or all of the machine', async () => {
    const slicesOf = async (...flags: string[]) => {
      const { models } = await scaleplanJson(['describe', 'XXL', '--scaling', ...flags]);
      return [...new Set(models[0].scaling.map(({ chips }: { chips: number }) => chips))];
    };
    expect(await slicesOf('--chips', '16..64')).toEqual([16, 32, 64]);
    expect(await slicesOf('--chips', '64')).toEqual([64]);
    expect(await slicesOf()).toEqual([4, 16, 32, 64, 128, 256, 512, 1024]);
  });

  it('marks what is extrapolated, and what does not fit', async () => {
    const { stdout } = await scaleplan(['describe', 'XXL', '--scaling', '--chips', '64..128']);
    expect(stdout).toContain('~ extrapolated');
    expect(stdout).toMatch(/\d+ !/);
    for (const line of stdout.split('\n').filter((text) => /^ +128 +\d+ x /.test(text)))
      expect(line).toContain('~');
  });

  it('keeps to the terminal', async () => {
    for (const columns of [40, 80]) {
      const { stdout } = await scaleplan(['describe', 'XXL', 'NL24-SM', '--scaling'], {
        isTTY: true,
        columns,
        env: { NO_COLOR: '1' },
      });
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });
});
