import { fstatSync, statSync, writeSync } from 'node:fs';
import { runUnoptimised } from './engine';
import type { Output, Process } from './process';

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

type ErrorListener = Parameters<Output['on']>[1];

/** A stream of Node's, which takes bytes too. */
interface ByteStream extends Output {
  write(text: string | Uint8Array): unknown;
}

/** Node's own process, or one like it. */
export type StreamingProcess = Process & { readonly stdout: ByteStream; readonly stderr: ByteStream };

/** A process of the program's own, whose output is written directly. */
export function withDirectOutput(process: StreamingProcess): Process {
  const { argv, env } = process;
  return {
    argv,
    env,
    cwd: () => process.cwd(),
    uptime: () => process.uptime(),
    runUnoptimised,
    on: (signal, listener) => process.on?.(signal, listener),
    once: (signal, listener) => process.once?.(signal, listener),
    off: (signal, listener) => process.off?.(signal, listener),
    stdout: directOutput(STANDARD_OUTPUT, () => process.stdout),
    stderr: directOutput(STANDARD_ERROR, () => process.stderr),
    set exitCode(code: Process['exitCode']) {
      process.exitCode = code;
    },
  };
}

/**
 * An output that is written to by its descriptor. Node's own stream, which it takes a tenth of its start-up to make, serves
 * terminals, devices, and what is left to write where the descriptor cannot take it at once.
 */
function directOutput(descriptor: number, stream: () => ByteStream): Output {
  if (!isFileOrPipe(descriptor)) return stream();
  const listeners: ErrorListener[] = [];
  const writeRest = (bytes: Uint8Array) => {
    const rest = stream();
    for (const listener of listeners) rest.on('error', listener);
    rest.write(bytes);
  };
  return {
    on: (_, listener) => listeners.push(listener),
    write(text) {
      const bytes = Buffer.from(text);
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === 'EAGAIN') writeRest(bytes.subarray(written));
        else for (const listener of listeners) listener(error as Error);
      }
    },
  };
}

/** Nowhere to write to (`/dev/null`) counts as a file. */
function isFileOrPipe(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return !stats.isCharacterDevice() || stats.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
