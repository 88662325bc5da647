import type { Flag } from '../src/program/flags';
import type { Block } from '../src/program/topics/blocks';
import { EXIT_CODES, FILES, VARIABLES } from '../src/program/topics/exit';
import { TOPICS } from '../src/program/topics/list';
import type { Verb } from '../src/program/verb';
import { ALL_VERBS } from '../src/program/verbs/all';

/** Where the page is kept. */
export const MAN_FILE = 'man/scaleplan.1';

/** Topics that have sections of their own. */
const ELSEWHERE = ['exit'];

/** The manual page of a version, in the man macros of roff, from what help is made of. */
export async function manPage(version: string): Promise<string> {
  const verbs = ALL_VERBS.filter(({ isHidden }) => !isHidden);
  const topics = TOPICS.filter(({ name }) => !ELSEWHERE.includes(name));
  const lines = [
    '.\\" Made by `npm run man` from the texts of help: change those.',
    `.TH SCALEPLAN 1 "" "scaleplan ${version}" "User Commands"`,
    '.ad l',
    ...section('NAME', [`scaleplan \\- plan the scaling of T5${hyphen}style Transformers`]),
    '.SH SYNOPSIS',
    ...verbs.flatMap(synopsisOf),
    '.SY scaleplan',
    '.B help',
    '.RI [ "command or topic" ]',
    '.YS',
    ...section('DESCRIPTION', [
      escaped(
        'scaleplan answers what a shape of a T5-style Transformer costs (parameters, FLOPs, memory, speed, hours, dollars), and which DeepNarrow shape to train instead. Everything is computed here, from the shapes and from the published tables; nothing is sent anywhere.',
      ),
    ]),
    '.SH COMMANDS',
    ...verbs.flatMap(commandOf),
    ...(await Promise.all(topics.map(topicOf))).flat(),
    '.SH EXIT STATUS',
    ...termsOf(EXIT_CODES),
    '.SH ENVIRONMENT',
    ...termsOf(VARIABLES),
    '.SH FILES',
    ...termsOf(FILES),
    ...section('SEE ALSO', [escaped('scaleplan help, scaleplan help COMMAND, scaleplan help TOPIC.')]),
  ];
  return `${lines.join('\n')}\n`;
}

const hyphen = '\\-';

function section(title: string, lines: readonly string[]): string[] {
  return [`.SH ${title}`, ...lines];
}

function synopsisOf({ name, words, flags }: Verb): string[] {
  return [
    '.SY scaleplan',
    `.B ${escaped(name)}`,
    ...(flags.length > 0 ? ['.RI [ options ]'] : []),
    ...(words === undefined ? [] : [`.I ${escaped(words[0])}`]),
    '.YS',
  ];
}

function commandOf({ name, summary, words, flags, help }: Verb): string[] {
  return [
    `.SS scaleplan ${escaped(name)}${words === undefined ? '' : ` ${escaped(words[0])}`}`,
    sentence(summary),
    ...(words === undefined ? [] : ['.TP', `.I ${escaped(words[0])}`, sentence(words[1])]),
    ...flags.flatMap(flagOf),
    ...helpOf(help),
  ];
}

function flagOf([flag, description]: Flag): string[] {
  return ['.TP', `.B ${escaped(flag)}`, sentence(description)];
}

/** The text behind the flags: lines of calls as they are, others filled. What names are has a section of its own. */
function helpOf(help: string): string[] {
  const paragraphs = help
    .trim()
    .split(/\n\n+/)
    .filter((text) => text !== '' && !text.startsWith('Names:'));
  return paragraphs.flatMap((paragraph) => {
    const lines = paragraph.split('\n');
    const text = lines.filter((line) => !line.startsWith('  '));
    const calls = lines.filter((line) => line.startsWith('  '));
    return [
      ...(text.length > 0 ? ['.PP', escaped(text.join(' '))] : []),
      ...(calls.length > 0 ? asIs(calls.map((line) => line.slice(2))) : []),
    ];
  });
}

async function topicOf({ name, summary, blocks }: (typeof TOPICS)[number]): Promise<string[]> {
  const drawn = (await blocks()).flatMap(blockOf);
  return [`.SH ${name.toUpperCase()}`, sentence(summary), ...drawn];
}

function blockOf(block: Block): string[] {
  if ('heading' in block) return [`.SS ${escaped(block.heading)}`];
  if ('text' in block) return ['.PP', escaped(block.text)];
  if ('calls' in block) return asIs(block.calls.map((call) => `scaleplan ${call}`));
  return termsOf(block.terms);
}

function termsOf(terms: readonly (readonly [string, string])[]): string[] {
  return terms.flatMap(([term, meaning]) => ['.TP', `.B ${escaped(term)}`, sentence(meaning)]);
}

function asIs(lines: readonly string[]): string[] {
  return ['.PP', '.nf', ...lines.map((line) => escaped(line)), '.fi'];
}

function sentence(text: string): string {
  return escaped(text.charAt(0).toUpperCase() + text.slice(1) + (/[.:?!]$/.test(text) ? '' : '.'));
}

/** Text that roff prints as it is: backslashes and hyphens escaped, no line of which is a request. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll("'", '\\(aq')
    .replaceAll('"', '\\(dq')
    .replace(/^(?=\.)/gm, '\\&');
}
