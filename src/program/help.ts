import { TOPICS } from './topics/list';

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
