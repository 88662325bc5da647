import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { Flag } from '../../../src/program/flags';
import { verbsOf } from '../../../src/program/program';
import type { Verb } from '../../../src/program/verb';
import { jsonSchemaOf, OUTPUT_COMMANDS, type OutputCommand } from '../../../src/schema/jsonSchemas';
import { scaleplan } from '../../support/cli';
import { COMMAND_LINES, CONFIGURATIONS } from '../corpus';
import { mutate, soup, wordOf } from '../mutate';
import type { Random } from '../random';
import { isSmall } from '../smallGrid';
import { Broken, checkPrinted, type Input, type Target } from '../target';
import { FILE_WORDS, NAME_WORDS, NASTY, QUANTITY_WORDS, TABLE_WORDS } from '../words';
import { CALIBRATIONS, MACHINES, OWN_SHAPES, PROJECTS, RUNS } from './files';

/** A command is a whole answer: models laid out, a page drawn. */
const PATIENT = 20_000;
const LONGEST_FILE = 20_000;
const LONGEST_WORD = 2000;
const MOST_WORDS = 16;

/** Verbs that take a fixed while, whatever their words: seldom. */
const SLOW_VERBS = ['backtest', 'audit'];
const WHOLE_PROGRAM = verbsOf([]);
const VERBS = WHOLE_PROGRAM.filter(({ name }) => !SLOW_VERBS.includes(name));

/** Spellings that are no flags, or no flags of most verbs. */
const OTHER_FLAGS = [
  '--help',
  '-h',
  '--version',
  '--',
  '--json=1',
  '--jsn',
  '--no-json',
  '--no-color',
  '--json',
  '--json',
];

/** Flags with a value, and what their values are made of. */
const VALUES: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...['--chips', '--model-parallelism', '--sequences', '--encoder-length', '--decoder-length', '--steps'].map(
    (flag) =>
      [flag, ['1', '2', '4', '16', '32', '64', '128', '1024', '100K', 'auto', 'default', '16..64']] as const,
  ),
  ...['--patch-size', '--image-size', '--classes'].map(
    (flag) => [flag, ['8', '16', '32', '224', '384', '1000']] as const,
  ),
  ...['flops', 'params', 'train-flops', 'hours', 'usd', 'memory', 'steps-per-second'].flatMap((name) => [
    [`--budget-${name}`, ['11T', '200M', '1e21', '24', '500', '12GiB']] as const,
    [`--increase-${name}`, ['5%', '0', '1M', '5%,0.5T', '1GiB']] as const,
  ]),
  ['--min-steps-per-second', ['9', '1', '1e-9']],
  ['--machine', ['tpu-v3', 'h100', 'my-pod', 'v3', 'cpu']],
  ['--machine-file', ['machine.json', 'calibration.json', 'gone.json']],
  ['--calibration', ['calibration.json', 'machine.json']],
  ['--base', ['SM', 'XXL', 'small']],
  ['--family', ['encoder-only', 'decoder-only', 'encoder-decoder', 'vit']],
  ['--format', ['hf', 'mesh-tf', 't5x', 'scaleplan', 'text', 'json', 'markdown', 'github', 'sarif', 'junit']],
  ['--input-format', ['hf', 'mesh-tf']],
  ['--to', ['chart', 'table', 'csv', 'json', 'svg', 'html', 'vega-lite', 'hf', 'mesh-tf', 't5x']],
  ['--baseline', ['SM', 'a.json', '.', 'b.gin']],
  ['--config', ['scaleplan.config.json', 'a.json']],
  ['--explain', ['too-deep', 'budget-flops', 'rule']],
  ['--path-prefix', ['sub', '../x', '/y']],
  ['--frontier', ['flops,quality', 'params,speed,usd', 'flops']],
  ['--knobs', ['NL', 'NL,DM,FF,NH,KV', 'SH,SKV']],
  ['--around', ['SM', 'BASE']],
  ['--fail-on', ['tflops>+5%', 'stepsPerSecond<9', 'memory>12GiB']],
  ['--x', ['parameters', 'params', 'flops', 'tflops', 'model']],
  ['--y', ['loss', 'accuracy', 'score']],
  ['--shape', ['depth', 'chips']],
  ['--level', ['95', '50%', '0', '100']],
  ['--output', ['out.svg', 'out.json', 'a.json', 'out.html', 'out.csv', 'out', 'gone/out.svg']],
  ['--search', ['sizes', 'wide']],
  ['--jobs', ['1', '2', '0']],
  ['--vary', ['NL=2..12..2', 'DM=512,1024', 'NH=8', 'sharing=none', 'FF=1K..4K..1K']],
]);

const NAMES = [
  ...[
    'SM',
    'BASE',
    'NL24-SM',
    'small-24L',
    'XL',
    'ViT-S/32',
    'ViT-B/16@384',
    'DL0-BASE',
    'EL0-SM',
    'FF2K',
    'SH-SKV-BASE',
  ],
  ...[
    'NL{2..6..2}-{SM,BASE}',
    'a.json',
    'b.gin',
    'runs.csv',
    '.',
    '*.json',
    '**/*.json',
    '{a,b}*',
    '?*[ab]*.*',
    'sub',
    'gone.json',
    'scaleplan.config.json',
  ],
];

/** What a file holds, by its name. */
const CONTENTS: Readonly<Record<string, readonly [texts: readonly string[], dictionary: readonly string[]]>> =
  {
    'a.json': [[...CONFIGURATIONS, ...OWN_SHAPES], FILE_WORDS],
    'b.gin': [CONFIGURATIONS, FILE_WORDS],
    'sub/c\u001b[31m.json': [OWN_SHAPES, FILE_WORDS],
    'runs.csv': [RUNS, TABLE_WORDS],
    'machine.json': [MACHINES, FILE_WORDS],
    'calibration.json': [CALIBRATIONS, FILE_WORDS],
    'scaleplan.config.json': [PROJECTS, FILE_WORDS],
  };

function make(random: Random, kept: readonly Input[]): Input {
  const { words, files } = random.oneIn(3) ? changed(random, kept) : fresh(random);
  return { words: words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD)), files };
}

function fresh(random: Random): Input {
  if (random.oneIn(60))
    return { words: ['help', random.oneIn(2) ? random.pick(VERBS).name : soup(random, NASTY, 2)], files: {} };
  const verb = random.oneIn(100) ? random.pick(WHOLE_PROGRAM) : random.pick(VERBS);
  const others = Array.from({ length: 1 + random.below(5) }, () => wordsFor(random, verb)).flat();
  const words = verb.name === 'suggest' && random.oneIn(2) ? [...wideSearch(random), ...others] : others;
  return { words: [verb.name, ...words], files: filesFor(random, words) };
}

/** Values of every knob, so that the grid of a wide search is small. */
const GRID: Readonly<Record<string, readonly string[]>> = {
  NL: ['2', '2,4', '2..6..2', '2..4'],
  FF: ['2048', '1K,2K', '1K..2K..512'],
  DM: ['512', '384..512', '512,768'],
  KV: ['64', '32,64'],
  NH: ['8', '8,16', '1..4'],
  sharing: ['none', 'none,SH', 'SKV'],
};

/** A wide search of a small grid. */
function wideSearch(random: Random): string[] {
  const knobs = Object.entries(GRID).map(([knob, usual]) => {
    const values = random.oneIn(3) ? random.pick(usual) : (usual[0] as string);
    return `--vary=${knob}=${random.oneIn(20) ? someValue(random, QUANTITY_WORDS) : values}`;
  });
  return ['--search', 'wide', ...knobs];
}

function wordsFor(random: Random, { words, flags }: Verb): string[] {
  const kind = random.below(20);
  if (kind === 0) return [random.pick(NASTY)];
  if (kind === 1) return [random.pick(OTHER_FLAGS)];
  if (kind < 9 && words !== undefined)
    return [random.oneIn(6) ? soup(random, NAME_WORDS, 5) : random.pick(NAMES)];
  return flagOf(random, random.oneIn(12) ? random.pick(VERBS).flags : flags);
}

/** A flag as help writes it (`-o, --output <file>`), with a value where it takes one. */
function flagOf(random: Random, flags: readonly Flag[]): string[] {
  if (flags.length === 0) return [];
  const [spelled] = random.pick(flags);
  const [, flag = '', value] = /^(?:-\w, )?(--[\w-]+)( [<[].*)?$/.exec(spelled) ?? [];
  if (value === undefined) return [flag];
  const given = someValue(random, VALUES[flag] ?? QUANTITY_WORDS);
  return random.oneIn(12) ? [`${flag}=${given}`] : [flag, given];
}

function someValue(random: Random, usual: readonly string[]): string {
  if (random.oneIn(8)) return soup(random, QUANTITY_WORDS, 3);
  return random.oneIn(12) ? wordOf(random, NASTY) : random.pick(usual);
}

/** The files that the words name, and sometimes others; most of them sound. */
function filesFor(random: Random, words: readonly string[]): Record<string, string> {
  const isNamed = (name: string) => words.some((word) => word === name || word === '.' || word === '*.json');
  const names = Object.keys(CONTENTS).filter((name) => isNamed(name) || random.oneIn(12));
  return Object.fromEntries(names.map((name) => [name, fileFor(random, name)]));
}

function fileFor(random: Random, name: string): string {
  const [texts, dictionary] = CONTENTS[name] as (typeof CONTENTS)[string];
  const text = random.pick(texts);
  return random.oneIn(2) ? text : mutate(text, random, dictionary, random.pick(texts), LONGEST_FILE);
}

function changed(random: Random, kept: readonly Input[]): Input {
  const { words, files } = random.pick(kept);
  const at = random.below(words.length + 1);
  const word = words[at] ?? '';
  const others = random.pick([
    [mutate(word, random, NASTY, random.pick(NAMES), LONGEST_WORD)],
    [...wordsFor(random, random.pick(VERBS)), word],
    [],
    random.pick(kept).words.slice(1),
  ]);
  const made = [...words.slice(0, at), ...others, ...words.slice(at + 1)];
  const mutated = Object.entries(files).map(([name, text]) => [
    name,
    mutate(text, random, CONTENTS[name]?.[1] ?? FILE_WORDS, text, LONGEST_FILE),
  ]);
  return { words: made, files: { ...filesFor(random, made), ...Object.fromEntries(mutated) } };
}

/** A wide search of a large grid takes seconds by design: what it reads is fuzzed as a text. */
const WIDE = /^(?:--search=)?wide$/i;

/** Every grid that the words may ask for, whatever becomes of the other flags, is one of a few thousand shapes. */
function isSmallSearch(words: readonly string[]): boolean {
  const texts = words.flatMap((word, i) => {
    if (words[i - 1] === '--vary') return [word];
    return word.startsWith('--vary=') ? [word.slice('--vary='.length)] : [];
  });
  return isSmall(texts);
}

/**
 * Nothing outside the input's own folder is searched or written, and nobody is asked to type: no paths from the root or
 * upwards, no standard input.
 */
function kept({ words, files }: Input): Input {
  const inside = (word: string) => (/^[/~]|\.\.[/\\]|^\.\.$|[=o]\/|^-$|^-\w*o/.test(word) ? 'outside' : word);
  const insideFile = (text: string) => text.replace(/"[/~]|\.\.\/|"-"/g, '"');
  const mayBeWide = isSmallSearch(words);
  return {
    words: words.map(inside).filter((word) => mayBeWide || !WIDE.test(word)),
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, insideFile(text)])),
  };
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(command: OutputCommand): ValidateFunction {
  const known = validators.get(command);
  if (known !== undefined) return known;
  const made = new Ajv2020({ strict: true }).compile(jsonSchemaOf(command) as Record<string, unknown>);
  validators.set(command, made);
  return made;
}

async function feed(input: Input): Promise<string> {
  const { words, files } = kept(input);
  const folder = mkdtempSync(join(tmpdir(), 'scaleplan-fuzz-'));
  try {
    for (const [name, text] of Object.entries(files)) writeInto(folder, name, text);
    const { stdout, stderr, exitCode } = await scaleplan(words, { cwd: folder });
    if (exitCode !== 0 && exitCode !== 1 && exitCode !== 2) throw new Broken('exit code 0, 1 or 2', stderr);
    if (exitCode === 2 && (stdout !== '' || stderr === ''))
      throw new Broken('a mistake is told on stderr', stdout);
    // RFC 4180 ends the lines of CSV so, and shells take completions apart at tabs.
    const lines = stdout.replaceAll('\r\n', '\n');
    checkPrinted('standard output', words[0] === 'complete' ? lines.replaceAll('\t', ' ') : lines);
    checkPrinted('standard error', stderr);
    checkJson(words, stdout, exitCode);
    return `${exitCode} ${kindOf(words, exitCode === 2 ? stderr : stdout)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeInto(folder: string, name: string, text: string): void {
  const slash = name.lastIndexOf('/');
  if (slash !== -1) mkdirSync(join(folder, name.slice(0, slash)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function checkJson(words: readonly string[], stdout: string, exitCode: number): void {
  const isAsked = words.includes('--json') && exitCode !== 2 && stdout.startsWith('{');
  if (!isAsked) return;
  const output = JSON.parse(stdout) as { readonly command?: string };
  const command = OUTPUT_COMMANDS.find((known) => known === output.command);
  if (command === undefined) return;
  const validate = validatorOf(command);
  if (validate(output)) return;
  throw new Broken('JSON as its schema says', JSON.stringify(validate.errors).slice(0, 400));
}

/** The first words of an answer, without what is the user's. */
function kindOf([verb = '']: readonly string[], text: string): string {
  const [line = ''] = text.split('\n');
  return `${WHOLE_PROGRAM.some(({ name }) => name === verb) ? verb : ''} ${line.replace(/'[^']*'|\d+/g, '#').slice(0, 40)}`;
}

/** The command line as a whole: verbs, flags, values, and files in a folder of its own. */
export const COMMAND_LINE: Target = {
  name: 'command line',
  share: 15,
  limit: PATIENT,
  // Thousands of models are described in seconds: no line to make others of.
  seeds: COMMAND_LINES.filter((words) => !/\d{4}\}/.test(words.join(' '))).map((words) => ({
    words,
    files: {},
  })),
  make,
  feed,
};
