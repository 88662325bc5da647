import { describe, expect, test } from 'vitest';
import committed from '../../presets/calibration/vision.json';
import { TABLE_5 } from '../../src/evidence/published';
import { backtestVision, measureSlowness } from '../../src/evidence/visionBacktest';
import { nearestVisionRow, visionRowOf } from '../../src/evidence/visionRows';
import { parseName } from '../../src/names/parse';
import { imageScorePhrase } from '../../src/plan/imageScores';
import { scaleplanJson } from '../support/cli';

describe('the backtest of Table 5', () => {
  const { rows, batches, layers, chips, images } = backtestVision();

  test('sets the four printed speeds beside the extrapolated ones, on 64 chips', () => {
    expect([chips, images]).toEqual([64, 4096]);
    expect(rows.map(({ published }) => published)).toEqual(['8.83', '6.74', '6.11', '5.36']);
    for (const { low, predicted, high } of rows) {
      expect(low).toBeLessThan(predicted);
      expect(predicted).toBeLessThan(high);
    }
  });

  test('admits that they are far off: no batch puts a printed speed into its interval', () => {
    expect(rows.map(({ inside }) => inside)).toEqual([false, false, false, false]);
    expect(batches.map((batch) => [batch.images, batch.inside])).toEqual(
      [1024, 2048, 4096, 8192, 16384].map((size) => [size, 0]),
    );
    const ratios = rows.map(({ predicted, published }) => predicted / Number(published));
    expect(Math.min(...ratios)).toBeGreaterThan(2);
    expect(Math.max(...ratios)).toBeLessThan(4.5);
    const own = batches.find((batch) => batch.images === images);
    expect(own?.meanAbsoluteError).toBeCloseTo(ratios.reduce((sum, ratio) => sum + ratio - 1, 0) / 4, 12);
  });

  test('shows why no batch can: equal layers do not cost the same in print', () => {
    const [first, second] = layers;
    expect(first?.published).toBeCloseTo((1000 / 6.11 - 1000 / 8.83) / 16, 12);
    expect(second?.published).toBeCloseTo((1000 / 5.36 - 1000 / 6.11) / 4, 12);
    expect(first?.predicted).toBeCloseTo(second?.predicted as number, 9);
  });
});

test('the interval of a described Vision Transformer holds what Table 5 prints', async () => {
  expect(measureSlowness().interval).toBeGreaterThan(1);
  const { models } = await scaleplanJson(['describe', ...TABLE_5.map(({ name }) => name)]);
  for (const [i, { stepsPerSecond }] of TABLE_5.entries()) {
    const { low, high, basis, extrapolatedBecause } = models[i].throughput;
    expect(Number(stepsPerSecond)).toBeGreaterThanOrEqual(low * (1 - 1e-12));
    expect(Number(stepsPerSecond)).toBeLessThanOrEqual(high);
    expect([basis, extrapolatedBecause.includes('family')]).toEqual(['extrapolated', true]);
  }
});

test('the committed slowness is what `npm run vision-speeds` makes, bit for bit', () => {
  const { source, ...figures } = committed;
  expect(figures).toEqual(measureSlowness());
  expect(source).toContain('npm run vision-speeds');
});

describe('rows of Table 5', () => {
  test('are those of their own shapes, and of no other', () => {
    for (const row of TABLE_5) expect(visionRowOf(parseName(row.name))).toBe(row);
    expect(['ViT-S/16', 'ViT-S/32-NL12', 'BASE'].map((name) => visionRowOf(parseName(name)))).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('the nearest', () => {
    const nearest = (name: string, parameters: number) => nearestVisionRow(parseName(name), parameters).text;
    expect(nearest('ViT-S/32-NL26', 93e6)).toMatch(/^ViT-S L=2[48]: /);
    expect(nearest('ViT-L/32', 320e6)).toMatch(/^ViT-B: 102M parameters, 4.44 GFlops an image, 6.74 steps/);
    expect(nearest('ViT-S/32', 36_202_867)).toMatch(/ImageNet 10-shot 45.3; 62M does not hold: /);
  });

  test('compared', () => {
    const phrase = (a: string, b: string) => imageScorePhrase(parseName(a), parseName(b));
    expect(phrase('ViT-B/32', 'ViT-S/32-NL24')).toBe(
      'the paper measured +0.8 points of ImageNet 10-shot accuracy (59.7 against 58.9)',
    );
    expect(phrase('ViT-B/32', 'BASE')).toBeNull();
  });
});

describe('the verdict on two Vision Transformers', () => {
  const verdictOn = async (...args: string[]) => (await scaleplanJson(['compare', ...args])).verdicts[0];

  test('leads with the printed speeds of that very run, which the extrapolated ones contradict', async () => {
    expect(await verdictOn('ViT-B/32', 'ViT-S/32-NL24')).toContain(
      'than ViT-B/32 at 9.3% lower speed, measured (6.11 against 6.74 steps/s, Table 5; the extrapolated estimate is 4% higher speed); the paper measured +0.8 points',
    );
  });

  test('says of another slice that the speed is extrapolated, and what was measured on the printed one', async () => {
    expect(await verdictOn('ViT-B/32', 'ViT-S/32-NL24', '--chips', '16')).toMatch(
      /speed, extrapolated \(on 64 chips 9\.3% lower speed was measured: 6\.11 against 6\.74 steps\/s, Table 5\);/,
    );
  });

  test('marks a speed of a family that was not measured', async () => {
    expect(await verdictOn('ViT-B/32', 'ViT-L/32')).toMatch(/lower speed \(extrapolated\);/);
    expect(await verdictOn('BASE', 'NL24-SM')).toContain('at about the same speed;');
  });
});
