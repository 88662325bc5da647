// npm run package:check: packs the package, and lets publint and "are the types wrong" look at the tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const folder = mkdtempSync(join(tmpdir(), 'scaleplan-package-'));
try {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarball = readFileSync(resolve(folder, JSON.parse(packed)[0].filename));
  const data = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: data }, strict: true });
  const found = messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
  const { problems } = await checkPackage(createPackageFromTarballData(new Uint8Array(data)));
  found.push(...problems.map((problem) => `attw: ${JSON.stringify(problem)}`));
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
  else console.log('publint and attw find nothing.');
} finally {
  rmSync(folder, { recursive: true });
}
