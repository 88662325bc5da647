import type { ModelShape } from '../../../src/model/shape';
import { formatName, nameWithFlags } from '../../../src/names/format';
import { parseName } from '../../../src/names/parse';
import { expandSweep, parseSweep } from '../../../src/names/sweep';
import { parseCondition } from '../../../src/plan/failOn';
import { parseKnobs } from '../../../src/plan/knobs';
import { parseMetrics } from '../../../src/plan/metrics';
import { quote } from '../../../src/problems/quote';
import { parseIncrease } from '../../../src/project/quantities';
import { WIDE_GRID } from '../../../src/search/grid';
import { checkSize } from '../../../src/search/gridSize';
import { varyGrid } from '../../../src/search/gridText';
import { parseQuantity, type QuantityKind } from '../../../src/units/quantity';
import { COMMAND_LINES } from '../corpus';
import { mutate, soup } from '../mutate';
import type { Random } from '../random';
import { answerOf, Broken, checkPrinted, type Input, type Target } from '../target';
import { NAME_WORDS, QUANTITY_WORDS } from '../words';

const LONGEST = 1200;
const MOST_NAMES = 500;
const QUICK = 100;

/** A text as an input. */
export function inputOf(text: string, ...how: readonly string[]): Input {
  return { words: [text, ...how], files: {} };
}

function makeText(dictionary: readonly string[], ways: readonly string[]) {
  return (random: Random, kept: readonly Input[]): Input => {
    const way = ways.length === 0 ? [] : [random.pick(ways)];
    if (random.oneIn(4)) return inputOf(soup(random, dictionary), ...way);
    const [text = ''] = random.pick(kept).words;
    const [other = ''] = random.pick(kept).words;
    return inputOf(mutate(text, random, dictionary, other, LONGEST), ...way);
  };
}

const wordsOfLines = [...new Set(COMMAND_LINES.flat())].filter((word) => !word.startsWith('--'));
const isNameLike = (word: string) =>
  /^[A-Za-z0-9{},./@ _-]+$/.test(word) && !/[.](?:json|gin|csv|svg)$/.test(word);

/** Names of models, with the sizes that bare operators apply to. */
export const NAMES: Target = {
  name: 'names',
  share: 310,
  limit: QUICK,
  seeds: [
    ...wordsOfLines.filter(isNameLike),
    't5-efficient-small-el16-dl4',
    'bi_v1_bsf_law_03-21-22-55',
    'Small 32EL',
  ].map((text) => inputOf(text)),
  make: makeText(NAME_WORDS, ['BASE', 'TINY', 'XXXL']),
  feed: ({ words: [text = '', base = 'BASE'] }) =>
    answerOf(() => {
      const shape = parseName(text, { base: base as 'BASE' });
      checkShape(shape);
      const name = formatName(shape);
      if (name === null) throw new Broken('what is named has a name', quote(text));
      checkPrinted('a name', `${name} ${nameWithFlags(shape)}`);
      if (JSON.stringify(parseName(name)) !== JSON.stringify(shape)) {
        throw new Broken('a name says its shape back', `${quote(text)} ${name}`);
      }
      return `shape ${name.replace(/\d+K?/g, '#').slice(0, 24)}`;
    }),
};

function checkShape({ vision, ...text }: ModelShape): void {
  for (const value of [...Object.values(text), ...Object.values(vision ?? {})]) {
    if (typeof value === 'boolean' || (Number.isSafeInteger(value) && value >= 0)) continue;
    throw new Broken('a shape counts', JSON.stringify(text));
  }
}

/** Sweeps: braces, lists and ranges of names. */
export const SWEEPS: Target = {
  name: 'sweeps',
  share: 120,
  limit: QUICK,
  seeds: [
    'NL{2..36..2}-{SM,BASE,LG}',
    'FF{1K..4K}-SM',
    '{NL{2,4},EL{2..6..2}}-SM',
    'ViT-{S,B}/{16,32}',
    'NL{8..2}-SM',
  ].map((text) => inputOf(text)),
  make: makeText(NAME_WORDS, []),
  feed: ({ words: [text = ''] }) =>
    answerOf(() => {
      const names = expandSweep(text, MOST_NAMES);
      if (names.length > MOST_NAMES || names.length === 0)
        throw new Broken('as many as asked for', quote(text));
      const shapes = parseSweep(text, { limit: MOST_NAMES });
      if (shapes.length !== names.length) throw new Broken('a shape a name', quote(text));
      for (const shape of shapes) checkShape(shape);
      return `names ${Math.min(9, names.length)}`;
    }),
};

const KINDS: readonly QuantityKind[] = ['count', 'whole', 'bytes'];

type Reader = (text: string) => string;

function readQuantity(kind: QuantityKind): Reader {
  return (text) => {
    const value = parseQuantity(text, { flag: '--budget-flops', kind });
    const isRight = value > 0 && Number.isFinite(value) && (kind !== 'whole' || Number.isInteger(value));
    if (!isRight) throw new Broken('a quantity is a positive number', `${quote(text)} ${value}`);
    return `number ${Math.floor(Math.log10(value) / 30)}`;
  };
}

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(KINDS.map((kind) => [kind, readQuantity(kind)])),
  increase: (text) => {
    const allowed = parseIncrease(text, { flag: '--increase-flops', kind: 'count' });
    const bounds = Object.values(allowed);
    const isRight = bounds.length > 0 && bounds.every((bound) => Number.isFinite(bound) && bound >= 0);
    if (!isRight) throw new Broken('an increase is a number', `${quote(text)} ${JSON.stringify(allowed)}`);
    return `increase ${Object.keys(allowed)}`;
  },
  condition: (text) => {
    const { metric, measure, limit } = parseCondition(text);
    if (!Number.isFinite(limit)) throw new Broken('a condition has a limit', quote(text));
    return `condition ${metric} ${measure}`;
  },
  metrics: (text) => `metrics ${parseMetrics(text).length}`,
  vary: (text) => {
    const grid = varyGrid(WIDE_GRID, text.split(' --vary '));
    checkSize(grid);
    const numbers = [
      grid.dModel,
      grid.dFf,
      grid.dKv,
      grid.numHeads,
      grid.encoderLayers,
      grid.decoderLayers,
    ].flat();
    const isRight = numbers.length > 0 && numbers.every((value) => Number.isInteger(value) && value > 0);
    if (!isRight) throw new Broken('a grid has whole numbers', quote(text));
    return `grid ${Math.min(9, grid.dModel.length)} ${Math.min(9, grid.dFf.length)}`;
  },
  knobs: (text) => `knobs ${parseKnobs(text).length}`,
};

/** Quantities and what else flags take: budgets, increases, conditions, metrics, knobs. */
export const QUANTITIES: Target = {
  name: 'quantities',
  share: 190,
  limit: QUICK,
  seeds: [
    '11T',
    '60.5M',
    '1e21',
    '12GiB',
    '5%,0.5T',
    'tflops>+5%',
    'stepsPerSecond<9',
    'flops,quality',
    'NL,DM,FF',
    'DM=512..2048..128',
    'sharing=none,SH',
    'NH=8,16 --vary KV=64',
  ].map((text) => inputOf(text)),
  make: makeText(QUANTITY_WORDS, Object.keys(READERS)),
  feed: ({ words: [text = '', way = 'count'] }) => answerOf(() => `${way} ${(READERS[way] as Reader)(text)}`),
};
