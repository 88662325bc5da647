import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMENT_MARKER } from '../../src/report/check/markdown';
import { ACTION, ROOT } from './runner';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly exclude?: string;
  readonly pass_filenames?: boolean;
}

describe('.pre-commit-hooks.yaml', () => {
  const hooks: Hook[] = parse(read('.pre-commit-hooks.yaml'));
  const hook = (id: string) => hooks.find((candidate) => candidate.id === id) as Hook;

  it('installs with Node and calls check', () => {
    for (const { language, entry } of hooks) {
      expect(language).toBe('node');
      expect(entry).toMatch(/^scaleplan check\b/);
    }
  });

  it('hands over models, not the JSON files beside them', () => {
    const { files, exclude = '$^' } = hook('scaleplan');
    const takes = (path: string) => new RegExp(files).test(path) && !new RegExp(exclude).test(path);
    for (const path of ['configs/a.json', 'config/deep/b.gin', 'team/configs/small/config.json']) {
      expect(takes(path), path).toBe(true);
    }
    const others = ['package.json', 'tsconfig.json', 'src/a.json', 'my-configs/a.json', 'configs/a.yaml'];
    for (const path of [...others, 'configs/tokenizer.json', 'configs/scaleplan.config.json']) {
      expect(takes(path), path).toBe(false);
    }
    expect(hook('scaleplan-project').pass_filenames).toBe(false);
  });
});

describe('docs/ci.md', () => {
  const text = read('docs/ci.md');
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, body = '']) => ({
    language,
    body,
  }));

  it('has examples that can be read', () => {
    const yaml = blocks.filter(({ language }) => language === 'yaml');
    expect(yaml.length).toBeGreaterThan(4);
    for (const { body } of yaml) expect(() => parse(body), body).not.toThrow();
    for (const { language, body } of blocks) {
      if (language === 'json') expect(() => JSON.parse(body), body).not.toThrow();
      if (language === 'sh') expect(spawnSync('sh', ['-n'], { input: body }).status, body).toBe(0);
    }
  });

  it('has a workflow that pins what it uses, and scripts without expressions', () => {
    const workflow = parse(blocks.find(({ body }) => body.startsWith('name: models'))?.body ?? '');
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const jobs = Object.values(workflow.jobs) as { steps: { uses?: string; run?: string }[] }[];
    for (const { uses, run } of jobs.flatMap(({ steps }) => steps)) {
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@(?:[0-9a-f]{40}|COMMIT)$/);
      if (run === undefined) continue;
      expect(run).not.toContain('${{');
      expect(run).toContain(COMMENT_MARKER);
      expect(spawnSync('bash', ['-n'], { input: run }).status).toBe(0);
    }
  });

  it('names every input and output of the action', () => {
    for (const name of [...Object.keys(ACTION.inputs), ...Object.keys(ACTION.outputs)]) {
      expect(text).toContain(`| \`${name}\` |`);
    }
  });
});
