import { describe, expect, test } from 'vitest';
import { MISFITS, releasedMisfit } from '../../src/evidence/released';
import { sizeNamed } from '../../src/model/sizes';
import { parseName } from '../../src/names/parse';
import { contextOf, found, line, messageOf } from './support';

const BASE = sizeNamed('BASE').shape;

describe('extrapolated-speed', () => {
  test('tells why, and the interval', () => {
    expect(messageOf('extrapolated-speed', contextOf('BASE'))).toBeNull();
    const context = contextOf('BASE', { run: { chips: 32 }, places: { chips: line(8) } });
    const [finding] = found('extrapolated-speed', context);
    expect(finding?.message).toMatch(
      /^The speed is extrapolated: a slice of another size than 16 or 64 chips\. It is [\d.]+ steps\/s, between [\d.]+ and [\d.]+\.$/,
    );
    expect(finding).toMatchObject({ unit: 'steps/s', place: line(8) });
  });
});

describe('name-disagrees', () => {
  const named = (target: string, shape = BASE) => messageOf('name-disagrees', contextOf(shape, { target }));

  test('lists the dimensions in which a file differs from its name', () => {
    expect(named('configs/small-nl24.json', parseName('NL12-SM'))).toBe(
      "'small-nl24' means NL24-SM, but the file has encoder layers 12 (not 24), decoder layers 12 (not 24).",
    );
    expect(named('configs\\base-sh.gin')).toBe(
      "'base-sh' means SH-BASE, but the file has memory heads 0 (not 1).",
    );
    const context = contextOf(BASE, { target: 'a/large.json', places: { dModel: line(5) } });
    expect(found('name-disagrees', context)[0]).toMatchObject({ place: line(5) });
    expect(found('name-disagrees', context)[0]?.hint).toMatch(
      /^Rename the file after BASE, or mend encoder layers, /,
    );
  });

  test('takes the folder where the file has no name of a model', () => {
    expect(named('t5-efficient-small-nl24/config.json')).toMatch(/^'t5-efficient-small-nl24' means NL24-SM/);
    expect(named('t5-efficient-base/config.json')).toBeNull();
    expect(named('bi_v1_11B_l4_law_04-11-15-38/operative_config.gin')).toMatch(
      / means NL4-XXL, but the file has /,
    );
  });

  test.each([
    'base.json',
    'models/bi_v1.gin',
    'config.json',
    'shared/config.json',
    'h100/nl24.json',
    'team/model-v2.json',
    'models/t5.1.1.small.gin',
    't5_1_1/small.gin',
    'mt5-small/config.json',
  ])('is silent on %s', (target) => {
    expect(named(target)).toBeNull();
  });

  test('leaves T5 1.1 shapes and names that are no files alone', () => {
    expect(named('small.json', { ...BASE, gatedFf: true, tiedEmbedding: false })).toBeNull();
    expect(messageOf('name-disagrees', contextOf('NL4-XXL', { run: { chips: 64 } }))).toBeNull();
  });

  test.each(MISFITS)('knows that the released $name does not fit its name', ({ name }) => {
    expect(messageOf('name-disagrees', contextOf(`google/${name}`, { run: { chips: 64 } }))).toBe(
      `The released weights of '${name}' do not fit their name: ${releasedMisfit(parseName(name))}.`,
    );
  });

  test('tells both of a released file with other numbers', () => {
    const shape = parseName('EL2-DL12-TINY');
    expect(named('t5-efficient-tiny-el2/config.json', shape)).toMatch(
      /decoder layers 12 \(not 4\)\. The released weights .* they have 12 decoder layers\.$/,
    );
  });
});
