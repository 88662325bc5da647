import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Scratch, small } from '../files/scratch';
import { scaleplan } from '../support/cli';

const ROOT = join(import.meta.dirname, '../..');
const GIN = join(ROOT, 'test/fixtures/gin');

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
});

afterEach(() => scratch.remove());

const call = (...args: string[]) => scaleplan(args, { cwd: scratch.root });

/** The models of `describe --json`. */
async function described(...args: string[]) {
  const { stdout, stderr } = await call('describe', ...args, '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout).models;
}

describe('a file stands wherever a name does', () => {
  it('a Hugging Face configuration', async () => {
    scratch.write('config.json', small(24));
    const [model] = await described('config.json');
    const [named] = await described('NL24-SM');
    expect(model).toEqual(named);
  });

  it('a gin file of the runs, with what it includes', async () => {
    const [model] = await described(join(GIN, 'models/bi_v1_small.gin'));
    expect(model.shape).toMatchObject({ encoderLayers: 6, dModel: 512 });
  });

  it('a shape of our own', async () => {
    const { stdout } = await call('describe', 'NL24-SM', '--json');
    scratch.write('own.json', { shape: JSON.parse(stdout).models[0].shape });
    scratch.write('printed.json', stdout);
    expect((await described('own.json'))[0].name).toBe('NL24-SM');
    expect((await described('printed.json'))[0].name).toBe('NL24-SM');
  });

  it('in check, compare and export too', async () => {
    scratch.write('config.json', small(24));
    expect((await call('check', 'config.json', 'SM')).stdout).toContain('in 2 targets');
    expect((await call('compare', 'config.json', 'SM')).stdout).toContain('NL24-SM');
    const { stdout } = await call('export', 'config.json', '--to', 'hf');
    expect(JSON.parse(stdout)).toMatchObject({ num_layers: 24 });
  });

  it('and may be called like a name, for which its path says more', async () => {
    scratch.write('base', small(24));
    expect((await described('base'))[0].name).toBe('BASE');
    expect((await described('./base'))[0].name).toBe('NL24-SM');
  });

  it('several of them: a folder, a glob, names and sweeps in their order', async () => {
    scratch.write('configs/b.json', small(8));
    scratch.write('configs/a.json', small(10));
    const models = await described('LG', 'configs', 'configs/b*', 'NL{2..4..2}-SM');
    const names = models.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['LG', 'NL10-SM', 'NL8-SM', 'NL8-SM', 'NL2-SM', 'NL4-SM']);
  });
});

describe('a folder', () => {
  it('may hold other files: they are passed over', async () => {
    scratch.write('mixed/model.json', small(8));
    scratch.write('mixed/package.json', { name: 'x', version: '1.0.0' });
    scratch.write('mixed/list.json', [1, 2, 3]);
    scratch.write('mixed/notes.txt', 'text');
    const models = await described('mixed');
    expect(models).toHaveLength(1);
  });

  it('without any model is a mistake', async () => {
    mkdirSync(scratch.path('empty'));
    for (const word of ['./empty', 'empty', 'empty/*.json']) {
      const { exitCode, stderr } = await call('describe', word);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('holds no model configuration');
    }
  });
});

describe('what is no model', () => {
  it.each([
    ['a missing file', 'none.json', 'There is no file'],
    ['another JSON file', 'package.json', 'This is no model configuration that scaleplan knows.'],
    ['truncated JSON', 'cut.json', 'This is not JSON'],
    ['an empty file', 'empty.json', 'This file is empty.'],
    ['another architecture', 'bert.json', 'is another architecture.'],
    ['a typing mistake', 'typo.json', 'num_layer'],
    ['a missing dimension', 'less.json', 'does not say d_ff'],
    ['two values of a key', 'twice.json', "The key 'd_ff' is written twice."],
    ['a negative width', 'negative.json', 'd_ff cannot be'],
    ['NaN', 'nan.json', 'This is not JSON'],
    ['an infinite width', 'huge.json', 'd_ff cannot be'],
  ])('is told with the file, and exit code 2: %s', async (_, path, message) => {
    const text = JSON.stringify(small(6));
    scratch.write('package.json', { name: 'x', version: '1.0.0' });
    scratch.write('cut.json', text.slice(0, 60));
    scratch.write('empty.json', '');
    scratch.write('bert.json', { model_type: 'bert', hidden_size: 768 });
    scratch.write('typo.json', text.replace('num_layers', 'num_layer'));
    scratch.write('less.json', text.replace('"d_ff":2048,', ''));
    scratch.write('twice.json', text.replace('{', '{"d_ff":1024,'));
    scratch.write('negative.json', text.replace('2048', '-2048'));
    scratch.write('nan.json', text.replace('2048', 'NaN'));
    scratch.write('huge.json', text.replace('2048', '1e308'));
    for (const command of ['describe', 'check']) {
      const { exitCode, stdout, stderr } = await call(command, path);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).toContain(path);
    }
  });

  it.each([
    ['spaces', `vit-${' '.repeat(120_000)}/`],
    ['letters', `${'vit-'.repeat(30_000)}/`],
    ['braces', `vit{${'}vit{'.repeat(30_000)}/`],
  ])(
    'is told in a moment, however long: %s',
    async (_, word) => {
      expect((await call('describe', word)).stderr).toMatch(/^error: /);
    },
    2000,
  );

  it('is told by its line', async () => {
    scratch.write(
      'a/b.json',
      JSON.stringify(small(6), null, 2).replace('512', '"wide"').replaceAll('\n', '\r\n'),
    );
    expect((await call('check', 'a/b.json')).stderr).toMatch(/^ {2}a\/b\.json:5:\d+$/m);
  });
});

describe('settings of the run', () => {
  beforeEach(async () => {
    const { stdout } = await call(
      'export',
      'NL24-SM',
      '--to',
      'mesh-tf',
      '--chips',
      '64',
      '--sequences',
      '256',
    );
    scratch.write('run.gin', stdout);
  });

  it('come from the file', async () => {
    const { stdout } = await call('describe', 'run.gin');
    expect(stdout).toContain('256 sequences a step');
    expect(stdout).toContain('64 chips');
  });

  it('and flags win over it', async () => {
    const { stdout } = await call('describe', 'run.gin', '--chips', '16', '--sequences', '128');
    const { stdout: named } = await call('describe', 'NL24-SM');
    expect(stdout).toBe(named);
  });

  it('in a check too, where the project stands between them', async () => {
    const speed = async (target: string, ...args: string[]) =>
      JSON.parse((await call('check', target, '--json', ...args)).stdout).targets[0].metrics.stepsPerSecond;
    const file = await speed('run.gin');
    const flags = await speed('run.gin', '--chips', '16', '--sequences', '128');
    expect(flags).toBe(await speed('NL24-SM'));
    scratch.write('scaleplan.config.json', { targets: [{ files: ['*.gin'], slice: { chips: 32 } }] });
    const project = await speed('run.gin');
    expect(new Set([file, flags, project]).size).toBe(3);
    expect(await speed('run.gin', '--chips', '64')).toBe(file);
  });
});

describe('--format and --input-format', () => {
  it('say what a file is', async () => {
    scratch.write('config.json', small(24));
    expect((await call('describe', 'config.json', '--format', 'HF')).exitCode).toBe(0);
    expect((await call('check', 'config.json', '--input-format', 'hf')).exitCode).toBe(0);
    expect((await call('describe', 'config.json', '--format', 't5x')).exitCode).toBe(2);
    expect((await call('describe', 'config.json', '--format', 'onnx')).stderr).toContain('Formats: hf');
  });
});

describe('standard input', () => {
  beforeAll(() => {
    if (existsSync(join(ROOT, 'dist/scaleplan.cjs'))) return;
    spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
  });

  function pipe(input: string | Buffer, ...args: string[]) {
    const program = join(ROOT, 'bin/scaleplan.js');
    return spawnSync(process.execPath, [program, ...args], { cwd: scratch.root, input, encoding: 'utf8' });
  }

  it('is a file called -', () => {
    const { status, stdout } = pipe(JSON.stringify(small(24)), 'check', '-', '--budget-flops', '9T');
    expect(status).toBe(1);
    expect(stdout).toContain('NL24-SM');
  });

  it('is told by its name where it is wrong', () => {
    expect(pipe('{', 'check', '-')).toMatchObject({ status: 2, stdout: '' });
    expect(pipe('{', 'check', '-').stderr).toMatch(/^ {2}standard input:1:\d+$/m);
    expect(pipe('', 'describe', '-').stderr).toContain('This file is empty.');
  });

  it('is there once', () => {
    const { status, stdout, stderr } = pipe(JSON.stringify(small(24)), 'describe', '-', '-');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Standard input (-) is asked for twice');
  });

  it.runIf(process.platform !== 'win32')('is waited for where it does not wait itself', () => {
    scratch.write('config.json', small(24));
    // What a process that dies leaves of an input that it made so (O_NONBLOCK).
    const leave = 'new (require("node:net").Socket)({ fd: 0 }); process.kill(process.pid, "SIGKILL")';
    const program = join(ROOT, 'bin/scaleplan.js');
    const command = `(sleep 0.6; cat config.json) | ("$0" -e '${leave}'; "$0" "${program}" check -)`;
    const { status, stdout } = spawnSync('sh', ['-c', command, process.execPath], {
      cwd: scratch.root,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(stdout).toContain('no findings');
  });

  it('is bounded, and has to be text', () => {
    expect(pipe(' '.repeat(2 ** 21), 'check', '-').stderr).toContain('more than 1048576 characters');
    expect(pipe(Buffer.from([0xff, 0xfe, 0x7b, 0]), 'check', '-')).toMatchObject({ status: 2 });
  });

  it('is not read to its end where it has none', () => {
    const program = join(ROOT, 'bin/scaleplan.js');
    const command = `yes | "$0" "${program}" check -`;
    const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(2);
    expect(stderr).toContain('more than 1048576 characters');
  });
});

describe.runIf(process.platform !== 'win32')('links and folders in the way', () => {
  it('a configuration that is a link to nowhere is an error, not none', async () => {
    symlinkSync('nowhere', scratch.path('scaleplan.config.json'));
    const { exitCode, stdout, stderr } = await call('check', 'BASE');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('it is a link that leads nowhere');
  });

  it('a name needs nothing here, not even a link that can be followed', async () => {
    symlinkSync('BASE', scratch.path('BASE'));
    symlinkSync('loop', scratch.path('loop'));
    expect((await call('describe', 'BASE')).exitCode).toBe(0);
    expect((await call('describe', 'loop')).stderr).toContain('its links lead in a circle');
  });

  it('a working folder that is gone is told of', () => {
    const program = join(ROOT, 'bin/scaleplan.js');
    const command = `mkdir gone && cd gone && rmdir ../gone && "$0" "${program}" describe BASE`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath], {
      cwd: scratch.root,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: The working folder is not there any more\.\nhint: .*\n$/);
  });
});

describe('the built program', () => {
  it('takes folders and globs', () => {
    scratch.write('configs/a.json', small(8));
    for (const word of ['configs', 'configs/*.json']) {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(ROOT, 'bin/scaleplan.js'), 'check', word],
        {
          cwd: scratch.root,
          encoding: 'utf8',
        },
      );
      expect(status).toBe(0);
      expect(stdout).toContain('in 1 target');
    }
  });
});
