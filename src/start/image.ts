import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file of the program as an engine takes it. */
export interface ImageFile {
  /** Latin-1. */
  readonly source: Buffer;
  /** What an engine compiled of it: it alone reads that, and refuses what is not its own. */
  readonly compiled: Buffer;
}

/** Files of the program, by their names. */
export type Image = ReadonlyMap<string, ImageFile>;

/** Compiled code that begins at a multiple of this is read without being copied. */
const ALIGNMENT = 8;

/** Reads an image; null where there is none, or something else in its place. */
export function readImage(path: string): Image | null {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf('\n');
    const sizes: Record<string, [number, number]> = JSON.parse(bytes.toString('latin1', 0, end));
    const files = new Map<string, ImageFile>();
    let at = end + 1;
    const take = (length: number) => {
      const from = aligned(at);
      at = from + length;
      return bytes.subarray(from, at);
    };
    for (const [name, [source, compiled]] of Object.entries(sizes))
      files.set(name, { source: take(source), compiled: take(compiled) });
    return at === bytes.length ? files : null;
  } catch {
    return null;
  }
}

/**
 * Writes an image, whole or not at all, since an engine does not look whether what it reads is damaged. Where that fails, the
 * next call has to compile again. Nobody else may write what the next call runs, whatever the umask allows.
 */
export function writeImage(path: string, image: Image): void {
  const sizes = [...image].map(([name, { source, compiled }]) => [name, [source.length, compiled.length]]);
  const pieces: Uint8Array[] = [Buffer.from(`${JSON.stringify(Object.fromEntries(sizes))}\n`, 'latin1')];
  for (const { source, compiled } of image.values()) pieces.push(source, compiled);
  const own = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    writeFileSync(own, joined(pieces), { flush: true, mode: 0o644 });
    renameSync(own, path);
  } catch {
    removeIfThere(own);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It cannot be helped.
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const last = pieces.length - 1;
  return Buffer.concat(pieces.map((piece, i) => (i === last ? piece : padded(piece))));
}

function padded(piece: Uint8Array): Buffer {
  return Buffer.concat([piece], aligned(piece.length));
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
