import type { Completion } from '../../names/complete';
import type { Verb } from '../verb';
import { ALL_VERBS } from '../verbs/all';
import { completeFlag, completeWords, type Source } from './values';

/** What the shell offers at the word that is typed: these, and files where `files` says so. */
interface Offer {
  /** The word without quotes, as every completion begins. */
  readonly typed: string;
  readonly completions: readonly Completion[];
  readonly files: boolean;
}

/** What every command takes, and what the program itself does. */
const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['--help', 'help'],
  ['--no-color', 'no colour'],
];
const ALONE: readonly (readonly [string, string])[] = [...EVERYWHERE, ['--version', 'print the version']];

/** A command line longer than this is nobody's typing. */
const MOST_WORDS = 1000;

/**
 * What can stand at the last of these words, which are those of a command line behind the program's name, as typed: quotes
 * are taken off, nothing is expanded or run.
 */
export async function offerAt(raw: readonly string[]): Promise<Offer> {
  const words = raw.map(unquoted);
  const typed = words.at(-1) ?? '';
  // What cannot be shown as it is typed is left to the shell.
  if (words.length > MOST_WORDS || !/^[ -~]*$/.test(typed)) return { typed, completions: [], files: true };
  const before = words.slice(0, -1);
  const at = before.findIndex((word) => !word.startsWith('-'));
  const { completions, files } =
    at === -1
      ? { completions: commands(typed), files: false }
      : await offerIn(before[at] as string, before.slice(at + 1), typed);
  return { typed, completions: completions.filter(({ text }) => text.startsWith(typed)), files };
}

function commands(typed: string): Completion[] {
  if (typed.startsWith('-')) return ALONE.map(([text, about]) => final(text, about));
  const shown = ALL_VERBS.filter(({ isHidden }) => !isHidden);
  return [...shown.map(({ name, summary }) => final(name, summary)), final('help', 'help')];
}

async function offerIn(command: string, before: readonly string[], typed: string): Promise<Source> {
  if (command === 'help') return before.length === 0 ? helpWords() : NOTHING;
  const verb = ALL_VERBS.find(({ name, isHidden }) => name === command && !isHidden);
  if (verb === undefined) return NOTHING;
  const { waiting, isPlain, given } = readBefore(verb, before);
  if (waiting !== null) return completeFlag(verb, waiting, typed, before);
  if (isPlain || !typed.startsWith('-') || typed === '-') {
    const words = await completeWords(verb, typed, before);
    return typed === '-' && !isPlain ? { ...words, completions: flagsOf(verb, given) } : words;
  }
  const [, name, value] = /^(--[\w-]+)=(.*)$/.exec(typed) ?? [];
  if (name === undefined || value === undefined) return { completions: flagsOf(verb, given), files: false };
  const flag = longNames(verb).find(({ long, takesValue }) => long === name && takesValue);
  if (flag === undefined) return NOTHING;
  const { completions, files } = await completeFlag(verb, name, value, before);
  return { completions: completions.map((one) => ({ ...one, text: `${name}=${one.text}` })), files };
}

async function helpWords(): Promise<Source> {
  const { TOPICS } = await import('../topics/list');
  const topics = TOPICS.map(({ name, summary }) => final(name, summary));
  return { completions: [...commands(''), ...topics], files: false };
}

const NOTHING: Source = { completions: [], files: false };

interface FlagName {
  readonly long: string;
  readonly short: string | undefined;
  readonly about: string;
  readonly takesValue: boolean;
  readonly mayRepeat: boolean;
}

function longNames({ flags }: Verb): FlagName[] {
  return flags.map(([text, about, collect]) => {
    const [, short, long = ''] = /^(?:(-\w), )?(--[\w-]+)/.exec(text) ?? [];
    return { long, short, about, takesValue: text.includes('<'), mayRepeat: collect !== undefined };
  });
}

/** What the words before say: the flag that waits for its value, whether `--` ended the flags, and those given. */
function readBefore(verb: Verb, before: readonly string[]) {
  const names = longNames(verb);
  const given = new Set<string>();
  let waiting: string | null = null;
  for (const word of before) {
    if (waiting === null && word === '--') return { waiting, isPlain: true, given };
    const flag: FlagName | undefined =
      waiting === null
        ? names.find(({ long, short }) => word === short || word.split('=')[0] === long)
        : undefined;
    waiting = flag?.takesValue && !word.includes('=') ? flag.long : null;
    if (flag !== undefined && !flag.mayRepeat) given.add(flag.long);
  }
  return { waiting, isPlain: false, given };
}

function flagsOf(verb: Verb, given: ReadonlySet<string>): Completion[] {
  const own = longNames(verb).filter(({ long }) => !given.has(long));
  return [
    ...own.map(({ long, about }) => final(long, about)),
    ...EVERYWHERE.map(([text, about]) => final(text, about)),
  ];
}

function final(text: string, about: string): Completion {
  return { text, about, goesOn: false };
}

/** A word as a shell reads it, without its quotes and backslashes. A quote that is still open goes to the end. */
export function unquoted(word: string): string {
  return word.replace(
    /'([^']*)(?:'|$)|"((?:[^"\\]|\\.)*)(?:"|\\?$)|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}
