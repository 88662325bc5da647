import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/files/disk';
import type { Files } from '../../src/files/files';
import { UserError } from '../../src/problems/problem';
import { Scratch } from './scratch';

const POSIX = process.platform !== 'win32';
const IS_ROOT = process.getuid?.() === 0;

let scratch: Scratch;
let files: Files;

beforeEach(() => {
  scratch = new Scratch();
  mkdirSync(scratch.path('work'));
  files = diskFiles(scratch.path('work'));
});

afterEach(() => scratch.remove());

function refusal(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('kindOf', () => {
  it('tells files, folders and nothing', () => {
    scratch.write('work/a.json', '{}');
    mkdirSync(scratch.path('work/folder'));
    expect(files.kindOf('a.json')).toBe('file');
    expect(files.kindOf(scratch.path('work/a.json'))).toBe('file');
    expect(files.kindOf('folder')).toBe('folder');
    expect(files.kindOf('..')).toBe('folder');
    expect(files.kindOf('-')).toBe('file');
    for (const path of ['b.json', 'a.json/b', 'a\0b', 'x'.repeat(5000)])
      expect(files.kindOf(path)).toBe(null);
  });

  it.runIf(POSIX)('follows links, and takes one that leads nowhere for nothing', () => {
    symlinkSync('nowhere', scratch.path('work/dangling.json'));
    symlinkSync('loop.json', scratch.path('work/loop.json'));
    expect(files.kindOf('dangling.json')).toBe(null);
    expect(refusal(() => files.kindOf('loop.json')).message).toContain('its links lead in a circle');
  });
});

describe('list', () => {
  beforeEach(() => {
    for (const path of ['b.json', 'a.json', 'B.json', 'deep/er/c.gin', 'deep/d.txt', 'with space/[x].json']) {
      scratch.write(`work/configs/${path}`, '{}');
    }
    scratch.write('work/configs/node_modules/p/package.json', '{}');
    scratch.write('work/configs/.git/x.json', '{}');
  });

  const ALL = ['B.json', 'a.json', 'b.json', 'deep/er/c.gin', 'with space/[x].json'];

  it('is the sorted .json and .gin files of a folder, without those of packages and of git', async () => {
    const expected = ALL.map((path) => `configs/${path}`);
    for (const folder of ['configs', 'configs/', './configs', 'configs/deep/..']) {
      expect(await files.list(folder)).toEqual(expected);
    }
  });

  it('is the sorted matches of a glob', async () => {
    expect(await files.list('configs/*.json')).toEqual([
      'configs/B.json',
      'configs/a.json',
      'configs/b.json',
    ]);
    expect(await files.list('configs/**/{a,c}.*')).toEqual(['configs/a.json', 'configs/deep/er/c.gin']);
    expect(await files.list('configs/[ab].json')).toEqual(['configs/a.json', 'configs/b.json']);
    expect(await files.list('configs/none*')).toEqual([]);
  });

  it('looks above the working folder and at absolute paths where it is told to', async () => {
    scratch.write('beside/x.json', '{}');
    expect(await files.list('../beside/*.json')).toEqual(['../beside/x.json']);
    expect(await files.list('../beside')).toEqual(['../beside/x.json']);
    expect(await files.list(scratch.path('beside'))).toEqual([scratch.path('beside/x.json')]);
  });

  it.runIf(POSIX)('follows no link: neither to a folder nor to a file', async () => {
    scratch.write('outside/secret.json', '{}');
    symlinkSync(scratch.path('outside'), scratch.path('work/configs/link'));
    symlinkSync(scratch.path('outside/secret.json'), scratch.path('work/configs/link.json'));
    symlinkSync('.', scratch.path('work/configs/loop'));
    expect(await files.list('configs')).toEqual(ALL.map((path) => `configs/${path}`));
    expect(await files.list('configs/*/secret.json')).toEqual([]);
    expect(await files.list('configs/link*')).toEqual([]);
  });
});

describe('read', () => {
  it('is the text of a file, with its name as given', () => {
    scratch.write('work/a.json', 'text\r\n');
    expect(files.read('a.json')).toEqual({ name: 'a.json', text: 'text\r\n' });
    expect(files.read('./a.json').name).toBe('./a.json');
  });

  it('drops the mark of UTF-8 at the start', () => {
    scratch.write('work/bom.json', '\uFEFF{}');
    expect(files.read('bom.json').text).toBe('{}');
  });

  it.each([
    ['UTF-16 with its mark', Buffer.from('\uFEFF{"a": 1}', 'utf16le')],
    ['Latin-1', Buffer.from('{"a": "\xe9"}', 'latin1')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff])],
    ['half a character', Buffer.from([0x7b, 0xe2, 0x82])],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
  ])('refuses what is no UTF-8: %s', (_, bytes) => {
    scratch.write('work/x.json', bytes);
    expect(refusal(() => files.read('x.json')).code).toBe('file-not-text');
  });

  it('takes 1 MiB and no more', () => {
    scratch.write('work/fits.json', ' '.repeat(2 ** 20));
    scratch.write('work/over.json', ' '.repeat(2 ** 20 + 1));
    scratch.write('work/large.json', ' '.repeat(2 ** 21));
    expect(files.read('fits.json').text).toHaveLength(2 ** 20);
    for (const path of ['over.json', 'large.json']) {
      expect(refusal(() => files.read(path)).code).toBe('config-too-large');
    }
  });

  it.each(['none.json', 'none/a.json', 'a\0b.json', '', ' '])('refuses %j, which is no file', (path) => {
    expect(['file-missing', 'file-unreadable']).toContain(refusal(() => files.read(path)).code);
  });

  it('refuses a folder', () => {
    expect(refusal(() => files.read('.')).code).toBe('file-unreadable');
  });

  it.runIf(POSIX)('refuses pipes and devices, without waiting for them', () => {
    execFileSync('mkfifo', [scratch.path('work/pipe.json')]);
    symlinkSync('/dev/zero', scratch.path('work/zero.json'));
    for (const path of ['pipe.json', 'zero.json', '/dev/zero', '/dev/null']) {
      const error = refusal(() => files.read(path));
      expect(error.code).toBe('file-unreadable');
      expect(error.message).toContain('no regular file');
    }
  });

  it.runIf(POSIX && !IS_ROOT)('says where permission is denied, to read or to look', () => {
    scratch.write('work/secret.json', '{}');
    scratch.write('work/locked/a.json', '{}');
    chmodSync(scratch.path('work/secret.json'), 0);
    chmodSync(scratch.path('work/locked'), 0);
    for (const path of ['secret.json', 'locked/a.json'])
      expect(refusal(() => files.read(path)).message).toContain('permission denied');
    chmodSync(scratch.path('work/locked'), 0o700);
  });

  it.runIf(POSIX)('says where links lead nowhere, or in a circle', () => {
    symlinkSync('nowhere', scratch.path('work/dangling.json'));
    symlinkSync('loop.json', scratch.path('work/loop.json'));
    expect(refusal(() => files.read('dangling.json')).message).toContain('a link that leads nowhere');
    expect(refusal(() => files.read('loop.json')).message).toContain('its links lead in a circle');
  });
});

describe('include', () => {
  beforeEach(() => {
    scratch.write('work/a/b/main.gin', '');
    scratch.write('work/a/b/beside.gin', 'beside');
    scratch.write('work/a/shared/up.gin', 'up');
    scratch.write('work/top/of/tree.gin', 'tree');
    scratch.write('top.gin', 'above');
  });

  const from = { name: 'a/b/main.gin', text: '' };

  it('is looked for beside the file and above it, as far up as its path has folders', () => {
    expect(files.include('beside.gin', from)).toEqual({ name: 'a/b/beside.gin', text: 'beside' });
    expect(files.include('shared/up.gin', from)).toEqual({ name: 'a/shared/up.gin', text: 'up' });
    expect(files.include('top/of/tree.gin', from)).toEqual({ name: 'top/of/tree.gin', text: 'tree' });
    expect(files.include('none.gin', from)).toBe(null);
    expect(files.include('top.gin', from)).toBe(null);
  });

  it.each([
    '../top.gin',
    'a/../../top.gin',
    '/etc/passwd',
    'a//b.gin',
    '',
    'a\\b.gin',
    '..',
    '../b/beside.gin',
  ])('stays in the tree: %j is not followed', (path) => {
    expect(files.include(path, from)).toBe(null);
  });

  it.runIf(POSIX)('follows links inside the tree, and none out of it', () => {
    symlinkSync('beside.gin', scratch.path('work/a/b/inside.gin'));
    symlinkSync(scratch.path('top.gin'), scratch.path('work/a/b/outside.gin'));
    symlinkSync('../../..', scratch.path('work/a/b/up'));
    symlinkSync('/etc', scratch.path('work/a/b/etc'));
    expect(files.include('inside.gin', from)?.text).toBe('beside');
    for (const path of ['outside.gin', 'up/top.gin', 'etc/passwd'])
      expect(files.include(path, from)).toBe(null);
  });

  it('may stand in a folder that begins with two dots', () => {
    scratch.write('work/..x/c.gin', 'dots');
    scratch.write('work/..x/main.gin', '');
    expect(files.include('..x/c.gin', { name: 'main.gin', text: '' })?.text).toBe('dots');
    expect(files.include('c.gin', { name: '..x/main.gin', text: '' })?.text).toBe('dots');
    expect(files.isIn('.', '..x/c.gin')).toBe(true);
    expect(files.isIn('a', '..x/c.gin')).toBe(false);
  });

  it('is bounded like any file', () => {
    scratch.write('work/a/b/large.gin', ' '.repeat(2 ** 21));
    expect(refusal(() => files.include('large.gin', from)).code).toBe('config-too-large');
  });
});

describe('findUpwards', () => {
  it('finds the nearest, as a path from the working folder', () => {
    expect(files.findUpwards('scaleplan.test.json')).toBe(null);
    scratch.write('scaleplan.test.json', '{}');
    expect(files.findUpwards('scaleplan.test.json')).toBe('../scaleplan.test.json');
    scratch.write('work/scaleplan.test.json', '{}');
    expect(files.findUpwards('scaleplan.test.json')).toBe('scaleplan.test.json');
  });

  it.runIf(POSIX)('finds a link that leads nowhere too: nobody is to do without what it stands for', () => {
    symlinkSync('nowhere', scratch.path('work/scaleplan.test.json'));
    expect(files.findUpwards('scaleplan.test.json')).toBe('scaleplan.test.json');
  });
});

describe('paths', () => {
  it('are seen from another folder, and from here', () => {
    expect(files.relativeTo('..', 'configs/a.json')).toBe('work/configs/a.json');
    expect(files.relativeTo('configs', './configs/a.json')).toBe('a.json');
    expect(files.relativeTo('.', scratch.path('work/a.json'))).toBe('a.json');
    expect(files.within('../base', 'configs/a.json')).toBe('../base/configs/a.json');
    expect(files.within('', './a.json')).toBe('./a.json');
    expect(files.root).toBe(scratch.path('work'));
  });
});
