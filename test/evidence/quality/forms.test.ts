import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import assumptions from '../../../presets/quality/assumptions.json';
import { deepestCredited, featuresOf } from '../../../src/evidence/quality/features';
import { leaveOneOut } from '../../../src/evidence/quality/fit';
import { scoredPoints } from '../../../src/evidence/quality/points';
import type { ModelShape } from '../../../src/model/shape';
import { formatName } from '../../../src/names/format';
import { addScaled, dot, leastSquares, solve, type Vector } from '../../../src/numerics/linearAlgebra';
import { studentQuantile } from '../../../src/numerics/studentT';
import { estimateOf } from '../../support/settings';

// docs/quality.md tells what other forms of the fit do in the left-out test. Every figure of its table is computed here.

interface Point {
  readonly shape: ModelShape;
  readonly average: number;
  readonly parameters: number;
  readonly flops: number;
}

const POINTS: readonly Point[] = scoredPoints().map(({ shape, average }) => {
  const { parameters, compute } = estimateOf(formatName(shape) as string);
  return { shape, average, parameters: parameters.total, flops: compute.forwardMacs };
});

/** What is fitted in place of the average, and how the average comes back. */
interface Scale {
  readonly of: (average: number) => number;
  readonly back: (value: number) => number;
}

const oddsBelow = (ceiling: number): Scale => ({
  of: (average) => Math.log((ceiling - average) / average),
  back: (value) => ceiling / (1 + Math.exp(value)),
});
const ODDS = oddsBelow(100);
const ERROR: Scale = { of: (average) => Math.log(100 - average), back: (value) => 100 - Math.exp(value) };
const IN_POINTS: Scale = { of: (average) => -average, back: (value) => -value };

interface Form {
  readonly features: (point: Point) => Vector;
  readonly scale?: Scale;
}

function depthOf(shape: ModelShape, share = assumptions.encoderShare): number {
  const deepest = deepestCredited(shape);
  const [encoder, decoder] = [shape.encoderLayers, shape.decoderLayers].map((layers) =>
    Math.log(Math.min(layers, deepest)),
  ) as [number, number];
  return share * encoder + (1 - share) * decoder;
}

const own = ({ shape }: Point): Vector => featuresOf(shape);
const withDepth = (width: (point: Point) => number) => (point: Point) =>
  [1, -depthOf(point.shape), -Math.log(width(point))] as const;

const FORMS: Readonly<Record<string, Form>> = {
  'parameters alone': { features: ({ parameters }) => [1, -Math.log(parameters)] },
  'FLOPs (#TFlops) alone': { features: ({ flops }) => [1, -Math.log(flops)] },
  'depth and d_ff': { features: withDepth(({ shape }) => shape.dFf) },
  'depth and d_model': { features: withDepth(({ shape }) => shape.dModel) },
  'depth and #TFlops a layer': {
    features: withDepth(({ flops, shape }) => flops / (shape.encoderLayers + shape.decoderLayers)),
  },
  'depth and parameters': { features: withDepth(({ parameters }) => parameters) },
  '**depth, d_ff, d_model**': { features: own },
  'the same with heads x d_kv for d_ff': {
    features: ({ shape: { dModel, numHeads, dKv, ...shape } }) => [
      1,
      -depthOf({ dModel, numHeads, dKv, ...shape }),
      -Math.log(numHeads * dKv),
      -Math.log(dModel),
    ],
  },
  'the same, logarithm of the error': { features: own, scale: ERROR },
  'the same, in points': { features: own, scale: IN_POINTS },
  'the same, odds below a ceiling of 90': { features: own, scale: oddsBelow(90) },
  'the same, depth squared too': { features: (point) => [...own(point), depthOf(point.shape) ** 2] },
  'the same, equal shares of the stacks': {
    features: ({ shape }) => [1, -depthOf(shape, 0.5), -Math.log(shape.dFf), -Math.log(shape.dModel)],
  },
};

/** A fit of some rows with the half-width of its prediction interval, of chance alone. */
function fitRows(rows: readonly Vector[], target: Vector) {
  const columns = (rows[0] as Vector).map((_, j) => rows.map((row) => row[j] as number));
  const coefficients = leastSquares(columns, target);
  const normal = columns.map((a) => columns.map((b) => dot(a, b)));
  const leverage = (row: Vector) => dot(row, solve(normal, row) as number[]);
  const fitted = rows.map((row) => dot(row, coefficients));
  const leftOut = addScaled(target, -1, fitted).map((error, i) => error / (1 - leverage(rows[i] as Vector)));
  const scale = Math.sqrt(dot(leftOut, leftOut) / rows.length);
  const quantile = studentQuantile(assumptions.level, rows.length - columns.length);
  return (row: Vector) => {
    const value = dot(row, coefficients);
    return { value, half: quantile * scale * Math.sqrt(1 + leverage(row)) };
  };
}

/** The figures of a form in the left-out test, as the table prints them. */
function figuresOf({ features, scale = ODDS }: Form): string[] {
  const rows = POINTS.map(features);
  const target = POINTS.map(({ average }) => scale.of(average));
  const without = <Item>(items: readonly Item[], i: number) => items.filter((_, j) => j !== i);
  const left = POINTS.map(({ average }, i) => {
    const { value, half } = fitRows(without(rows, i), without(target, i))(rows[i] as Vector);
    const [low, high] = [scale.back(value + half), scale.back(value - half)];
    return { error: Math.abs(scale.back(value) - average), isInside: low <= average && average <= high };
  });
  const errors = left.map(({ error }) => error);
  return [
    String((rows[0] as Vector).length),
    (errors.reduce((sum, error) => sum + error, 0) / errors.length).toFixed(2),
    Math.max(...errors).toFixed(2),
    String(left.filter(({ isInside }) => isInside).length),
  ];
}

/** The rows of the table in docs/quality.md: a form, then its figures. */
const TABLE = readFileSync(join(__dirname, '../../../docs/quality.md'), 'utf8')
  .split('| form |')[1]
  ?.split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map((line) => line.split('|').slice(1, -1)) as string[][];

describe('the forms of docs/quality.md', () => {
  test('are all told, and no other', () => {
    expect(TABLE.map(([form]) => form?.trim())).toEqual(Object.keys(FORMS));
  });

  test.each(TABLE.map(([form, ...figures]) => ({ form: (form as string).trim(), figures })))(
    '$form, to the printed digit',
    ({ form, figures }) => {
      const printed = figures.map((figure) => figure.replaceAll('*', '').trim());
      expect(printed).toEqual(figuresOf(FORMS[form] as Form));
    },
  );

  test('end with the one that is fitted: its own left-out errors are those of the table', () => {
    const errors = leaveOneOut(scoredPoints()).map(({ average }, i) =>
      Math.abs(average - (POINTS[i] as Point).average),
    );
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect([mean.toFixed(2), Math.max(...errors).toFixed(2)]).toEqual(
      figuresOf(FORMS['**depth, d_ff, d_model**'] as Form).slice(1, 3),
    );
  });
});
