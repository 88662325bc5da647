import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const REGISTRY = 'https://registry.npmjs.org/';
const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const readJson = (path: string) => JSON.parse(read(path));

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
}

describe('what is installed', () => {
  it('is nothing but the package itself: what it uses is bundled', () => {
    const { dependencies, peerDependencies, optionalDependencies } = readJson('package.json');
    expect({ dependencies, peerDependencies, optionalDependencies }).toEqual({});
  });

  it('for development is pinned: one version each, from the registry, with its integrity', () => {
    const { devDependencies } = readJson('package.json');
    for (const version of Object.values(devDependencies))
      expect(version).toMatch(/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
    const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
    const foreign = Object.entries(packages).filter(([path]) => path !== '');
    expect(foreign.length).toBeGreaterThan(50);
    const loose = foreign.filter(
      ([, { resolved = REGISTRY, integrity, inBundle }]) =>
        !inBundle && !(resolved.startsWith(REGISTRY) && integrity?.startsWith('sha512-')),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});

describe('the workflows', () => {
  const folder = '.github/workflows';
  const workflows = readdirSync(join(ROOT, folder)).map((name) => ({
    name,
    text: read(`${folder}/${name}`),
  }));

  it.each(workflows)('$name: no secrets, few rights, third-party actions by their commit', ({ text }) => {
    expect(text).not.toMatch(/\bsecrets\./);
    expect(parse(text).permissions, 'what is not said may do everything').toBeDefined();
    const actions = [...text.matchAll(/uses:\s*([^\s#]+)/g)].map(([, action]) => action as string);
    const foreign = actions.filter((action) => !/^(\.\/|actions\/)/.test(action));
    expect(foreign.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });
});
