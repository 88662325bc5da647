import { describe, expect, test } from 'vitest';
import type { Family } from '../../src/model/family';
import { parseName } from '../../src/names/parse';
import { RULES } from '../../src/rules/registry';
import { runRules } from '../../src/rules/run';
import { contextOf, found, line } from './support';

const VISION_RUN = { chips: 64, workload: { sequences: 4096 } };
const idsOf = (name: string, run = {}) => [
  ...new Set(runRules(contextOf(name, { run })).map(({ ruleId }) => ruleId)),
];

describe('rules about T5 sizes', () => {
  test('are of encoder-decoders alone', () => {
    const speaking = (family: Family) =>
      RULES.filter(({ families }) => families === undefined || families.includes(family)).map(({ id }) => id);
    const silent = RULES.map(({ id }) => id).filter((id) => !speaking('encoder-only').includes(id));
    expect(silent).toEqual([
      'wide-where-narrow',
      'too-deep',
      'inefficient-feed-forward',
      'inefficient-key-size',
      'inefficient-d-model',
      'unstudied-imbalance',
      'far-from-evidence',
      'name-disagrees',
    ]);
    expect(speaking('decoder-only')).toEqual(speaking('encoder-only'));
    expect(speaking('vit')).toEqual([...speaking('encoder-only'), 'name-disagrees']);
    expect(speaking('encoder-decoder')).toHaveLength(RULES.length);
  });

  test.each(['ViT-S/32', 'ViT-S/32-NL64', 'ViT-B/32-DM3K', 'ViT-S/32-FF16K-KV128'])(
    '%s: only its speed is told',
    (name) => {
      expect(idsOf(name, VISION_RUN)).toEqual(['extrapolated-speed']);
    },
  );

  test.each(['DL0-BASE', 'EL48-DL0-SM', 'EL0-DL96-SM', 'DL0-FF12K-BASE'])(
    '%s: only its speed is told',
    (name) => {
      expect(idsOf(name)).toEqual(['extrapolated-speed']);
    },
  );

  test('their pages say so', () => {
    const page = RULES.find(({ id }) => id === 'too-deep')?.explanation;
    expect(page).toContain('a warning unless told. Of encoder-decoder models only.');
  });
});

describe('the other rules', () => {
  test('hold a Vision Transformer to budgets, memory, alignment and its batch', () => {
    const budget = { parameters: 50e6, flops: 1e12 };
    const ids = (name: string, changes = {}) =>
      runRules(contextOf(name, { run: VISION_RUN, ...changes })).map(({ ruleId }) => ruleId);
    expect(ids('ViT-B/32', { budget })).toEqual(['budget-flops', 'budget-params', 'extrapolated-speed']);
    expect(ids('ViT-S/32-DM700')).toContain('misaligned');
    expect(ids('ViT-H/14', { run: { chips: 4, workload: { sequences: 4096 } } })).toContain('does-not-fit');
    expect(ids('ViT-S/32', { run: { chips: 64, workload: { sequences: 100 } } })).toContain(
      'indivisible-batch',
    );
  });

  test('read the name of the file of a Vision Transformer', () => {
    const shape = parseName('ViT-S/32-NL24');
    const named = (target: string) =>
      runRules(contextOf(shape, { run: VISION_RUN, target })).filter(
        ({ ruleId }) => ruleId === 'name-disagrees',
      );
    expect(named('configs/vit-s-32-nl24.json')).toEqual([]);
    expect(named('configs/vit-s-32.json')[0]?.message).toBe(
      "'vit-s-32' means ViT-S/32, but the file has encoder layers 24 (not 8).",
    );
    expect(named('configs/vit-s-nl24.json')).toEqual([]);
  });

  test('compare the patches and images that the name speaks of', () => {
    const shape = parseName('ViT-S/16@384');
    const named = (target: string) =>
      found('name-disagrees', contextOf(shape, { run: VISION_RUN, target, places: { vision: line(3) } }));
    expect(named('vit-s.json')).toEqual([]);
    expect(named('vit-s-16.json')).toEqual([]);
    expect(named('vit-s-16@384.json')).toEqual([]);
    expect(named('vit-s-32.json')[0]).toMatchObject({
      message: "'vit-s-32' means ViT-S/32, but the file has patchSize 16 (not 32).",
      hint: 'Rename the file after ViT-S/16@384, or mend patchSize in model.json.',
      place: line(3),
    });
    expect(named('nl24-vit-s-32@224.json')[0]?.message).toBe(
      "'nl24-vit-s-32@224' means ViT-S/32-NL24, but the file has encoder layers 8 (not 24), patchSize 16 (not 32), imageSize 384 (not 224).",
    );
  });
});
