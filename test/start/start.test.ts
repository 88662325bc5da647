import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readImage } from '../../src/start/image';
import { Scratch } from '../files/scratch';

const ROOT = join(import.meta.dirname, '../..');
const DESCRIBE = ['describe', 'NL24-SM', '--json'];

let scratch: Scratch;

/** The built program in a folder of its own, as it comes. */
beforeEach(() => {
  scratch = new Scratch();
  for (const folder of ['bin', 'dist'])
    cpSync(join(ROOT, folder), scratch.path(folder), {
      recursive: true,
      filter: (path) => !/executables|images/.test(path),
    });
});
afterEach(() => scratch.remove());

function call(args: readonly string[], env: Record<string, string> = {}, options: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, scratch.path('bin/scaleplan.js'), ...args],
    { cwd: scratch.root, encoding: 'utf8', env },
  );
  return { status, stdout, stderr };
}

/** The commands of which something is kept. */
function kept(): string[] {
  const folder = scratch.path('dist/images');
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().slice(1) : [];
}

function imageOf(command: string): string {
  const [build = ''] = readdirSync(scratch.path('dist/images'));
  expect(build).toMatch(new RegExp(`^[0-9a-f]{16}-${process.version}-${process.arch}$`));
  return scratch.path(`dist/images/${build}/${command}`);
}

describe('a command leaves what Node compiled for its next call', () => {
  it('which uses it, and prints the same', () => {
    const first = call(DESCRIBE);
    const path = imageOf('describe');
    const files = [...(readImage(path)?.keys() ?? [])];
    expect(files.sort()).toEqual(['scaleplan.cjs', 'scaleplan/models.cjs', 'scaleplan/program.cjs']);
    const before = statSync(path);
    // The program comes from the image alone.
    for (const file of files) rmSync(scratch.path(`dist/${file}`));
    expect(call(DESCRIBE)).toEqual(first);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it('with what a call in another form adds to it', () => {
    const table = call(['describe', 'NL24-SM']);
    call(DESCRIBE);
    expect([...(readImage(imageOf('describe'))?.keys() ?? [])]).toContain('scaleplan/tables.cjs');
    expect(call(['describe', 'NL24-SM'])).toEqual(table);
  });

  it('and suggest, which turns the optimiser off, has all of it accepted', () => {
    const suggest = ['suggest', '--budget-flops', '11T'];
    const first = call(suggest);
    const before = readFileSync(imageOf('suggest'));
    expect(call(suggest)).toEqual(first);
    // Where the engine refuses any of it, it is compiled and written anew.
    expect(readFileSync(imageOf('suggest')).equals(before)).toBe(true);
  });
});

describe('nothing is kept', () => {
  it.each([[['--version']], [['--help']], [['sugest']], [['../../escape']], [['describe', 'bsae']], [[]]])(
    'of %j',
    (args) => {
      call(args);
      expect(kept()).toEqual([]);
    },
  );

  it('where the environment says so, as for the cache that Node itself has', () => {
    call(DESCRIBE, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(kept()).toEqual([]);
  });

  it('where it cannot be written, and nothing is said of it', () => {
    const usual = call(DESCRIBE);
    rmSync(scratch.path('dist/images'), { recursive: true });
    scratch.write('dist/images', 'in the way');
    expect(call(DESCRIBE)).toEqual(usual);
    expect(readFileSync(scratch.path('dist/images'), 'utf8')).toBe('in the way');
  });
});

describe('an image that does not fit', () => {
  it('is replaced where it is not one', () => {
    const usual = call(DESCRIBE);
    const path = imageOf('describe');
    writeFileSync(path, readFileSync(path).subarray(0, 100_000));
    expect(call(DESCRIBE)).toEqual(usual);
    expect(readImage(path)).not.toBeNull();
  });

  it('is compiled anew where the engine runs with other flags', () => {
    const usual = call(DESCRIBE);
    expect(call(DESCRIBE, {}, ['--no-opt'])).toEqual(usual);
    expect(call(DESCRIBE)).toEqual(usual);
  });
});
