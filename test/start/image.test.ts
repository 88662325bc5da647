import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Image, readImage, writeImage } from '../../src/start/image';
import { Scratch } from '../files/scratch';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const IMAGE: Image = new Map([
  ['a.cjs', { source: Buffer.from('exports.a=1'), compiled: Buffer.from([1, 2, 3]) }],
  ['part/b.cjs', { source: Buffer.from(''), compiled: Buffer.from([0, 255, 10, 13, 0]) }],
]);

it('is read as it was written, compiled code where an engine need not copy it', () => {
  const path = scratch.path('new/folder/describe');
  writeImage(path, IMAGE);
  const image = readImage(path);
  expect(image).toEqual(IMAGE);
  for (const { compiled } of image?.values() ?? []) expect(compiled.byteOffset % 8).toBe(0);
  expect(readdirSync(scratch.path('new/folder'))).toEqual(['describe']);
});

it('is none where it is cut short, lengthened, something else, or not there', () => {
  const path = scratch.path('describe');
  writeImage(path, IMAGE);
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    expect(readImage(path), `${length} bytes`).toBeNull();
  }
  for (const other of [
    Buffer.concat([whole, whole]),
    Buffer.alloc(64),
    '{"a":[1e99,0]}\n',
    'null\n',
    '{"a":0}\n',
  ]) {
    writeFileSync(path, other);
    expect(readImage(path)).toBeNull();
  }
  expect(readImage(scratch.path('nothing'))).toBeNull();
  expect(readImage(scratch.root)).toBeNull();
});

it.runIf(process.platform !== 'win32')('is for its owner alone to write', () => {
  const before = process.umask(0);
  try {
    writeImage(scratch.path('images/describe'), IMAGE);
  } finally {
    process.umask(before);
  }
  for (const path of ['images', 'images/describe']) expect(statSync(scratch.path(path)).mode & 0o022).toBe(0);
});

it('is left out without a word where it cannot be written', () => {
  scratch.write('file', '');
  expect(() => writeImage(scratch.path('file/describe'), IMAGE)).not.toThrow();
  expect(readdirSync(scratch.root)).toEqual(['file']);
});
