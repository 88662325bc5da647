// Node's own binaries, from packages of the npm registry. Each is pinned in binaries.json to the SHA-512 of its tarball.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTar } from './tar.mjs';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, '.cache/node-binaries');
const NPM_LINES = 4;
const PINNED = JSON.parse(readFileSync(join(import.meta.dirname, 'binaries.json'), 'utf8'));

/** The platforms that executables are built for. */
export const TARGETS = Object.keys(PINNED.packages);
/** The version of Node that executables contain. */
export const EXECUTABLE_NODE = PINNED.executables;
/** The versions of Node that outputs are compared on. */
export const TESTED_NODES = PINNED.tested;

/** An expected failure: a message for the one who runs the script, without a stack. */
export class ScriptError extends Error {}

/** The platform that this process runs on, in the names of the targets. */
export function hostTarget() {
  const system = { linux: 'linux', darwin: 'macos', win32: 'windows' }[process.platform] ?? process.platform;
  return `${system}-${process.arch}`;
}

/**
 * A binary of Node for a platform, in the cache: downloaded where it is not there yet, and compared with its pinned sum
 * each time. `file` is the binary, `licence` the text of Node's licence, `integrity` the pinned sum, `spec` the package.
 */
export function nodeBinary(version, target) {
  const spec = `${PINNED.packages[target]}@${version}`;
  const integrity = PINNED.integrity[spec];
  if (integrity === undefined) {
    throw new ScriptError(`No binary of Node ${version} for ${target} is pinned in binaries.json.`);
  }
  const folder = join(CACHE, spec);
  const file = join(folder, target.startsWith('windows') ? 'node.exe' : 'node');
  const tarball = join(CACHE, `${spec.replace('@', '-')}.tgz`);
  if (!existsSync(tarball)) download(spec, tarball);
  const bytes = readFileSync(tarball);
  verify(bytes, spec, integrity, tarball);
  extract(bytes, folder, file);
  return { file, licence: licenceIn(folder, version), integrity, spec };
}

function download(spec, tarball) {
  mkdirSync(CACHE, { recursive: true });
  console.error(`Downloading ${spec} from the npm registry ...`);
  const { status, stderr, error } = spawnSync(
    'npm',
    ['pack', spec, '--pack-destination', '.', '--ignore-scripts', '--loglevel', 'error'],
    {
      cwd: CACHE,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  if (status === 0 && existsSync(tarball)) return;
  throw new ScriptError(
    `${spec} cannot be had from the npm registry:\n${shortened(error?.message ?? stderr)}\n` +
      `Check the connection and \`npm config get registry\`, or put the tarball at ${tarball} yourself.`,
  );
}

/** What npm says first; a stack and the place of its log follow. */
function shortened(message) {
  return message.trim().split('\n').slice(0, NPM_LINES).join('\n');
}

function verify(bytes, spec, integrity, tarball) {
  const sum = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (sum === integrity) return;
  rmSync(tarball);
  throw new ScriptError(
    `${spec} is not what binaries.json pins, and was removed from the cache.\nPinned: ${integrity}\nFound:  ${sum}`,
  );
}

function extract(bytes, folder, file) {
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of readTar(gunzipSync(bytes))) {
    if (name === 'package/LICENSE') writeFileSync(join(folder, 'LICENSE'), content);
    if (!/^package\/bin\/node(\.exe)?$/.test(name)) continue;
    // A half-written binary must not look like a whole one.
    writeFileSync(`${file}.part`, content);
    chmodSync(`${file}.part`, 0o755);
    renameSync(`${file}.part`, file);
  }
  if (!existsSync(file)) throw new ScriptError(`The package of ${file} has no binary of Node in it.`);
}

/** Node's licence. The package for Windows comes without: that of the same version for another platform is the same. */
function licenceIn(folder, version) {
  const own = join(folder, 'LICENSE');
  if (existsSync(own)) return readFileSync(own);
  return nodeBinary(version, 'linux-x64').licence;
}
