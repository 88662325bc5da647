import type { HelpConfiguration } from 'commander';
import { paragraph, wrap } from '../report/wrap';
import { drawBelow, drawTerm } from './topics/draw';
import { TOPICS } from './topics/list';

const DEFAULT_WIDTH = 80;

/** Lines that are not indented, one below the other. */
const PARAGRAPH = /^\S.*(?:\n\S.*)*/gm;

const INDENTED = /^ .*/gm;

/** A word with what it means beside it. */
const TERM = /^ {2}(\S.*?)( {2,})(.*)/;

/** What help says of names, wherever they are taken. */
export const NAMES_HELP = `
Names: a size of the paper (TINY MINI SM BASE LG XL XXL XXXL), operators on a
size (NL24-SM, EL32-SM, FF9K, NL24-FF1536-NH6-BASE), Table 4's own spelling
(small-24L), a published checkpoint (t5-efficient-small-el16-dl4), a sweep
(NL{2..36..2}-SM), or a file, folder or glob of configurations (Hugging Face
config.json, Mesh TensorFlow, T5X or flaxformer gin, scaleplan's own JSON; - is
standard input).`;

/** Calls to copy, as help shows them. */
export function examples(...calls: readonly string[]): string {
  return `\nExamples:\n${calls.map((call) => `  scaleplan ${call}`).join('\n')}`;
}

/** The topics of help, as the page of the program lists them. */
export function topicsHelp(): string {
  return `Topics, as in scaleplan help names:\n${TOPICS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}`;
}

/** How commander sets the page of a command: it leaves lines as they are where a terminal is narrow. */
export const HELP_LAYOUT: HelpConfiguration = {
  minWidthToWrap: 1,
  styleUsage(usage) {
    const title = 'Usage: ';
    return paragraph(title, usage, this.helpWidth ?? DEFAULT_WIDTH).slice(title.length);
  },
  formatItem: (term, column, description, { helpWidth = DEFAULT_WIDTH }) =>
    drawTerm(term, description, column, helpWidth).join('\n'),
};

/** Text of help as it is where it fits into lines of `width`, else broken anew, but for calls: they are copied whole. */
export function fitHelp(text: string, width = DEFAULT_WIDTH): string {
  if (text.split('\n').every((line) => line.length <= width)) return text;
  return text
    .replace(PARAGRAPH, (lines) => wrap(lines.replaceAll('\n', ' '), width).join('\n'))
    .replace(INDENTED, (line) => fitIndented(line, width));
}

function fitIndented(line: string, width: number): string {
  if (line.length <= width || line.startsWith('  scaleplan ')) return line;
  const [, term = '', gap = '', meaning = ''] = TERM.exec(line) ?? [];
  // What goes on from the line above.
  if (term === '') return `${' '.repeat(6)}${line.trimStart()}`;
  const lines = meaning.includes('scaleplan ')
    ? drawBelow(term, [meaning], width)
    : drawTerm(term, meaning, term.length + gap.length - 2, width);
  return lines.join('\n');
}
