import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { fittedQuality } from '../../src/evidence/quality/fitted';
import { MACHINES } from '../../src/machine/machine';
import { takeBlocks } from '../../src/search/blocks';
import { COSTS, ROW } from '../../src/search/costs';
import { pointAt, type SearchGrid, shapeShared, WIDE_GRID } from '../../src/search/grid';
import { emptyTuple, fillTuple, takePart } from '../../src/search/part';
import { scoreAt, tabulateScores } from '../../src/search/quality';
import { settingOn } from './grids';

/** Shapes of the wide grid on a machine: a grid of few values, so that few censuses are taken. */
const anyCorner = fc.record({
  machine: fc.constantFrom(...MACHINES.filter(({ slices }) => slices.includes(8) || slices.includes(16))),
  dModel: fc.subarray([...WIDE_GRID.dModel], { minLength: 3, maxLength: 3 }),
  dFf: fc.subarray([...WIDE_GRID.dFf], { minLength: 2, maxLength: 2 }),
  numHeads: fc.subarray([...WIDE_GRID.numHeads], { minLength: 2, maxLength: 2 }),
  dKv: fc.subarray([...WIDE_GRID.dKv], { minLength: 2, maxLength: 2 }),
  encoderLayers: fc.subarray([...WIDE_GRID.encoderLayers], { minLength: 2, maxLength: 2 }),
  decoderLayers: fc.subarray([...WIDE_GRID.decoderLayers], { minLength: 2, maxLength: 2 }),
  sharing: fc.constantFrom('none', 'SH', 'SKV', 'SH-SKV'),
  mesh: fc.constantFrom(1, 2, 4, 8),
  // Some user's machine: d_model pads to something else.
  matrixUnitWidth: fc.option(fc.constantFrom(48, 96, 192), { freq: 3 }),
});

const NATURAL = [0, 1, 2, 3];

describe('the costs of a search', () => {
  test('are those of the estimator: whole numbers to the last bit, seconds to 1e-12', () => {
    fc.assert(
      fc.property(anyCorner, ({ machine, mesh, sharing, matrixUnitWidth, ...lists }) => {
        const grid = { ...lists, sharing: [sharing], modelParallelism: [mesh] } as SearchGrid;
        const listed = settingOn(machine.slices.includes(16) ? 16 : 8, machine.name);
        const width = matrixUnitWidth ?? machine.matrixUnitWidth;
        const slice = { ...listed.slice, machine: { ...machine, matrixUnitWidth: width } };
        const setting = { ...listed, slice, modelParallelism: mesh };
        const blocks = takeBlocks(grid, setting, sharing as 'none', mesh);
        if (blocks === null) return;
        const scores = tabulateScores(grid);
        const tuple = emptyTuple();
        grid.dModel.forEach((_, dModel) => {
          const part = takePart(grid, blocks, scores, NATURAL, { sharing: 0, modelParallelism: 0, dModel });
          for (let pair = 0; pair < part.heads.length; pair++) {
            for (let width = 0; width < part.feedForwards.length; width++) {
              fillTuple(tuple, grid, part, scores, pair, width);
              const { shape } = pointAt(grid, tuple.index + grid.decoderLayers.length + 1);
              const costs = COSTS.map((_cost, i) => {
                const [none, encoder, decoder] = [0, 1, 2].map((j) => tuple.row[(ROW / 4) * i + j] as number);
                return (
                  (none as number) +
                  shape.encoderLayers * (encoder as number) +
                  shape.decoderLayers * (decoder as number)
                );
              });
              const { compute, parameters, throughput, memory } = estimateModel(shape, setting);
              const [macs, weights, seconds, bytes] = costs;
              expect(macs).toBe(compute.forwardMacs);
              expect(weights).toBe(parameters.total);
              expect(bytes).toBe(memory.perCoreBytes);
              expect(Math.abs((seconds as number) / throughput.seconds - 1)).toBeLessThan(1e-12);
            }
          }
        });
      }),
      { numRuns: 25 },
    );
  });
});

describe('the scores of a search', () => {
  const anyOf = (values: readonly number[]) => fc.constantFrom(...values);
  // Every size's own values more often, since they decide which depths are credited.
  const grid: SearchGrid = {
    ...WIDE_GRID,
    dModel: [256, 512, 768, 896, 1024, 1280, 2048],
    dFf: [512, 1024, 3072, 4096, 16_384, 65_536, 131_072],
    numHeads: [1, 8, 12, 32, 128, 256],
    encoderLayers: [1, 3, 4, 6, 12, 24, 28, 32, 33, 36, 40],
    decoderLayers: [1, 4, 6, 7, 12, 24, 28, 32, 35, 36],
  };
  const scores = tabulateScores(grid);

  test('are the low ends of the fit, to 1e-12', () => {
    const anyShape = fc.record({
      dModel: anyOf(grid.dModel),
      dFf: anyOf(grid.dFf),
      numHeads: anyOf(grid.numHeads),
      dKv: anyOf(grid.dKv),
      encoderLayers: anyOf(grid.encoderLayers),
      decoderLayers: anyOf(grid.decoderLayers),
    });
    fc.assert(
      fc.property(anyShape, (shape) => {
        const at = (key: keyof typeof shape) => grid[key].indexOf(shape[key]);
        const width = 4 * at('dFf');
        const pair = 2 * (at('numHeads') * grid.dKv.length + at('dKv'));
        const [odds, slope, variance, move] = scores
          .widthsOf(at('dModel'))
          .subarray(width, width + 4) as unknown as [number, number, number, number];
        const [doubt, headMove] = scores.heads.subarray(pair, pair + 2) as unknown as [number, number];
        const depths = scores.depthsOf(at('dModel'), at('dFf'), at('numHeads'), at('dKv'));
        const depth = at('encoderLayers') * grid.decoderLayers.length + at('decoderLayers');
        const attention = move + headMove;
        const half = Math.sqrt(
          variance +
            doubt +
            attention * attention +
            slope * (depths.spread[depth] as number) +
            (depths.doubt[depth] as number),
        );
        const low = fittedQuality({ ...shapeShared('none'), ...shape })?.low as number;
        expect(Math.abs(scoreAt(odds + (depths.odds[depth] as number) + half) / low - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 3000 },
    );
  });

  test('of widths are made when they are asked for, and kept', () => {
    let asked = 0;
    const dFf = new Proxy(grid.dFf, {
      get: (values, key) => {
        if (key === 'flatMap') asked += 1;
        return Reflect.get(values, key);
      },
    });
    const { widthsOf } = tabulateScores({ ...grid, dFf });
    expect(asked).toBe(0);
    expect(widthsOf(1)).toBe(widthsOf(1));
    expect(asked).toBe(1);
  });

  test('are none of shared keys and values', () => {
    const shape = { dModel: 768, dFf: 3072, numHeads: 12, dKv: 64, encoderLayers: 12, decoderLayers: 12 };
    expect(fittedQuality({ ...shapeShared('SH'), ...shape })).toBeNull();
    expect(fittedQuality({ ...shapeShared('SKV'), ...shape })).toBeNull();
  });
});
