import { describe, expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { deepestUsefulLayers } from '../../src/evidence/depthLimits';
import { noteOn, PUBLISHED_ROWS, TABLE_4 } from '../../src/evidence/published';
import { publishedQuality, scoresOf } from '../../src/evidence/quality/published';
import { publishedSpeeds, stepOfRow } from '../../src/evidence/speeds';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { estimateOf } from '../support/settings';

describe('published tables', () => {
  test('Table 1 has the eight sizes, Table 3 two rows, Table 4 fourteen', () => {
    const count = (table: string) => PUBLISHED_ROWS.filter((row) => row.table === table).length;
    expect(['Table 1', 'Table 3', 'Table 4'].map(count)).toEqual([8, 2, 14]);
    expect(TABLE_4).toHaveLength(14);
  });

  test('every row has a canonical name', () => {
    for (const { name } of PUBLISHED_ROWS) expect(formatName(parseName(name))).toBe(name);
  });

  test('XXL and XL 32L ran on 64 chips, all others on 16', () => {
    const on64 = TABLE_4.filter(({ chips }) => chips === 64).map(({ name }) => name);
    expect(on64).toEqual(['XXL', 'NL32-XL']);
    expect(TABLE_4.filter(({ chips }) => chips === 16)).toHaveLength(12);
    for (const row of TABLE_4) expect(stepOfRow(row).mesh.slice.chips).toBe(row.chips);
  });

  test('an average is the mean of its three columns, but for the three that are off and the rounding', () => {
    const off = TABLE_4.filter(({ scores }) => {
      const mean = (Number(scores.glue) + Number(scores.superGlue) + Number(scores.squad)) / 3;
      return Math.abs(Number(scores.average) - mean) > 0.01 + 1e-9;
    });
    expect(off.map(({ model }) => model).sort()).toEqual(['Large 36L', 'Small 24L', 'XL']);
  });

  test('notes stand beside the figures that do not come out', () => {
    expect(noteOn('Table 4', 'XL', 'tflops')).toContain('microbatch');
    expect(noteOn('Table 3', 'NL12-XXL', 'parameters')).toContain('slip');
    expect(noteOn('Table 4', 'Base', 'tflops')).toBeNull();
    expect(noteOn('Table 9', 'Base', 'tflops')).toBeNull();
  });

  test('speeds are the intervals of their rounding', () => {
    const speeds = publishedSpeeds();
    expect(speeds).toHaveLength(14);
    expect(speeds[0]).toMatchObject({ least: 22.5, most: 23.5 });
    expect(speeds[12]).toMatchObject({ least: 0.5, most: 1.5 });
  });
});

describe('quality', () => {
  test('of a shape in Table 4 is its average, with the rounding', () => {
    const quality = publishedQuality(parseName('NL24-SM'));
    expect(quality).toMatchObject({ average: 79.92, basis: 'published' });
    expect(quality?.low).toBeCloseTo(79.915, 9);
    expect(quality?.high).toBeCloseTo(79.925, 9);
  });

  test('of NL12-XXL, which has none, is the mean of its three scores in Table 3', () => {
    const quality = publishedQuality(parseName('NL12-XXL'));
    expect(quality?.average).toBeCloseTo((85.1 + 76.5 + 88.1) / 3, 12);
    expect((quality?.high as number) - (quality?.low as number)).toBeCloseTo(0.1, 12);
  });

  test('of NL32-XL, printed twice, is that of Table 4', () => {
    expect(scoresOf(parseName('NL32-XL'))?.table).toBe('Table 4');
    expect(publishedQuality(parseName('NL32-XL'))?.average).toBe(85.42);
  });

  test('of a shape or a run that was not published does not exist', () => {
    expect(publishedQuality(parseName('NL23-SM'))).toBeNull();
    expect(publishedQuality(parseName('TINY'))).toBeNull();
    for (const key of ['sequences', 'encoderLength', 'decoderLength', 'trainSteps'] as const) {
      const other = estimateOf('BASE', { workload: { ...PAPER_WORKLOAD, [key]: 64 } });
      expect(other.quality).toBeNull();
      expect(other.publishedQuality?.average).toBe(79.16);
    }
  });

  test('does not depend on the machine', () => {
    const averageOn = (chips: number) => estimateOf('LG', { chips }).quality?.average;
    expect(averageOn(64)).toBe(averageOn(16));
  });
});

test('depth pays up to 36 layers, from XL on up to 32 (section 4.4)', () => {
  expect((['TINY', 'SM', 'BASE', 'LG'] as const).map(deepestUsefulLayers)).toEqual([36, 36, 36, 36]);
  expect((['XL', 'XXL', 'XXXL'] as const).map(deepestUsefulLayers)).toEqual([32, 32, 32]);
});
