import type { Interrupt, ProgressLine } from '../commands/context';
import type { Output, Process, Signal } from './process';

const INTERRUPTS: readonly Interrupt[] = ['SIGINT', 'SIGTERM'];

/** Characters that a terminal writes behind a line for Ctrl-C: ^C. */
const ECHO = 2;

/** A line of a terminal, written over without escape sequences: the cursor goes back, blanks cover what was there. */
export function progressLine(terminal: Output, width: number): ProgressLine {
  let shown = 0;
  const show = (line: string) => {
    terminal.write(`\r${line}${' '.repeat(Math.max(0, shown - line.length))}`);
    shown = line.length;
  };
  const erase = () => {
    if (shown > 0) terminal.write(`\r${' '.repeat(Math.min(shown + ECHO, width - 1))}\r`);
    shown = 0;
  };
  return { width, show, erase };
}

/**
 * Calls back when the program is asked to end. Node's own way with signals, which ends the program, is back after the first,
 * and where nobody listens any more.
 * @returns how to stop listening
 */
export function listenForInterrupt(process: Process, listener: (signal: Interrupt) => void): () => void {
  const listeners = INTERRUPTS.map((signal) => {
    const hear = () => {
      stop();
      listener(signal);
    };
    process.once?.(signal, hear);
    return { signal, hear };
  });
  const stop = () => {
    for (const { signal, hear } of listeners) process.off?.(signal, hear);
  };
  return stop;
}

/** Signals that end a program which does not listen. */
const ENDS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Does what may not be left half done: a signal that comes meanwhile is too late, for the program is about to end. */
export async function withoutInterruption(process: Process, work: () => void): Promise<void> {
  const hear = () => {};
  for (const signal of ENDS) process.on?.(signal, hear);
  try {
    work();
  } finally {
    // Signals are told of between the turns of the event loop.
    await nextTurn();
    await nextTurn();
    for (const signal of ENDS) process.off?.(signal, hear);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
