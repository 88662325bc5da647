// Checks the executables in dist/executables: their sums, formats and signatures, that each has the same program in it, and
// that those run which can run here: `node scripts/pkgCheck.mjs`. Executables for linux-arm64 run under qemu-aarch64 where
// it is installed, with the libraries of Debian's libc6-arm64-cross, libstdc++6-arm64-cross and libgcc-s1-arm64-cross; those
// for windows-x64 run under wine64.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostTarget, ScriptError, TARGETS } from './executables/binaries.mjs';
import { noteOf } from './executables/elf.mjs';
import { BLOB_NAME, BLOB_SEGMENT, FUSE } from './executables/executable.mjs';
import { readSignature, sectionOfMachO } from './executables/machO.mjs';
import { hasCertificate, resourceOf } from './executables/portableExecutable.mjs';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'dist/executables');
const ARM_LIBRARIES = '/usr/aarch64-linux-gnu';
const EMULATORS = {
  'linux-arm64': {
    programs: ['/usr/bin/qemu-aarch64', '/usr/bin/qemu-aarch64-static'],
    way: (program) => ({
      name: 'ran under qemu',
      before: [program, '-L', ARM_LIBRARIES],
      environment: () => ({}),
    }),
  },
  'windows-x64': {
    programs: ['/usr/bin/wine64', '/usr/lib/wine/wine64'],
    way: (program) => ({
      name: 'ran under Wine',
      prepare: [program, 'wineboot', '--init'],
      before: [program],
      // Wine takes itself for a Windows that Node does not know.
      environment: (folder) => ({
        HOME: folder,
        WINEPREFIX: join(folder, 'wine'),
        WINEDEBUG: '-all',
        NODE_SKIP_PLATFORM_CHECK: '1',
      }),
    }),
  },
};
const ANSWERED = [
  ['--version'],
  ['describe', 'base', '--json'],
  ['compare', 'base', 'NL12-SM'],
  ['suggest', '--budget-flops', '11T'],
  ['describe', 'bsae'],
];

// The processor in the header of each format: EM_X86_64, EM_AARCH64, CPU_TYPE_X86_64, CPU_TYPE_ARM64, AMD64.
const FORMATS = {
  'linux-x64': { machine: (file) => file.readUInt16LE(18) === 62, blob: blobOfElf },
  'linux-arm64': { machine: (file) => file.readUInt16LE(18) === 183, blob: blobOfElf },
  'macos-x64': { machine: (file) => file.readUInt32LE(4) === 0x01000007, blob: blobOfMachO },
  'macos-arm64': { machine: (file) => file.readUInt32LE(4) === 0x0100000c, blob: blobOfMachO },
  'windows-x64': {
    machine: (file) => file.readUInt16LE(file.readUInt32LE(60) + 4) === 0x8664,
    blob: (file) => resourceOf(file, BLOB_NAME),
  },
};

try {
  main();
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}

function main() {
  if (!existsSync(FOLDER)) throw new ScriptError('There is nothing in dist/executables: run npm run pkg.');
  checkSums();
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const blobs = names.map(({ name }) => checkExecutable(name));
  const programs = new Set(blobs.map(sha256));
  demand(programs.size === 1, 'the executables do not all have the same program in them');
}

function checkSums() {
  const lines = readFileSync(join(FOLDER, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  for (const line of lines) {
    const [sum, path] = line.split('  ');
    demand(sha256(readFileSync(join(FOLDER, path))) === sum, `${path} has another sum than SHA256SUMS says`);
  }
  console.log(`SHA256SUMS: ${lines.length} files as it says`);
}

/** The blob of an executable that has passed. */
function checkExecutable(name) {
  const target = TARGETS.find((each) => name.endsWith(`-${each}`));
  const path = join(FOLDER, name, target.startsWith('windows') ? 'scaleplan.exe' : 'scaleplan');
  const file = readFileSync(path);
  const { machine, blob: blobIn } = FORMATS[target];
  const blob = blobIn(file);
  demand(machine(file), `${path} is for another processor`);
  demand(blob !== undefined, `${path} has no program in it`);
  const fuse = file.indexOf(`${FUSE}:`) + FUSE.length + 1;
  demand(file.toString('latin1', fuse, fuse + 1) === '1', `the fuse of ${path} is not set`);
  const signature = checkSignature(file, target);
  console.log(
    `${target}: format, program (${blob.length} bytes) and fuse as they must be${signature}; ${run(path, target)}`,
  );
  return blob;
}

function checkSignature(file, target) {
  if (target.startsWith('windows')) {
    demand(!hasCertificate(file), 'the executable for Windows has a signature that cannot be valid');
    return ', no signature';
  }
  if (!target.startsWith('macos')) return '';
  const { isAdHoc, coversAll, hashesAgree } = readSignature(file) ?? {};
  demand(isAdHoc && coversAll && hashesAgree, `the ad-hoc signature for ${target} does not fit`);
  return ', ad-hoc signature fits';
}

/** Runs an executable with an empty environment from another folder and compares its answers with the package's own. */
function run(path, target) {
  const way = wayToRun(target);
  if (way === undefined) return 'only built, cannot be run here';
  const folder = mkdtempSync(join(tmpdir(), 'scaleplan-'));
  try {
    if (way.prepare) answerOf(way.prepare[0], way.prepare.slice(1), folder, way.environment(folder));
    for (const args of ANSWERED) compareAnswer(path, way, args, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return `${way.name}: ${ANSWERED.length} answers byte for byte the package's`;
}

function compareAnswer(path, { before, environment }, args, folder) {
  const [program, ...rest] = [...before, path, ...args];
  const its = answerOf(program, rest, folder, environment(folder));
  const own = answerOf(process.execPath, [join(ROOT, 'bin/scaleplan.js'), ...args], folder, {});
  for (const part of ['status', 'stdout', 'stderr']) {
    demand(its[part] === own[part], `${path} ${args.join(' ')}: ${part} is ${its[part]}, not ${own[part]}`);
  }
}

/** Through files, as Wine makes no pipes that Node can write to. */
function answerOf(program, args, folder, env) {
  const paths = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
  const streams = Object.values(paths).map((path) => openSync(path, 'w'));
  const { status, error } = spawnSync(program, args, { cwd: folder, env, stdio: ['ignore', ...streams] });
  streams.forEach(closeSync);
  if (error) throw new ScriptError(`${program} does not run: ${error.message}`);
  return { status, stdout: readFileSync(paths.stdout, 'utf8'), stderr: readFileSync(paths.stderr, 'utf8') };
}

/** How an executable is run here: the words before its path, and the variables that an emulator needs. */
function wayToRun(target) {
  if (target === hostTarget()) return { name: 'ran', before: [], environment: () => ({}) };
  if (process.platform !== 'linux') return undefined;
  const emulator = EMULATORS[target]?.programs.find(existsSync);
  const isComplete = target !== 'linux-arm64' || existsSync(join(ARM_LIBRARIES, 'lib/libstdc++.so.6'));
  return emulator && isComplete ? EMULATORS[target].way(emulator) : undefined;
}

function blobOfElf(file) {
  return noteOf(file, BLOB_NAME);
}

function blobOfMachO(file) {
  return sectionOfMachO(file, BLOB_SEGMENT, `__${BLOB_NAME}`);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function demand(holds, otherwise) {
  if (!holds) throw new ScriptError(`${otherwise}.`);
}
