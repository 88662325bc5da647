import { UserError } from '../../src/problems/problem';
import { drawProblem } from '../../src/report/problem';
import type { Random } from './random';

/** What is fed in: the words of a command line or a text (and how it is read), and the files beside it. */
export interface Input {
  readonly words: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** A part of the program that reads what others write. */
export interface Target {
  readonly name: string;
  /** Of every thousand inputs, how many are for it. */
  readonly share: number;
  /** Milliseconds within which an input is answered; longer texts may take longer (`patienceFor`). */
  readonly limit: number;
  readonly seeds: readonly Input[];
  /** A new input, from nothing or from two that were worth keeping. */
  readonly make: (random: Random, keptInputs: readonly Input[]) => Input;
  /**
   * Feeds an input in, and holds what comes out to the rules.
   * @returns what kind of answer it was, for keeping inputs that show something new
   * @throws whatever breaks a rule
   */
  readonly feed: (input: Input) => string | Promise<string>;
}

/** A rule that an answer broke. */
export class Broken extends Error {
  constructor(
    readonly rule: string,
    detail: string,
  ) {
    super(`${rule}: ${detail}`);
  }
}

const WIDTH = 80;

/** Does work that reads; a mistake of the user's is an answer too, once it is told properly. */
export function answerOf(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checkProblem(error);
    return error.code;
  }
}

/** @throws Broken for a mistake without a message, a hint or a sensible place, or that a terminal would act on */
export function checkProblem(error: UserError): void {
  const { message, hint, place } = error;
  if (message === '' || hint === '') throw new Broken('a message and a hint', error.code);
  const drawn = drawProblem(error, WIDTH);
  checkPrinted('a mistake', drawn);
  if (place === undefined) return;
  const { text, start, end, line = 1 } = place;
  // What is missing at the end of a line is marked behind it.
  const isWithin = start >= 0 && end >= start && end <= text.length + 1 && line >= 1;
  if (!isWithin)
    throw new Broken('a place within the text', `${error.code} ${start}-${end} of ${text.length}`);
}

/** Controls but a newline, and halves of pairs. Marks that turn the direction round count in what is told to people. */
const CONTROLS = /(?!\n)[\p{Cc}\p{Cs}]/u;
const DIRECTIONS = /[\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const STACK = /^ {4}at .*(?::\d+:\d+|<anonymous>|\(native\))\)?$/m;

/** @throws Broken for what a terminal would act on, or what only a programmer wants to see */
export function checkPrinted(what: string, text: string): void {
  const control = CONTROLS.exec(text) ?? DIRECTIONS.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16);
    throw new Broken('no control character', `${what} has u+${code}: ${around(text, control.index)}`);
  }
  const stack = STACK.exec(text);
  if (stack !== null) throw new Broken('no stack', `${what}: ${around(text, stack.index)}`);
}

function around(text: string, index: number): string {
  return JSON.stringify(text.slice(Math.max(0, index - 40), index + 40));
}

/** Characters and lines of a text that a target's limit is for; real files have fewer. */
const USUAL_LENGTH = 10_000;
const USUAL_LINES = 2000;

/** Milliseconds that an input may take: in proportion, where its text is longer than usual. */
export function patienceFor({ limit }: Target, { words, files }: Input): number {
  const text = [...words, ...Object.values(files)].join('\n');
  if (text.length < USUAL_LINES) return limit;
  return limit * Math.max(1, text.length / USUAL_LENGTH, text.split('\n').length / USUAL_LINES);
}
