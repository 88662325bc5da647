import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch, small } from '../files/scratch';
import { scaleplan } from '../support/cli';

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
  scratch.write('base/configs/m.json', small(6));
  scratch.write('head/configs/m.json', small(8));
});

afterEach(() => scratch.remove());

const checkIn = (folder: string, ...args: string[]) =>
  scaleplan(['check', ...args], { cwd: scratch.path(folder) });

describe('a target and its file in another checkout', () => {
  it.each([
    ['head', ['configs/m.json', '--baseline', '../base']],
    ['head', ['configs', '--baseline', '../base']],
    ['head', ['configs', '--baseline', '../base/configs']],
    ['head', ['configs/*.json', '--baseline', '../base/configs']],
    ['.', ['head', '--baseline', 'base']],
    ['.', ['head/configs', '--baseline', 'base/configs']],
  ])('pair: in %s, check %s', async (folder, args) => {
    const { exitCode, stdout } = await checkIn(folder, ...args, '--increase-flops', '5%');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('#TFlops 3.71 -> 4.40 (+18.8%)');
  });

  it.each([
    ['head', ['configs', '--baseline', '../base'], 'configs/old.json'],
    ['head', ['configs', '--baseline', '../base/configs'], 'configs/old.json'],
    ['head', ['configs/*.json', '--baseline', '../base/configs'], 'configs/old.json'],
    ['head', ['configs/*.json', '--baseline', '../base'], 'configs/old.json'],
    ['head', ['.', '--baseline', '../base'], 'configs/old.json'],
    ['.', ['head', '--baseline', 'base'], 'head/configs/old.json'],
  ])('that are gone are told: in %s, check %s', async (folder, args, path) => {
    scratch.write('base/configs/old.json', small(6));
    scratch.write('base/configs/notes.json', '{"a": 1}');
    const { exitCode, stdout } = await checkIn(folder, ...args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\n- ${path}  removed\n`);
    expect(stdout).not.toContain('notes.json');
    const json = JSON.parse((await checkIn(folder, ...args, '--json')).stdout);
    expect(json.removed).toEqual([path]);
    const markdown = await checkIn(folder, ...args, '--format', 'markdown', '--path-prefix', 'sub');
    expect(markdown.stdout).toContain(`- sub/${path}`);
  });

  it('are not told to be gone where single files are checked', async () => {
    scratch.write('base/configs/old.json', small(6));
    const { stdout } = await checkIn('head', 'configs/m.json', '--baseline', '../base');
    expect(stdout).not.toContain('removed');
  });

  it('are refused where the other checkout holds nothing like it', async () => {
    const { exitCode, stderr } = await checkIn('.', 'head/configs/m.json', '--baseline', 'base');
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The baseline 'base' holds none of the targets.");
  });

  it('may be new', async () => {
    scratch.write('head/configs/new.json', small(4));
    const { exitCode } = await checkIn(
      'head',
      'configs/new.json',
      '--baseline',
      '../base',
      '--increase-flops',
      '5%',
    );
    expect(exitCode).toBe(0);
  });

  it('may have been broken: then the change that mends it passes', async () => {
    scratch.write('base/configs/m.json', '{ "model_type": "t5", ');
    const { exitCode } = await checkIn(
      'head',
      'configs/m.json',
      '--baseline',
      '../base',
      '--increase-flops',
      '5%',
    );
    expect(exitCode).toBe(0);
  });
});

describe('a check that would compare nothing', () => {
  it('is refused: an increase without a baseline', async () => {
    const { exitCode, stderr } = await checkIn('head', 'configs', '--increase-flops', '5%');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('An allowed increase needs a baseline.');
  });

  it('is refused: a folder called like a model', async () => {
    scratch.write('head/t5-efficient-small-nl24/config.json', small(6));
    const ambiguous = await checkIn('head', 't5-efficient-small-nl24');
    expect(ambiguous.exitCode).toBe(2);
    expect(ambiguous.stderr).toContain('Write ./t5-efficient-small-nl24');
    const { stdout } = await checkIn('head', './t5-efficient-small-nl24');
    expect(stdout).toContain('name-disagrees');
  });

  it('a path with a slash that is here is a path, though a checkpoint is called so too', async () => {
    scratch.write('head/google/t5-efficient-small-nl24/config.json', small(6));
    const { stdout } = await checkIn('head', 'google/t5-efficient-small-nl24');
    expect(stdout).toContain('name-disagrees');
  });
});

describe('globs and folders', () => {
  beforeEach(() => {
    scratch.write('head/package.json', { name: 'x', version: '1.0.0', scripts: {} });
    scratch.write('head/tokenizer.json', `{"a": "${'x'.repeat(2 ** 21)}"}`);
    scratch.write('head/latin.json', new Uint8Array([0x7b, 0xe9, 0x7d]));
  });

  it.each(['.', '**/*.json'])('pass over what is no model configuration: %s', async (word) => {
    const { exitCode, stdout } = await checkIn('head', word, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).targets.map(({ target }: { target: string }) => target)).toEqual([
      'configs/m.json',
    ]);
  });

  it('but not over one that broke', async () => {
    scratch.write('head/configs/broken.json', '{');
    const { exitCode, stderr } = await checkIn('head', 'configs');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('configs/broken.json:1');
  });

  it('name each target once where the entries of a project overlap', async () => {
    scratch.write('head/scaleplan.config.json', {
      targets: [
        { files: ['configs/*.json'], budgets: { flops: '1T' } },
        { files: ['configs/m.json'], budgets: { flops: '2T' } },
      ],
    });
    const { stdout } = await checkIn('head', '--json');
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });
});

describe('includes', () => {
  it('are not looked for above the working folder', async () => {
    scratch.write(
      'models/base.gin',
      'd_model = 512\nd_ff = 2048\nd_kv = 64\nnum_heads = 8\nnum_layers = 6\n',
    );
    scratch.write('repo/models/small.gin', "include 'models/base.gin'\nnum_layers = 8\n");
    const inside = await checkIn('repo', 'models/small.gin', '--input-format', 'mesh-tf');
    expect(inside.exitCode).toBe(2);
    expect(inside.stderr).toContain('models/base.gin');
  });
});
