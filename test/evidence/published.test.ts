import { describe, expect, test } from 'vitest';
import released from '../../presets/published/released.json';
import table1 from '../../presets/published/table1.json';
import table3 from '../../presets/published/table3.json';
import table4 from '../../presets/published/table4.json';
import table5 from '../../presets/published/table5.json';
import table6 from '../../presets/published/table6.json';
import sizes from '../../presets/sizes.json';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { STATEMENTS } from '../../src/evidence/audit/text';
import { DEPTH_CONVERGES, deepestUsefulLayers } from '../../src/evidence/depthLimits';
import {
  columnTitle,
  PUBLISHED_ROWS,
  printedFigure,
  TABLE_4,
  TABLE_5,
  TABLE_6,
} from '../../src/evidence/published';
import { stepOfRow } from '../../src/evidence/speeds';
import { statementNamed } from '../../src/evidence/statements';
import { CORRECTIONS } from '../../src/model/sizes';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import fixture from '../fixtures/released-checkpoints.json';

/** The sum of a column's digits as printed, to the last decimal: 16M and 31M are 47, 4/4 is 4. */
function sumOf(rows: readonly Readonly<Record<string, unknown>>[], column: string): string {
  const figures = rows.map((row) => /^(-?)(\d+)(?:\.(\d+))?/.exec(String(row[column])) as RegExpExecArray);
  const decimals = Math.max(...figures.map(([, , , fraction = '']) => fraction.length));
  const total = figures.reduce((sum, [, sign, digits, fraction = '']) => {
    const scaled = Number(digits + fraction.padEnd(decimals, '0'));
    return sum + (sign === '-' ? -scaled : scaled);
  }, 0);
  return (total / Number(`1e${decimals}`)).toFixed(decimals);
}

describe('the tables are transcribed as printed: their columns have the sums of a second transcription', () => {
  test.each([
    [
      'Table 1',
      table1.rows,
      'layers dFf dModel dKv numHeads modelParallelism parameters',
      '126 224768 6272 608 464 78 1109',
    ],
    [
      'Table 3',
      table3.rows,
      'layers dFf dModel dKv numHeads parameters perplexity',
      '44 81920 2048 256 160 7.4 -2.95',
    ],
    ['Table 3', table3.rows, 'glue superGlue squad', '172.0 156.4 177.6'],
    ['Table 4', table4.rows, 'parameters tflops stepsPerSecond perplexity', '2525.1 776.0 123 -24.142'],
    ['Table 4', table4.rows, 'glue superGlue squad average', '1169.18 1015.37 1204.11 1129.58'],
    ['Table 5', table5.rows, 'parameters gflops stepsPerSecond imageNet', '350 14.33 27.04 225.5'],
    ['Table 6', table6.rows, 'base deepNarrow', '758.8 761.6'],
  ])('%s: the columns %3$s', (_, rows, columns, sums) => {
    expect(columns.split(' ').map((column) => sumOf(rows, column))).toEqual(sums.split(' '));
  });

  test('every figure is a string, and every column has a title', () => {
    for (const { rows, columns } of [table1, table3, table4, table5, table6]) {
      for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
        for (const column of Object.keys(columns)) expect(typeof row[column]).toBe('string');
      }
    }
    expect(columnTitle('Table 5', 'gflops')).toBe('GFLops');
    expect(columnTitle('Table 4', 'superGlue')).toBe('SGLUE');
  });

  test('a figure is found by table, row and column', () => {
    expect(printedFigure('Table 4', 'Small 16L', 'tflops')).toBe('7.2');
    expect(printedFigure('Table 5', 'ViT-S L=28', 'imageNet')).toBe('61.6');
    expect(printedFigure('Table 4', 'Small 16L', 'gflops')).toBeNull();
    expect(printedFigure('Table 4', 'Small 17L', 'tflops')).toBeNull();
    expect(printedFigure('Table 4', 'XL', 'chips')).toBeNull();
  });
});

describe('the sizes that the model is made of', () => {
  const COLUMNS = ['dFf', 'dModel', 'dKv', 'numHeads', 'modelParallelism'] as const;

  test('are those of Table 1, dimension by dimension, but for one misprint', () => {
    const differences = sizes.sizes.flatMap((size) => {
      const row = table1.rows.find(({ name }) => name === size.name);
      if (!row) throw new Error(`Table 1 has no ${size.name}.`);
      expect(row.layers).toBe(`${size.layers}/${size.layers}`);
      return COLUMNS.filter((column) => row[column] !== String(size[column])).map((column) => [
        size.name,
        column,
        row[column],
        size[column],
      ]);
    });
    expect(differences).toEqual([
      ['TINY', 'dKv', '32', 64],
      ['MINI', 'dKv', '32', 64],
      ['SM', 'dKv', '32', 64],
    ]);
    expect(table1.rows.map(({ name }) => name)).toEqual(sizes.sizes.map(({ name }) => name));
  });

  test('and the misprint is told from the table', () => {
    expect(CORRECTIONS).toEqual([
      {
        sizes: ['TINY', 'MINI', 'SM'],
        dimension: 'dKv',
        label: 'd_kv',
        printed: 32,
        used: 64,
        reason:
          'a misprint: only 64 gives the printed 16M, 31M and 60M parameters; the gin files and the released configurations say 64',
      },
    ]);
  });
});

describe('rows', () => {
  test('of Table 4 carry the mesh that they ran on', () => {
    for (const row of TABLE_4) {
      const { chips, modelParallelism } = table4.rows.find(
        ({ name }) => name === row.name,
      ) as (typeof table4.rows)[0];
      const { mesh } = stepOfRow(row);
      expect([mesh.slice.chips, mesh.modelParallelism]).toEqual([chips, modelParallelism]);
    }
  });

  test('of Table 5 have canonical names, and Table 6 compares rows of Table 4', () => {
    for (const { name } of TABLE_5) expect(formatName(parseName(name))).toBe(name);
    const names = TABLE_4.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.values(table6.models)));
    expect(TABLE_6).toHaveLength(12);
  });

  test('notes stand only on figures that are there', () => {
    for (const [table, { notes }] of Object.entries({
      'Table 1': table1,
      'Table 3': table3,
      'Table 4': table4,
      'Table 5': table5,
    })) {
      for (const { model, quantity, note } of notes) {
        expect(printedFigure(table, model, quantity)).not.toBeNull();
        expect(note).not.toBe('');
      }
    }
  });
});

describe('the statements of the text', () => {
  test('have an id each, and their figure stands in their words', () => {
    expect(new Set(STATEMENTS.map(({ id }) => id)).size).toBe(STATEMENTS.length);
    const WORDS: Readonly<Record<string, string>> = {
      'methods-sizes': 'eight',
      'methods-other-sizes': 'three',
      'methods-steps': '2^{19}',
    };
    const unsaid = STATEMENTS.filter(({ id, quote, printed }) => !quote.includes(WORDS[id] ?? printed));
    expect(unsaid).toEqual([]);
  });

  test('speak of models that a table has', () => {
    const models = [...PUBLISHED_ROWS, ...TABLE_5].map(({ model }) => model);
    const named = STATEMENTS.flatMap(({ claim = {} }) =>
      ['model', 'models', 'than', 'against'].flatMap(
        (key) => (claim as Record<string, string | string[]>)[key] ?? [],
      ),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((model) => !models.includes(model))).toEqual([]);
  });

  test('agree with the presets that were taken from them', () => {
    expect(statementNamed('methods-steps').printed).toBe(`2^${Math.log2(PAPER_WORKLOAD.trainSteps)}`);
  });

  test('are where the limits of depth come from', () => {
    expect(DEPTH_CONVERGES).toEqual({ from: 32, to: 36 });
    expect([deepestUsefulLayers('LG'), deepestUsefulLayers('XL')]).toEqual([36, 32]);
    expect(() => statementNamed('no-such')).toThrow('no-such');
  });

  test('cover the abstract, sections 1, 3, 4.1, 4.4, 4.5, 5 and A.1', () => {
    const places = new Set(STATEMENTS.map(({ place }) => place.split(',')[0]));
    for (const place of [
      'Abstract',
      'Section 1',
      'Section 3',
      'Section 4.1',
      'Section 4.4',
      'Section 4.5',
      'Section 5',
      'Section A.1',
    ]) {
      expect(places).toContain(place);
    }
  });
});

test('the released weight files are those of the fixture and the four that do not fit their names', () => {
  const others = released.checkpoints.filter(
    ({ name, files }) =>
      Object.keys(files).length > 0 && !fixture.checkpoints.some((one) => one.name === name),
  );
  expect(others.map(({ name }) => name)).toEqual([
    't5-efficient-tiny-el8',
    't5-efficient-tiny-ff2000',
    't5-efficient-tiny-nh8',
    't5-efficient-xxl-nl4',
  ]);
  for (const { name, fileBytes } of fixture.checkpoints) {
    expect(released.checkpoints.find((one) => one.name === name)?.files).toEqual(fileBytes);
  }
});
