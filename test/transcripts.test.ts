import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { callsOf, printedBy, rewrite, splitWords } from './support/transcripts';

// `npm run transcripts` writes what the program prints now into the documents: read the difference before you keep it.
const REWRITES = process.env['MODE'] === 'transcripts';

const FOLDER = join(import.meta.dirname, 'transcripts');

const documents = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ title: file, path: join(FOLDER, file) }));
for (const page of ['README.md', 'docs/quality.md', 'docs/calibrate.md']) {
  documents.push({ title: page, path: join(import.meta.dirname, '..', page) });
}

describe.each(documents)('$title', ({ path }) => {
  const document = readFileSync(path, 'utf8');

  if (REWRITES) beforeAll(async () => writeFileSync(path, await rewrite(document)));

  it.each(callsOf(document))('line $line: $command', async (call) => {
    const printed = await printedBy(call);
    if (!REWRITES) expect(printed.join('\n')).toBe(call.printed.join('\n'));
  });

  it('shows calls', () => {
    expect(callsOf(document).length).toBeGreaterThan(0);
  });
});

describe('a transcript', () => {
  it('takes words apart as a shell does', () => {
    expect(splitWords(` describe 'NL{2..4}-SM' "a b"'c' --base=''`)).toEqual([
      'describe',
      'NL{2..4}-SM',
      'a bc',
      '--base=',
    ]);
    expect(splitWords(`describe ''`)).toEqual(['describe', '']);
  });

  it('leaves blocks with other programs alone', () => {
    const blocks = ['npm ci', 'cd x && scaleplan', 'scaleplan suggest | head -1'].map(
      (command) => `\`\`\`console\n$ ${command}\nsomething\n\`\`\`\n`,
    );
    expect(blocks.flatMap(callsOf)).toEqual([]);
  });

  it('may cut an output off', async () => {
    const document = '```console\n$ scaleplan --help\nUsage\n...\n```\n';
    expect(await rewrite(document)).toBe(
      '```console\n$ scaleplan --help\nUsage: scaleplan [options] [command]\n...\n```\n',
    );
  });
});
