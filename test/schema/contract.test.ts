import { beforeAll, describe, expect, test } from 'vitest';
import { OUTPUT_COMMANDS, type OutputCommand } from '../../src/schema/jsonSchemas';
import { OUTPUTS_AGREE, PARTS_AGREE } from './agreement';
import { OUTPUT_KEYS } from './contract';
import { changedAt, type JsonObject, outputOf, type Place, placesIn, verdictsOn } from './support';

/** One call a command whose output has every key of the contract: an extrapolated model warns, a measured one has a score. */
const CALLS: Readonly<Record<OutputCommand, readonly string[]>> = {
  describe: ['describe', 'NL24-SM', 'NL40-SM'],
  compare: ['compare', 'base', 'small-24L'],
  suggest: ['suggest', '--budget-flops', '11T'],
  backtest: ['backtest'],
  audit: ['audit'],
  calibrate: ['calibrate', '--published'],
  sweep: ['sweep', 'NL{6,16}-SM'],
  depth: ['depth'],
  roofline: ['roofline', 'NL24-SM'],
  check: ['check', 'BASE', '--budget-flops', '10T'],
  fit: ['fit', '--published'],
};

const ACCEPTED = { zod: true, jsonSchema: true };
const REJECTED = { zod: false, jsonSchema: false };

const outputs = {} as Record<OutputCommand, JsonObject>;
beforeAll(async () => {
  for (const command of OUTPUT_COMMANDS) outputs[command] = await outputOf(...CALLS[command]);
});

/** The first place of each kind in an output: `models.0.shape` stands for `models.1.shape`. */
function kindsOfPlaces(command: OutputCommand): Place[] {
  const kinds = new Map<string, Place>();
  for (const place of placesIn(outputs[command], OUTPUT_KEYS[command])) {
    const kind = place.path.filter((key) => typeof key === 'string').join('.');
    if (!kinds.has(kind)) kinds.set(kind, place);
  }
  return [...kinds.values()];
}

/** Every key that the contract asks for in an output, with its place. */
function keysOf(command: OutputCommand): { place: Place; key: string; at: string }[] {
  return kindsOfPlaces(command).flatMap((place) =>
    place.required.map((key) => ({ place, key, at: [...place.path, key].join('.') })),
  );
}

describe.each(OUTPUT_COMMANDS)('the schema of %s', (command) => {
  test('accepts the output, with keys that nobody knows added everywhere', () => {
    expect(verdictsOn(command, outputs[command])).toEqual(ACCEPTED);
    for (const place of kindsOfPlaces(command)) {
      const added = changedAt(outputs[command], place, (at) => {
        at['addedLater'] = [{ any: 'thing' }];
      });
      expect(verdictsOn(command, added), place.path.join('.')).toEqual(ACCEPTED);
    }
  });

  test('rejects the output without any one of the keys of the contract', () => {
    expect(keysOf(command).length).toBeGreaterThanOrEqual(20);
    for (const { place, key, at } of keysOf(command)) {
      const dropped = changedAt(outputs[command], place, (object) => {
        delete object[key];
      });
      expect(verdictsOn(command, dropped), at).toEqual(REJECTED);
    }
  });

  test('rejects the output with any one of them renamed', () => {
    for (const { place, key, at } of keysOf(command)) {
      const renamed = changedAt(outputs[command], place, (object) => {
        object[`${key}Renamed`] = object[key];
        delete object[key];
      });
      expect(verdictsOn(command, renamed), at).toEqual(REJECTED);
    }
  });

  test('rejects the output with the value of any one of them of another type', () => {
    for (const { place, key, at } of keysOf(command)) {
      const retyped = changedAt(outputs[command], place, (object) => {
        object[key] = typeof object[key] === 'string' || object[key] === null ? 1 : 'text';
      });
      expect(verdictsOn(command, retyped), at).toEqual(REJECTED);
    }
  });

  test.each(OUTPUT_COMMANDS.filter((other) => other !== command))('rejects the output of %s', (other) => {
    expect(verdictsOn(command, outputs[other])).toEqual(REJECTED);
  });
});

describe('single values', () => {
  const shapeOf = (change: JsonObject) =>
    changedAt(outputs.describe, { path: ['models', 0, 'shape'] }, (at) => Object.assign(at, change));

  test('a count is a whole number, 0 or more, beyond 2^53 too', () => {
    expect(verdictsOn('describe', shapeOf({ vocabSize: 3e19 }))).toEqual(ACCEPTED);
    expect(verdictsOn('describe', shapeOf({ vocabSize: 0.5 }))).toEqual(REJECTED);
    expect(verdictsOn('describe', shapeOf({ vocabSize: -1 }))).toEqual(REJECTED);
  });

  test('another schemaVersion is another schema', () => {
    expect(verdictsOn('describe', { ...outputs.describe, schemaVersion: 2 })).toEqual(REJECTED);
  });

  test('JSON has null where a number was infinite: no number of the contract is ever null', () => {
    expect(verdictsOn('describe', shapeOf({ dModel: null }))).toEqual(REJECTED);
  });
});

test('every schema and every type of the code agree; tsc says where they do not', () => {
  expect(Object.values({ ...PARTS_AGREE, ...OUTPUTS_AGREE }).every(Boolean)).toBe(true);
  expect(Object.keys(OUTPUTS_AGREE)).toEqual(OUTPUT_COMMANDS);
});
