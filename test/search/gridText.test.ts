import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { type SearchGrid, SHARINGS, WIDE_GRID } from '../../src/search/grid';
import { checkSize, MOST_AT_ONCE, MOST_SHAPES } from '../../src/search/gridSize';
import { VARIED_KNOBS, varyGrid } from '../../src/search/gridText';

function vary(...texts: readonly string[]) {
  return varyGrid(WIDE_GRID, texts);
}

/** The code, the marked text and the hint of a mistake. */
function mistakeIn(...texts: readonly string[]): {
  code: string;
  marked: string;
  message: string;
  hint: string;
} {
  try {
    checkSize(vary(...texts));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, place, message, hint } = error;
    const marked = place === undefined ? '' : place.text.slice(place.start, place.end);
    return { code, marked, message, hint };
  }
  return { code: 'none', marked: '', message: '', hint: '' };
}

describe('values of a knob', () => {
  test('are numbers, ranges with a step, and K for 1,024', () => {
    const grid = vary('DM=512..1024..256,2K', 'NH=16,8', 'FF=1K..3K..1k', 'EL=2..6..2', 'KV=64');
    expect(grid).toMatchObject({
      dModel: [512, 768, 1024, 2048],
      numHeads: [8, 16],
      dFf: [1024, 2048, 3072],
      encoderLayers: [2, 4, 6],
      dKv: [64],
    });
    expect(grid.decoderLayers).toBe(WIDE_GRID.decoderLayers);
  });

  test('a range without a step takes what the grid has in it', () => {
    const { dModel } = vary('DM=500..1100');
    expect(dModel).toEqual(WIDE_GRID.dModel.filter((value) => value >= 500 && value <= 1100));
    expect(dModel).toContain(512);
  });

  test('NL sets both stacks', () => {
    expect(vary('NL=6,12')).toMatchObject({ encoderLayers: [6, 12], decoderLayers: [6, 12] });
  });

  test('sharing is named, in any order, case and with spaces', () => {
    expect(vary('sharing=none').sharing).toEqual(['none']);
    expect(vary(' Sharing = skv , NONE').sharing).toEqual(['none', 'SKV']);
    expect(vary('dm = 512 , 256').dModel).toEqual([256, 512]);
  });

  test('a value twice counts once, and nothing said leaves the grid as it is', () => {
    expect(vary('NH=8,8,8..8..1').numHeads).toEqual([8]);
    expect(vary()).toEqual(WIDE_GRID);
  });
});

describe('a mistake is told with its place', () => {
  test.each([
    ['DM', 'vary-unreadable', 'DM'],
    ['', 'vary-unreadable', ''],
    ['DN=512', 'vary-knob', 'DN'],
    ['d_model=512', 'vary-knob', 'd_model'],
    ['DM=', 'vary-values', ''],
    ['DM=512,,640', 'vary-values', ''],
    ['DM=512,abc', 'vary-values', 'abc'],
    ['DM=512...640', 'vary-values', '512...640'],
    ['DM=5e2', 'vary-values', '5e2'],
    ['DM=-3', 'vary-values', '-3'],
    ['DM=640..512', 'vary-reversed', '640..512'],
    ['NH=8, 1..9..0', 'vary-step', '1..9..0'],
    ['NH=0', 'vary-out-of-reach', '0'],
    ['NH=8,9999', 'vary-out-of-reach', '9999'],
    ['EL=1..5000', 'vary-out-of-reach', '1..5000'],
    ['FF=1..999999..1', 'vary-too-many', '1..999999..1'],
    ['DM=513..520', 'vary-nothing', '513..520'],
    ['sharing=SVK', 'vary-sharing', 'SVK'],
    ['sharing=', 'vary-sharing', ''],
  ])('%s: %s at %s', (text, code, marked) => {
    expect(mistakeIn(text)).toMatchObject({ code, marked });
  });

  test('one knob is set once, NL being both stacks', () => {
    expect(mistakeIn('DM=512', 'DM=640')).toMatchObject({ code: 'vary-twice', marked: 'DM' });
    expect(mistakeIn('NL=6', 'EL=8')).toMatchObject({ code: 'vary-twice', marked: 'EL' });
  });

  test('the nearest spelling is in the hint', () => {
    expect(mistakeIn('DN=512').hint).toContain('DM');
    expect(mistakeIn('sharing=SVK').hint).toContain('SKV');
  });

  test('a grid that is too large is refused, with the knobs to narrow', () => {
    const { code, hint } = mistakeIn('DM=1..2048..1', 'FF=1K..2K..1');
    expect(code).toBe('grid-too-large');
    expect(hint).toMatch(/DM or FF/);
    expect(() => checkSize(WIDE_GRID)).not.toThrow();
    expect(MOST_SHAPES).toBeGreaterThanOrEqual(1e10);
  });

  test.each([
    [['NH=1..400..1', 'KV=1..400..1', 'DM=512', 'FF=2048', 'NL=6', 'sharing=none'], 'NH and KV'],
    [['EL=1..1000..1', 'DL=1..1000..1', 'DM=512', 'FF=2048', 'NH=8', 'KV=64', 'sharing=none'], 'EL and DL'],
    [
      ['NH=1..64..1', 'KV=8..256..8', 'DM=512', 'FF=1024..9208..4', 'NL=1..64..1', 'sharing=none'],
      'FF and NH',
    ],
  ])('what a search would go through for long without a breath is refused: %s', (texts, knobs) => {
    const { code, message } = mistakeIn(...texts);
    expect(code).toBe('grid-too-many-at-once');
    expect(message).toContain(knobs);
  });

  test('the wide grid is allowed with room to spare', () => {
    for (const { dimensions, limit } of MOST_AT_ONCE) {
      const places = dimensions.reduce((product, dimension) => product * WIDE_GRID[dimension].length, 1);
      expect(2 * places).toBeLessThan(limit);
    }
  });

  test('a grid whose places are no safe integers is refused, however few shapes a mesh leaves of it', () => {
    const odd = (length: number) => [...Array.from({ length }, (_, i) => 2 * i + 1), 2 * length];
    const lists = { dModel: odd(2 ** 20), dFf: odd(1023), numHeads: odd(1023), dKv: [64] };
    const depths = { encoderLayers: odd(31), decoderLayers: odd(31) };
    const grid: SearchGrid = { ...WIDE_GRID, ...lists, ...depths, modelParallelism: [8, 16, 32] };
    expect(() => checkSize({ ...grid, dModel: odd(1023) })).not.toThrow();
    expect(() => checkSize(grid)).toThrow(expect.objectContaining({ code: 'grid-too-many-places' }));
  });
});

describe('whatever is written', () => {
  const knob = fc.constantFrom(...VARIED_KNOBS, 'XX', '');
  const piece = fc.oneof(
    fc.nat({ max: 1e6 }).map(String),
    fc.constantFrom('..', ',', 'K', ' ', '-', '=', 'none', 'SH', '\u001b', '99999999999'),
  );
  const text = fc
    .tuple(knob, fc.array(piece, { maxLength: 12 }))
    .map(([name, rest]) => `${name}=${rest.join('')}`);

  test('a text is read or refused as a mistake of the user, and its values are ascending and distinct', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
        try {
          const grid = vary(...texts);
          for (const [key, values] of Object.entries(grid)) {
            expect(values.length).toBeGreaterThan(0);
            if (key === 'sharing') expect(values).toEqual(SHARINGS.filter((one) => values.includes(one)));
            else expect(values).toEqual([...new Set(values)].sort((a, b) => Number(a) - Number(b)));
          }
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message).not.toContain('\u001b');
          const { text: whole, start, end } = error.place ?? { text: '', start: 0, end: 0 };
          expect(start <= end && end <= whole.length).toBe(true);
        }
      }),
    );
  });

  test('numbers that are written come back', () => {
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 4096 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (written) => {
        expect(vary(`NH=${written.join(',')}`).numHeads).toEqual([...written].sort((a, b) => a - b));
      }),
    );
  });
});
