import { isDeepStrictEqual } from 'node:util';
import * as library from '../../../src/index';
import { mutate } from '../mutate';
import type { Random } from '../random';
import { isSmallGrid } from '../smallGrid';
import { answerOf, Broken, type Input, type Target } from '../target';
import { readValue, SPECIAL_NAMES, THROWN } from '../values';
import { FILE_WORDS, NAME_WORDS, NASTY, QUANTITY_WORDS } from '../words';
import { CALIBRATIONS, MACHINES, OWN_SHAPES, RUNS } from './files';

const LONGEST = 20_000;

/** A call is a whole answer, such as hundreds of models on every mesh. */
const PATIENT = 1000;

/** What an argument or an option usually is, in JSON; what begins with `$` stands in `values.ts`. */
type Usual = readonly string[];

const inJson = (...values: readonly unknown[]): Usual => values.map((value) => JSON.stringify(value));

const NAMES = inJson(
  'SM',
  'BASE',
  'NL24-SM',
  'small-24L',
  'ViT-S/32',
  'DL0-BASE',
  'SH-SKV-BASE',
  'FF2K',
  'NL{2,4}-SM',
);
const GIVEN = inJson(
  ...['$shape', '$vision', '$described', '$config', '$bare'],
  { shape: '$shape', name: 'ours' },
  { shape: '$shape', name: 'ours', run: { chips: 64 } },
  { shape: '$shape', file: 'a/config.json', places: {}, notes: ['$symbol'] },
  { shape: '$shape', workload: { decoderLength: 0 }, slice: { chips: 16 } },
  { dModel: 512, dFf: 2048, dKv: 64, numHeads: 8, encoderLayers: 6, decoderLayers: 6, vocabSize: 32128 },
);
const MODEL = [...NAMES, ...GIVEN];
const MODELS = [
  ...MODEL,
  ...inJson(['SM', 'BASE'], ['SM', '$shape', '$described'], 'NL{2..6..2}-{SM,BASE}', [], ['SM'], '$holes'),
];
const AMOUNTS = inJson(1, 16, 64, '16K', '1e6', 'auto', 'default', 0, -1, 1.5, 1e21, '16..64');

const OPTIONS: Readonly<Record<string, Usual>> = {
  machine: inJson('tpu-v3', 'h100', 'ours', 'cpu'),
  machines: [...MACHINES.map((text) => `[${text}]`), ...inJson([], [{ name: 'ours' }], {})],
  calibration: [
    ...CALIBRATIONS,
    ...inJson('$calibration', {}, { machine: 1, coefficients: 1, corners: 1, measured: 1 }),
  ],
  chips: AMOUNTS,
  modelParallelism: AMOUNTS,
  sequences: AMOUNTS,
  encoderLength: AMOUNTS,
  decoderLength: AMOUNTS,
  steps: AMOUNTS,
  base: inJson('SM', 'XXL', 'NL2-SM', 'x'),
  family: inJson('encoder-only', 'decoder-only', 'encoder-decoder', 'vit'),
  patchSize: AMOUNTS,
  imageSize: AMOUNTS,
  classes: AMOUNTS,
};

const LIMITS: Readonly<Record<string, Usual>> = {
  flops: inJson('11T', 11e12, 0),
  parameters: inJson('200M', 2e8, -1),
  minStepsPerSecond: inJson(9, '1e-9'),
  trainFlops: inJson('1e21', 1e21),
  hours: inJson(24, '500'),
  usd: inJson(500, '1K'),
  memoryBytes: inJson('12GiB', 1e9),
};

const KNOBS: Readonly<Record<string, Usual>> = {
  NL: inJson(2, [2, 4], '2..6..2', [2.5]),
  EL: inJson(2, '2..4', '2..4..1'),
  DL: inJson(2, []),
  FF: inJson(2048, ['1K', '2K'], '1K..2K..256'),
  DM: inJson([384, 512], 512, '384..512'),
  KV: inJson(64, [32, 64]),
  NH: inJson(8, [8, 16], '1..16..1'),
  sharing: inJson('none', ['SH', 'none'], 'SH-SKV'),
  scored: inJson(true, false, 'yes'),
};

const FLAGS = Object.keys(OPTIONS);
const TEXTS = {
  conditions: inJson('tflops>+5%', ['stepsPerSecond<9', 'memory>12GiB'], 'x'),
  metrics: inJson('flops,quality', ['params', 'speed', 'usd'], ['flops']),
};
const LEVEL = { level: inJson(90, '95%', 50, 101) };

/** An argument: its usual values, or the keys of an object and theirs. */
type Parameter = Usual | Readonly<Record<string, Usual>>;

const MODEL_OPTIONS: Parameter = OPTIONS;
const TABLES = [
  ...RUNS.map((text) => JSON.stringify(text)),
  ...inJson(
    [
      { n: 1e6, loss: 3 },
      { n: 4e6, loss: 2.5 },
      { n: 2e7, loss: 2.2 },
    ],
    [{ model: 'SM', stepsPerSecond: 9 }],
    ['$bare'],
    '$manyRows',
  ),
];

/** Every function that takes something, and what it takes. */
const FUNCTIONS: Readonly<Record<string, readonly Parameter[]>> = {
  parseName: [NAMES, only(['base', 'family', 'patchSize', 'imageSize', 'classes'])],
  formatName: [MODEL],
  expandNames: [[...NAMES, ...inJson('NL{2..36..2}-{SM,BASE}', '{a,b}{1..9}')]],
  applyOperators: [MODEL, inJson('NL24', 'SH-FF4K', 'SM', 'DL3')],
  describe: [MODEL, MODEL_OPTIONS],
  explain: [MODEL, MODEL_OPTIONS],
  roofline: [MODEL, MODEL_OPTIONS],
  scale: [MODEL, MODEL_OPTIONS],
  census: [MODEL, MODEL_OPTIONS],
  compare: [MODELS, { ...OPTIONS, failOn: TEXTS.conditions }],
  sweep: [MODELS, { ...OPTIONS, frontier: TEXTS.metrics, knobs: inJson('NL,DM', ['SH'], []), around: MODEL }],
  depth: [MODELS, only(['base', 'family'])],
  check: [
    MODELS,
    {
      ...OPTIONS,
      budget: objects(LIMITS),
      baseline: MODEL,
      increase: inJson({ flops: '5%' }, { parameters: '5%,1M', hours: 0 }, {}),
      rules: inJson({ 'too-deep': 'off' }, { 'budget-flops': 'error' }, { x: 1 }, { 'too-deep': '$symbol' }),
    },
  ],
  suggest: [LIMITS, only(FLAGS.slice(0, 9))],
  search: [
    LIMITS,
    {
      ...only(FLAGS.slice(0, 9)),
      frontier: TEXTS.metrics,
      onProgress: inJson('$function', '$fails'),
      shouldStop: inJson('$false', '$true', '$fails'),
    },
  ],
  fit: [
    TABLES,
    {
      ...LEVEL,
      x: inJson('n', 'params', 'parameters'),
      y: inJson('loss', 'accuracy'),
      shape: inJson('depth'),
      accuracy: inJson(true, false),
      name: inJson('t'),
    },
  ],
  fitPublished: [LEVEL],
  calibrate: [TABLES, { ...only(FLAGS.slice(3, 10)), name: inJson('t') }],
  writeCalibration: [TABLES, { ...only(FLAGS.slice(3, 10)), name: inJson('t') }],
  readCalibration: [CALIBRATIONS.map((text) => JSON.stringify(text)), inJson('a.json')],
  readMachines: [MACHINES.map((text) => JSON.stringify(text)), inJson('a.json')],
  readConfig: [
    OWN_SHAPES.map((text) => JSON.stringify(text)),
    {
      name: inJson('a.gin'),
      format: inJson('hf', 't5x'),
      include: inJson('$function', '$fails', '$undefined'),
    },
  ],
  writeConfig: [MODEL, inJson('hf', 'mesh-tf', 't5x', 'x'), MODEL_OPTIONS],
};

const FUNCTION_NAMES = Object.keys(FUNCTIONS);

/** These take a fixed while. */
const SLOW = ['fitPublished', 'calibrate', 'writeCalibration', 'search'];

function only(keys: readonly string[]): Readonly<Record<string, Usual>> {
  return Object.fromEntries(keys.map((key) => [key, OPTIONS[key] as Usual]));
}

/** Objects of one key each, with each of its usual values. */
function objects(values: Readonly<Record<string, Usual>>): Usual {
  return Object.entries(values).flatMap(([key, usual]) =>
    usual.map((value) => `{${JSON.stringify(key)}:${value}}`),
  );
}

const ODD: Usual = [
  ...inJson(
    ...SPECIAL_NAMES,
    ...NASTY,
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    [],
    {},
    [[]],
    [null],
    { shape: null },
    { shape: {} },
  ),
  '{"__proto__":{"chips":64}}',
  '{"__proto__":null,"chips":1}',
  '{"constructor":{"prototype":{"chips":1}}}',
  '{"toString":1,"valueOf":2}',
];

function make(random: Random, kept: readonly Input[]): Input {
  return random.oneIn(3) ? changed(random, kept) : fresh(random);
}

function fresh(random: Random): Input {
  let name = random.pick(FUNCTION_NAMES);
  if (SLOW.includes(name) && !random.oneIn(4)) name = 'describe';
  const parameters = FUNCTIONS[name] as readonly Parameter[];
  const count = random.oneIn(4) ? random.below(parameters.length + 1) : parameters.length;
  return {
    words: [name, ...parameters.slice(0, count).map((usual) => argument(random, usual, name))],
    files: {},
  };
}

function argument(random: Random, usual: Parameter, name: string): string {
  if (random.oneIn(8)) return random.pick(ODD);
  if (isList(usual)) return random.pick(usual);
  const count = random.oneIn(2) ? 1 : random.below(4);
  const keys = Object.keys(usual);
  const members = Array.from({ length: count }, () => {
    const key = random.oneIn(20) ? random.pick(NASTY) : random.pick(keys);
    const values = Object.hasOwn(usual, key) ? (usual[key] as Usual) : ODD;
    return `${JSON.stringify(key)}:${random.oneIn(6) ? random.pick(ODD) : random.pick(values)}`;
  });
  const isSearch = name === 'search' && 'frontier' in usual;
  return `{${[...members, ...(isSearch ? [`"vary":${smallGrid(random)}`] : [])].join(',')}}`;
}

/** A grid of a few thousand shapes at most, or values that are none. */
function smallGrid(random: Random): string {
  const knobs = Object.entries(KNOBS).map(([knob, usual]) => {
    const value = random.oneIn(20)
      ? random.pick(ODD)
      : random.pick(random.oneIn(3) ? usual : usual.slice(0, 1));
    return `${JSON.stringify(knob)}:${value}`;
  });
  return `{${knobs.filter(() => !random.oneIn(30)).join(',')}}`;
}

function isList(parameter: Parameter): parameter is Usual {
  return Array.isArray(parameter);
}

function changed(random: Random, kept: readonly Input[]): Input {
  const { words } = random.pick(kept);
  const at = 1 + random.below(Math.max(1, words.length - 1));
  const dictionary = random.pick([
    NAME_WORDS,
    QUANTITY_WORDS,
    FILE_WORDS,
    SPECIAL_NAMES.map((name) => `"${name}"`),
  ]);
  const other = random.pick(kept).words.at(-1) ?? '';
  return {
    words: words.map((word, i) => (i === at ? mutate(word, random, dictionary, other, LONGEST) : word)),
    files: {},
  };
}

type Call = (...values: readonly unknown[]) => unknown;

function feed({ words: [name = '', ...texts] }: Input): string {
  const values = texts.map(readValue);
  if (name === 'search' && !isSmallGrid(values[1])) return 'search of a large grid';
  const before = propertiesOfEverything();
  const answer = answerOrThrown(name, values);
  if (propertiesOfEverything() !== before) throw new Broken('nothing of everybody is changed', name);
  return `${name} ${answer}`;
}

function answerOrThrown(name: string, values: readonly unknown[]): string {
  const called = (library as unknown as Record<string, Call>)[name] as Call;
  try {
    return answerOf(() => kindOf(called(...values)));
  } catch (error) {
    if (error === THROWN || isRevoked(error)) return 'thrown by the caller';
    throw error;
  }
}

/** What the engine says of a proxy that is no more: the caller's own doing. */
function isRevoked(error: unknown): boolean {
  return error instanceof TypeError && /a proxy that has been revoked|revoked/.test(error.message);
}

/** The properties that all objects share. */
function propertiesOfEverything(): string {
  const shared = [Object, Array, Function, String, Number].map(({ prototype }) => prototype as object);
  return shared.map((prototype) => Reflect.ownKeys(prototype).length).join();
}

/** What an answer is: plain data that JSON says as it is, which nobody can change. */
function kindOf(answer: unknown): string {
  if (typeof answer === 'string') return 'text';
  const same: unknown = JSON.parse(JSON.stringify(answer));
  if (!isDeepStrictEqual(same, answer))
    throw new Broken('an answer is plain data', differenceOf(same, answer));
  checkFrozen(answer);
  return Array.isArray(answer) ? `list ${Math.min(3, answer.length)}` : typeof answer;
}

function checkFrozen(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  if (!Object.isFrozen(answer)) throw new Broken('an answer is frozen', Object.keys(answer).join());
  for (const inner of Object.values(answer)) checkFrozen(inner);
}

/** The first place where two values differ. */
function differenceOf(a: unknown, b: unknown, path = ''): string {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${path} ${String(a)} ${String(b)}`;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const key = keys.find(
    (own) => !isDeepStrictEqual((a as Record<string, unknown>)[own], (b as Record<string, unknown>)[own]),
  );
  if (key === undefined) return path;
  return differenceOf(
    (a as Record<string, unknown>)[key],
    (b as Record<string, unknown>)[key],
    `${path}.${key}`,
  );
}

/** The library: every function that takes something, with values of every kind in every place. */
export const LIBRARY: Target = {
  name: 'library',
  share: 25,
  limit: PATIENT,
  seeds: FUNCTION_NAMES.map((name) => ({
    words: [
      name,
      ...(FUNCTIONS[name] as readonly Parameter[]).map((usual) =>
        isList(usual) ? (usual[0] as string) : '{}',
      ),
    ],
    files: {},
  })),
  make,
  feed,
};
