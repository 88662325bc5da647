import { describe, expect, test } from 'vitest';
import type { OperatorCode } from '../../src/model/operators';
import { parseName } from '../../src/names/parse';
import { parseKnobs, turnKnob } from '../../src/plan/knobs';
import { METRIC_NAMES, parseMetrics } from '../../src/plan/metrics';
import { UserError } from '../../src/problems/problem';

/** The mistake in a text: its code, what its message is made of, and the part that it points at. */
function mistake(read: () => unknown): [code: string, details: unknown, at: string | undefined] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, details, place } = error;
    return [code, details, place?.text.slice(place.start, place.end)];
  }
  throw new Error('It is read.');
}

describe('the knobs of --knobs', () => {
  const names = ['NL', 'EL', 'DL', 'FF', 'DM', 'KV', 'NH', 'SH', 'SKV'];

  test('are read in any case, each once', () => {
    expect(parseKnobs('NL,DM,FF')).toEqual(['NL', 'DM', 'FF']);
    expect(parseKnobs(' nl, skv ,NL')).toEqual(['NL', 'SKV']);
  });

  test.each([
    ['NL,QQQ,FF', 'QQQ', [], 'QQQ'],
    ['NL, SKW', 'SKW', ['SKV'], ' SKW'],
    ['NL,,FF', '', [], ''],
    ['layers', 'layers', [], 'layers'],
  ])('%j has none called that', (text, name, nearest, at) => {
    expect(mistake(() => parseKnobs(text))).toEqual(['unknown-knob', { name, nearest, names }, at]);
  });
});

describe('a knob is turned', () => {
  test.each<[name: string, code: OperatorCode, spellings: (string | null)[]]>([
    // The values that released checkpoints have, the model itself (null) among them.
    ['SM', 'NL', ['NL2', 'NL4', null, 'NL16', 'NL20', 'NL22', 'NL24', 'NL32', 'NL36', 'NL40']],
    ['NL24-SM', 'NL', ['NL2', 'NL4', 'NL16', 'NL20', 'NL22', null, 'NL32', 'NL36', 'NL40']],
    ['NL48-SM', 'NL', ['NL2', 'NL4', 'NL16', 'NL20', 'NL22', 'NL24', 'NL32', 'NL36', 'NL40', null]],
    ['BASE', 'NH', ['NH8', null, 'NH24']],
    // Unlike stacks stand before their deeper one alike.
    ['EL4-DL16-BASE', 'NL', ['NL4', null, 'NL16', 'NL24', 'NL32', 'NL36', 'NL40']],
    ['EL0-BASE', 'NL', ['NL4', null, 'NL16', 'NL24', 'NL32', 'NL36', 'NL40']],
    // Those of BASE in proportion: in multiples of 128, of 16 and of the model parallelism; layers in whole numbers.
    ['LG', 'FF', ['FF2688', null, 'FF12288', 'FF16384']],
    ['XL', 'KV', ['KV32', 'KV64', null, 'KV256']],
    ['XL', 'EL', ['EL4', 'EL8', 'EL12', null]],
    ['MINI', 'EL', ['EL1', 'EL2', null]],
    ['XXL', 'NH', ['NH96', null, 'NH256']],
    // A switch is off, then on; or on alone.
    ['BASE', 'SH', [null, 'SH']],
    ['SH-BASE', 'SH', [null]],
    ['SH-BASE', 'SKV', [null, 'SKV']],
  ])('around %s: %s', (name, code, spellings) => {
    const turned = turnKnob(parseName(name), code);
    expect(turned.map(({ spelling }) => spelling)).toEqual(spellings);
    const own = turned.find(({ spelling }) => spelling === null);
    expect(own?.shape).toEqual(parseName(name));
  });

  test('and never adds a stack that is not there', () => {
    for (const { shape } of turnKnob(parseName('DL0-BASE'), 'NL')) expect(shape.decoderLayers).toBe(0);
    expect(turnKnob(parseName('DL0-BASE'), 'DL')).toHaveLength(1);
  });

  test('and changes nothing else', () => {
    for (const { shape } of turnKnob(parseName('BASE'), 'KV')) {
      expect({ ...shape, dKv: 64 }).toEqual(parseName('BASE'));
    }
  });
});

describe('the metrics of --frontier', () => {
  const ALL = [...METRIC_NAMES];

  test.each([
    ['flops,flop', 'frontier-metric', { metric: 'flop', nearest: ['flops'], names: ALL }, 'flop'],
    ['flops, speeed', 'frontier-metric', { metric: 'speeed', nearest: ['speed'], names: ALL }, ' speeed'],
    ['flops,usd,FLOPS', 'metric-twice', { metric: 'flops', most: 3 }, 'FLOPS'],
    ['flops', 'frontier-metrics', { names: ALL, most: 3 }, 'flops'],
    ['flops,params,usd,hours', 'frontier-metrics', { names: ALL, most: 3 }, 'flops,params,usd,hours'],
  ])('%j are refused with their place', (text, ...told) => {
    expect(mistake(() => parseMetrics(text))).toEqual(told);
  });

  test('two or three are taken', () => {
    expect(parseMetrics('usd,hours')).toEqual(['usd', 'hours']);
    expect(parseMetrics('memory,flops,quality')).toEqual(['memory', 'flops', 'quality']);
  });
});
