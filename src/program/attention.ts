import type { Interrupt, ProgressLine } from '../commands/context';
import type { Output, Process } from './process';

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
