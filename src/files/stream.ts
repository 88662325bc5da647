import { fstatSync, writeSync } from 'node:fs';

/** A stream of the process. */
export interface TextStream {
  write(text: string): unknown;
  readonly fd?: number | undefined;
}

/**
 * Writes text to a stream of the process, all of it: into a file, Node itself writes only as much as the disk takes at
 * once, and does not tell.
 * @throws an error with a `code` where a file does not take all of it; other streams tell by their `error` event
 */
export function writeAll(stream: TextStream, text: string): void {
  if (stream.fd === undefined || !fstatSync(stream.fd).isFile()) {
    stream.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(stream.fd, bytes, written);
}
