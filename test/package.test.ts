import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const folder = mkdtempSync(join(tmpdir(), 'scaleplan-package-'));

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;

function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync(NPM, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Runs Node in the folder that the package is installed in, with nothing of this repository in its surroundings. */
function node(...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] };
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
}

beforeAll(() => {
  [packed] = JSON.parse(npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n');
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the package', () => {
  const ALLOWED = [
    /^package\.json$/,
    /^(?:README|CHANGELOG)\.md$/,
    /^LICENSE$/,
    /^bin\/scaleplan\.js$/,
    /^dist\/(?:start|scaleplan|searchWorker|index)\.cjs$/,
    /^dist\/scaleplan\/[\w-]+\.cjs$/,
    /^dist\/index\.(?:mjs|d\.mts|d\.cts)$/,
    /^dist\/THIRD-PARTY-NOTICES\.txt$/,
    /^docs\/[\w-]+\.md$/,
    /^docs\/examples\/[\w-]+\.csv$/,
    /^(?:docs|man)\/scaleplan\.1$/,
    /^schemas\/[\w.]+\.json$/,
  ];

  test('holds what is needed, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))).toEqual([]);
    for (const path of [
      'bin/scaleplan.js',
      'dist/start.cjs',
      'dist/scaleplan.cjs',
      'dist/index.cjs',
      'dist/index.mjs',
    ]) {
      expect(paths).toContain(path);
    }
    for (const name of ['describe', 'suggest', 'check', 'scaleplan.config']) {
      expect(paths).toContain(`schemas/${name}.json`);
    }
    expect(packed.size).toBeLessThan(1e6);
    expect(packed.unpackedSize).toBeLessThan(4e6);
  });

  test('has no dependencies and no scripts that run as it is installed', () => {
    const { dependencies, scripts, sideEffects } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    expect(dependencies).toBeUndefined();
    for (const name of ['preinstall', 'install', 'postinstall']) expect(scripts[name]).toBeUndefined();
    expect(sideEffects).toBe(false);
  });
});

describe('installed in an empty folder', () => {
  test('its program runs', () => {
    const bin = 'node_modules/scaleplan/bin/scaleplan.js';
    expect(node(bin, '--version')).toMatchObject({ status: 0, stderr: '' });
    const { status, stdout, stderr } = node(bin, 'suggest', '--budget-flops', '11T', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).recommendations.length).toBeGreaterThan(0);
    const linked = spawnSync(NPM, ['exec', '--offline', '--', 'scaleplan', 'describe', 'bsae'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(linked.status).toBe(2);
  });

  test.each([
    ['import', '--input-type=module', "import { describe } from 'scaleplan';"],
    ['require', '--input-type=commonjs', "const { describe } = require('scaleplan');"],
  ])('its library answers by %s as the program does', (_, type, load) => {
    const { stdout, stderr } = node(
      type,
      '-e',
      `${load} console.log(JSON.stringify(describe('NL24-SM', { chips: 64 })))`,
    );
    expect(stderr).toBe('');
    const args = ['describe', 'NL24-SM', '--chips', '64', '--json'];
    const printed = node('node_modules/scaleplan/bin/scaleplan.js', ...args);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(printed.stdout).models[0]);
  });

  test.each([
    ['import', '--input-type=module', "await import('scaleplan')"],
    ['require', '--input-type=commonjs', "require('scaleplan')"],
  ])('its library does nothing as it is loaded by %s', (_, type, load) => {
    // What it could use is gone before it is loaded: it would throw.
    const script = `
      const { keys, write } = { keys: () => Reflect.ownKeys(globalThis).length, write: process.stdout.write.bind(process.stdout) };
      const before = [keys(), process.listenerCount('exit'), Object.keys(process.env).length].join();
      const builtins = Object.getOwnPropertyNames(Object.prototype).concat(Object.getOwnPropertyNames(Array.prototype)).join();
      const lib = ${load};
      for (const name of ['console', 'fetch', 'setTimeout', 'performance', 'Date', 'Intl']) delete globalThis[name];
      Math.random = undefined;
      lib.describe('NL24-SM'); lib.suggest({ flops: '11T' }); lib.census('BASE');
      lib.search({}, { vary: { DM: 512, FF: 2048, NH: 8, KV: 64, NL: [4, 8], sharing: 'none' } }); lib.fit('n,loss\\n1e6,3\\n4e6,2.5\\n1e8,2.1'); lib.calibratePublished(); lib.readMachines(JSON.stringify(lib.MACHINES.slice(0, 1)[0]));
      const gone = 6;
      const after = [keys() + gone, process.listenerCount('exit'), Object.keys(process.env).length].join();
      const now = Object.getOwnPropertyNames(Object.prototype).concat(Object.getOwnPropertyNames(Array.prototype)).join();
      write(String(before === after && builtins === now));`;
    expect(node(type, '-e', script)).toMatchObject({ stdout: 'true', stderr: '', status: 0 });
  });

  test('its library asks for no module, and its types for none', () => {
    const code = readFileSync(join(ROOT, 'dist/index.cjs'), 'utf8');
    const module = { exports: {} as Record<string, unknown> };
    // The built library, without `require` and `process`.
    new Function('module', 'exports', 'require', 'process', code)(module, module.exports);
    expect(module.exports['describe']).toBeTypeOf('function');
    for (const file of ['index.d.cts', 'index.d.mts']) {
      expect(readFileSync(join(ROOT, 'dist', file), 'utf8')).not.toMatch(/\bfrom\s*['"]|\bimport\s*\(/);
    }
  });

  test('its schemas and its package.json can be asked for', () => {
    const script =
      "console.log(require('scaleplan/schemas/describe.json').title, require('scaleplan/package.json').name)";
    expect(node('-e', script).stdout).toBe('scaleplan describe --json scaleplan\n');
  });

  test('its types serve consumers by import and by require', () => {
    cpSync(join(ROOT, 'test/fixtures/consumer'), join(folder, 'consumer'), { recursive: true });
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = node(tsc, '--project', 'consumer');
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
