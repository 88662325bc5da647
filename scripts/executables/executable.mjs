// One executable: a binary of Node with the program in it, as Node's single-executable applications are made.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postject from 'postject';
import { ScriptError } from './binaries.mjs';
import { withAdHocSignature, withoutSignature } from './machO.mjs';
import { withoutCertificate } from './portableExecutable.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** The name of the blob in an executable: a note of ELF, a section of Mach-O, a resource of Windows. */
export const BLOB_NAME = 'NODE_SEA_BLOB';
/** The segment of Mach-O that the blob is in. */
export const BLOB_SEGMENT = 'NODE_SEA';
/** The mark in Node's binary after which `:0` says that it is plain Node, and `:1` that it has a program in it. */
export const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const PROGRAM = 'scaleplan.cjs';

/** The program as one file of CommonJS that runs as soon as it is loaded. */
export function buildProgram() {
  return inTemporaryFolder((folder) => {
    const file = join(folder, PROGRAM);
    runNode(['scripts/build.mjs', '--single', file], ROOT);
    return `${readFileSync(file, 'utf8')}\nmodule.exports.start(process);\n`;
  });
}

/**
 * What is put into a binary of the Node that runs this, for every platform. Paths are relative, as the blob holds them;
 * no code cache and no snapshot, which would depend on the machine.
 */
export function makeBlob(program) {
  return inTemporaryFolder((folder) => {
    const settings = {
      main: PROGRAM,
      output: 'scaleplan.blob',
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: false,
    };
    writeFileSync(join(folder, PROGRAM), program);
    writeFileSync(join(folder, 'sea.json'), JSON.stringify(settings));
    runNode(['--experimental-sea-config', 'sea.json'], folder);
    return readFileSync(join(folder, settings.output));
  });
}

/** Writes the executable of a platform: a binary of Node with a blob in it, without the signature that no longer fits. */
export async function writeExecutable(file, target, binary, blob) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, unsigned(binary, target));
  chmodSync(file, 0o755);
  await quietly(() =>
    postject.inject(file, BLOB_NAME, blob, { sentinelFuse: FUSE, machoSegmentName: BLOB_SEGMENT }),
  );
  if (target.startsWith('macos')) writeFileSync(file, withAdHocSignature(readFileSync(file), 'scaleplan'));
}

function unsigned(binary, target) {
  if (target.startsWith('macos')) return withoutSignature(binary);
  if (target.startsWith('windows')) return withoutCertificate(binary);
  return binary;
}

/** Keeps the injector's warnings about the notes of Node's own build to itself. */
async function quietly(inject) {
  const { warn } = console;
  console.warn = () => {};
  try {
    await inject();
  } finally {
    console.warn = warn;
  }
}

function runNode(args, cwd) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stderr, error } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new ScriptError(`node ${args.join(' ')} failed:\n${error?.message ?? stderr}`);
}

function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'scaleplan-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
