import { quote } from '../quote';
import type { Text } from './text';

/** What is said about mistakes in files and formats. */
export const FILES_TEXTS = {
  'file-missing': (a: { path: string }): Text => ({
    message: `There is no file ${quote(a.path)}.`,
    hint: 'Check the path; a glob in quotes is taken apart by scaleplan, without them by the shell.',
  }),
  'project-file-outside': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is outside the folder of the configuration.`,
    hint: 'Name a file in that folder or below it; --machine-file and --calibration name any other.',
  }),
  'file-unreadable': (a: { path: string; reason: string }): Text => ({
    message: `${quote(a.path)} cannot be read: ${a.reason}.`,
    hint: 'Name a readable text file, a folder or a glob, or - for standard input.',
  }),
  'input-twice': (_: object): Text => ({
    message: 'Standard input (-) is asked for twice, and is there once.',
    hint: 'Name a file for one of them.',
  }),
  'folder-gone': (_: object): Text => ({
    message: 'The working folder is not there any more.',
    hint: 'Go to one that is: cd FOLDER.',
  }),
  'file-not-text': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is no UTF-8 text.`,
    hint: 'Configuration files are text: save it as UTF-8.',
  }),
  'file-exists': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is there already.`,
    hint: 'Choose another name, or overwrite it with --force.',
  }),
  'output-folder': (a: { path: string }): Text => ({
    message: `${quote(a.path)} names a folder, not a file.`,
    hint: `Name a file in it, such as ${quote(`${a.path}${a.path.endsWith('/') ? '' : '/'}answer.json`)}.`,
  }),
  'file-unwritable': (a: { path: string; reason: string }): Text => ({
    message: `${quote(a.path)} cannot be written: ${a.reason}.`,
    hint: 'Check the folder and its permissions.',
  }),
  'glob-too-complex': (a: { pattern: string; what: string; limit: number }): Text => ({
    message: `${quote(a.pattern)} is a glob with more than ${a.limit} ${a.what}.`,
    hint: 'Name a folder, or give several shorter globs.',
  }),
  'no-files': (a: { pattern: string }): Text => ({
    message: `${quote(a.pattern)} holds no model configuration.`,
    hint: 'Model configurations are .json and .gin files.',
  }),
  'format-unknown': (a: { format: string; formats: readonly string[] }): Text => ({
    message: `There is no format ${quote(a.format)}.`,
    hint: `Formats: ${a.formats.join(', ')}.`,
  }),
  'export-no-format': (a: { names: readonly string[] }): Text => ({
    message: 'export needs a format.',
    hint: `Say --to ${a.names.join(', ')}.`,
  }),
  'export-one-model': (a: { length: number }): Text => ({
    message: `export writes one model, not ${a.length}.`,
    hint: 'Name one model; export others in calls of their own.',
  }),
  'export-cannot-say': (a: {
    name: string;
    text: string;
    reason: string;
    names: readonly string[];
  }): Text => ({
    message: `${a.name} cannot say ${a.text}: ${a.reason}.`,
    hint:
      a.names.length > 0
        ? `Export it --to ${a.names.join(' or --to ')}.`
        : 'No format can say all of this shape: change one part of it.',
  }),
  'export-family': (a: { found: string }): Text => ({
    message: `Configurations are written of encoder-decoders only, and this model's family is ${a.found}.`,
    hint: 'Its shape can be kept as scaleplan describe NAME --json, which scaleplan reads again.',
  }),
  'export-no-topology': (a: { chips: number; slices: readonly number[] }): Text => ({
    message: `A Mesh TensorFlow gin file cannot say ${a.chips} chips: no form of that slice is known.`,
    hint: `Use --chips ${a.slices.join(', ')}.`,
  }),
  'name-or-path': (a: { word: string; kind: string }): Text => ({
    message: `${quote(a.word)} is the name of a model, and a ${a.kind} here.`,
    hint: `Write ./${a.word} for the ${a.kind}, or call from elsewhere for the model.`,
  }),
  'baseline-unmatched': (a: { baseline: string }): Text => ({
    message: `The baseline ${quote(a.baseline)} holds none of the targets.`,
    hint: 'A folder is another checkout of the same files: name the one that holds them by the same paths.',
  }),
  'increase-without-baseline': (_: Record<never, never>): Text => ({
    message: 'An allowed increase needs a baseline.',
    hint: 'Say what to compare with: --baseline FILE, NAME or FOLDER.',
  }),
} satisfies Record<string, (details: never) => Text>;
