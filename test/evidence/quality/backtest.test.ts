import { describe, expect, test } from 'vitest';
import { backtestQuality } from '../../../src/evidence/quality/backtest';
import { drawQualityBacktest } from '../../../src/report/qualityBacktest';
import { PLAIN } from '../../../src/report/style';

const { rows, summary, sizeLeftOut } = backtestQuality();

describe('the backtest of the quality fit', () => {
  test('has a row for each of the fifteen scores, as printed', () => {
    expect(rows).toHaveLength(15);
    expect(rows.filter(({ table }) => table === 'Table 4')).toHaveLength(14);
    expect(rows.find(({ name }) => name === 'NL24-SM')).toMatchObject({
      model: 'Small 24L',
      published: '79.92',
      average: 79.92,
      inside: true,
    });
    expect(rows.find(({ name }) => name === 'NL12-XXL')?.published).toBe('85.1/76.5/88.1');
  });

  test('says inside where the printed average is', () => {
    for (const { average, low, high, inside, predicted } of rows) {
      expect(inside).toBe(low <= average && average <= high);
      expect(predicted).toBeGreaterThan(low);
      expect(predicted).toBeLessThan(high);
    }
    expect(rows.filter(({ inside }) => !inside).map(({ name }) => name)).toEqual(['NL36-LG']);
  });

  test('sums up its rows', () => {
    const errors = rows.map(({ predicted, average }) => predicted - average);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(summary).toEqual({
      figures: 15,
      inside: 14,
      level: 0.9,
      meanAbsoluteError: mean(errors.map(Math.abs)),
      maximumAbsoluteError: Math.max(...errors.map(Math.abs)),
      bias: mean(errors),
    });
    expect(summary.meanAbsoluteError).toBeLessThan(0.7);
  });

  test('holds where a whole size is left out, whose rows are much alike', () => {
    expect(sizeLeftOut).toMatchObject({ figures: 15, inside: 14 });
    expect(sizeLeftOut.meanAbsoluteError).toBeCloseTo(0.27, 2);
    expect(sizeLeftOut.maximumAbsoluteError).toBeCloseTo(0.84, 2);
  });

  test('is drawn in 80 columns, the point outside set off, with the error in points', () => {
    const text = drawQualityBacktest(backtestQuality(), { width: 80, style: PLAIN });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatch(/Large 36L +85\.27 +84\.35 +-0\.92 +83\.\d\d to 84\.90 +NO/);
    expect(text).toMatch(/Small 24L .* yes/);
    expect(text).toContain('Mean error 0.29 points, largest 0.92, bias +0.01; 14 of 15');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'With all rows of the same size left out: mean error 0.27 points, largest 0.84; 14',
    );
    expect(text).toContain('NL12-XXL is the mean of 85.1/76.5/88.1 (Table 3).');
  });
});
