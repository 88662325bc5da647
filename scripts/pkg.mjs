// Builds executables that run without Node, of Node's own binaries from the npm registry:
//
//   node scripts/pkg.mjs                      all platforms, into dist/executables
//   node scripts/pkg.mjs linux-x64 ...        these platforms
//   node scripts/pkg.mjs --this-node FILE     one from the Node that runs this, without a download
//
// All but the last runs itself with the pinned version of Node, as what is put into a binary must be of its version, and as
// archives must not depend on the zlib of another.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EXECUTABLE_NODE, hostTarget, nodeBinary, ScriptError, TARGETS } from './executables/binaries.mjs';
import { buildProgram, makeBlob, writeExecutable } from './executables/executable.mjs';
import { billOfMaterials } from './executables/sbom.mjs';
import { writeTar } from './executables/tar.mjs';
import { writeZip } from './executables/zip.mjs';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, 'dist/executables');
const SUMS = 'SHA256SUMS';
const MEBIBYTE = 2 ** 20;

const args = process.argv.slice(2);
try {
  await main();
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}

async function main() {
  if (args[0] === '--this-node') return buildOfThisNode(args[1]);
  const targets = args.length > 0 ? args : TARGETS;
  const unknown = targets.find((target) => !TARGETS.includes(target));
  if (unknown !== undefined) {
    throw new ScriptError(`There is no platform ${unknown}. Platforms: ${TARGETS.join(', ')}.`);
  }
  if (process.versions.node === EXECUTABLE_NODE) await buildAll(targets);
  else runWithPinnedNode();
}

async function buildOfThisNode(file) {
  if (file === undefined) throw new ScriptError('--this-node needs the path of the executable to write.');
  const binary = readFileSync(process.execPath);
  await writeExecutable(resolve(file), hostTarget(), binary, makeBlob(buildProgram()));
}

function runWithPinnedNode() {
  const { file } = nodeBinary(EXECUTABLE_NODE, hostTarget());
  const { status, error } = spawnSync(file, [import.meta.filename, ...args], { stdio: 'inherit' });
  if (error) {
    throw new ScriptError(`Node ${EXECUTABLE_NODE} for ${hostTarget()} does not run here: ${error.message}`);
  }
  process.exitCode = status ?? 1;
}

async function buildAll(targets) {
  const binaries = targets.map((target) => [target, nodeBinary(EXECUTABLE_NODE, target)]);
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) throw new ScriptError('The program does not build.');
  const blob = makeBlob(buildProgram());
  rmSync(OUTPUT, { recursive: true, force: true });
  for (const [target, node] of binaries) await buildFor(target, node, blob);
  writeFileSync(join(OUTPUT, SUMS), sumsOf(OUTPUT));
}

async function buildFor(target, node, blob) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const isWindows = target.startsWith('windows');
  const name = `scaleplan-${version}-${target}`;
  const program = isWindows ? 'scaleplan.exe' : 'scaleplan';
  const file = join(OUTPUT, name, program);
  await writeExecutable(file, target, readFileSync(node.file), blob);

  const executable = readFileSync(file);
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const bill = billOfMaterials(target, sha256(executable), node, notices);
  const papers = {
    LICENSE: readFileSync(join(ROOT, 'LICENSE')),
    'LICENSE-NODE.txt': node.licence,
    'THIRD-PARTY-NOTICES.txt': Buffer.from(notices),
    'sbom.cdx.json': Buffer.from(bill),
  };
  for (const [paper, content] of Object.entries(papers)) writeFileSync(join(OUTPUT, name, paper), content);
  const files = [
    { name: `${name}/${program}`, content: executable, mode: 0o755 },
    ...Object.entries(papers).map(([paper, content]) => ({ name: `${name}/${paper}`, content, mode: 0o644 })),
  ];
  const archive = isWindows ? writeZip(files) : gzipSync(writeTar(files), { level: 9 });
  const archiveName = `${name}${isWindows ? '.zip' : '.tar.gz'}`;
  writeFileSync(join(OUTPUT, archiveName), archive);
  writeFileSync(join(OUTPUT, `${name}.cdx.json`), bill);
  console.log(`${archiveName}  ${inMebibytes(archive)} packed, ${inMebibytes(executable)} unpacked`);
}

/** The sums of all files under a folder, as `sha256sum --check` reads them. */
function sumsOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  return paths
    .map((path) => `${sha256(readFileSync(join(folder, path)))}  ${path.replaceAll('\\', '/')}\n`)
    .join('');
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function inMebibytes(bytes) {
  return `${(bytes.length / MEBIBYTE).toFixed(1)} MiB`;
}
