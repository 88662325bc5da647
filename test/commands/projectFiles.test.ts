import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import presets from '../../presets/machines.json';
import { Scratch } from '../files/scratch';
import { scaleplan, unwrapped } from '../support/cli';

let scratch: Scratch;

const { sources: _, title: __, ...tpu } = presets.machines[0] as (typeof presets.machines)[number];
const machine = (name: string, times: number) => ({
  ...tpu,
  name,
  peakFlopsPerCore: times * tpu.peakFlopsPerCore,
  memoryBytesPerSecondPerCore: times * tpu.memoryBytesPerSecondPerCore,
});

beforeEach(() => {
  scratch = new Scratch();
  scratch.write('ci/machines/fast.json', machine('fast', 3));
  scratch.write('ci/machines/faster.json', machine('faster', 9));
});

afterEach(() => scratch.remove());

const configure = (settings: object) =>
  scratch.write('ci/scaleplan.config.json', { ...settings, targets: [{ names: ['BASE'] }] });

async function speedOf(...flags: string[]): Promise<number> {
  const call = ['check', '--config', 'ci/scaleplan.config.json', '--json', ...flags];
  const { stdout, stderr } = await scaleplan(call, { cwd: scratch.root });
  expect(stderr).toBe('');
  return JSON.parse(stdout).targets[0].metrics.stepsPerSecond;
}

describe('scaleplan.config.json names files of the setting, from its own folder', () => {
  it('machines, which may then be asked for; those of flags win', async () => {
    configure({});
    const usual = await speedOf();
    const fast = await speedOf('--machine-file', 'ci/machines/fast.json');
    expect(fast).toBeGreaterThan(usual);
    configure({ machineFiles: ['machines/fast.json'] });
    expect(await speedOf()).toBe(fast);
    expect(await speedOf('--machine', 'tpu-v3')).toBe(usual);
    expect(await speedOf('--machine-file', 'ci/machines/faster.json')).toBeGreaterThan(fast);
  });

  it('a calibration; that of the flag wins', async () => {
    const call = ['calibrate', '--published', '-o', 'ci/own.json'];
    expect((await scaleplan(call, { cwd: scratch.root })).exitCode).toBe(0);
    configure({});
    const flagged = await scaleplan(
      ['check', 'BASE', '--no-config', '--calibration', 'ci/own.json', '--json'],
      {
        cwd: scratch.root,
      },
    );
    const { stepsPerSecond } = JSON.parse(flagged.stdout).targets[0].metrics;
    configure({ calibration: 'own.json' });
    expect(await speedOf()).toBe(stepsPerSecond);
    scratch.write('ci/broken.json', '{');
    configure({ calibration: 'broken.json' });
    expect(await speedOf('--calibration', 'ci/own.json')).toBe(stepsPerSecond);
  });

  it.each([
    [{ calibration: 'no.json' }, 'There is no file', 'ci/scaleplan.config.json:2:'],
    [{ machineFiles: ['machines/fast.json', 'no.json'] }, 'There is no file', 'ci/scaleplan.config.json:4:'],
    [{ calibration: '' }, 'calibration', 'ci/scaleplan.config.json:2:'],
    [{ calibration: 5 }, 'calibration', 'ci/scaleplan.config.json:2:'],
    [{ calibration: 'x'.repeat(1001) }, 'calibration', 'ci/scaleplan.config.json:2:'],
    [{ machineFiles: [] }, 'machineFiles', 'ci/scaleplan.config.json:2:'],
    [{ machineFiles: Array.from({ length: 17 }, (_one, i) => `${i}.json`) }, 'machineFiles', ''],
    [{ machineFile: ['machines/fast.json'] }, 'machineFile', 'ci/scaleplan.config.json:2:'],
  ])('%j is a mistake at its place', async (settings, message, place) => {
    const text = JSON.stringify({ ...settings, targets: [{ names: ['BASE'] }] }, null, 2);
    scratch.write('ci/scaleplan.config.json', text);
    const call = ['check', '--config', 'ci/scaleplan.config.json'];
    const { stdout, stderr, exitCode } = await scaleplan(call, { cwd: scratch.root });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(message);
    expect(stderr).toContain(place);
  });
});

describe('scaleplan.config.json names nothing outside its own folder', () => {
  const refusal = async (path: string) => {
    configure({ machineFiles: [path] });
    const call = ['check', '--config', 'ci/scaleplan.config.json'];
    const { exitCode, stdout, stderr } = await scaleplan(call, { cwd: scratch.root });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('scaleplan.config.json:');
    return unwrapped(stderr);
  };

  it('neither above it, nor by an absolute path, nor through a link', async () => {
    scratch.write('secret.json', 'secret');
    symlinkSync(scratch.path('secret.json'), scratch.path('ci/link.json'));
    for (const path of [
      '../secret.json',
      'machines/../../secret.json',
      scratch.path('secret.json'),
      'link.json',
    ]) {
      const told = await refusal(path);
      expect(told).toContain('is outside the folder of the configuration.');
      expect(told).not.toContain('secret\n');
    }
  });

  it('and says what is no file', async () => {
    expect(await refusal('machines')).toContain("'ci/machines' cannot be read: it is a folder.");
    expect(await refusal('none.json')).toContain("There is no file 'ci/none.json'.");
  });
});
