import type { Expectation } from '../evidence/quality/difference';
import { deepestCredited, doubtsOf, featuresOf, TERMS } from '../evidence/quality/features';
import { fittedExpectation } from '../evidence/quality/fitted';
import { leverage, type Position } from '../evidence/quality/position';
import type { ModelShape } from '../model/shape';
import { SIZES, sizeNamed } from '../model/sizes';
import { exp } from '../numerics/elementary';
import { dot, type Vector } from '../numerics/linearAlgebra';
import type { SearchGrid } from './grid';

/*
 * The low end of a shape's score is 100 / (1 + e^u), where u = odds + sqrt(chance^2 (1 + leverage) + sum of moves^2)
 * (evidence/quality/position.ts). Its odds are a sum over depth and widths; its features differ from those of a shape of the same
 * widths in depth alone, which makes the leverage a square of depth; and no doubt is about depth and widths at once. So all is
 * known from shapes that differ from one in the midst of the scored ones in few dimensions: a table of d_model and d_ff, one of
 * heads and d_kv, and one of depths.
 */

/** The tables of a search that does not go by scores. */
export function withoutScores({ dFf, numHeads, dKv, encoderLayers, decoderLayers }: SearchGrid): ScoreTables {
  const zeros = () => new Float64Array(encoderLayers.length * decoderLayers.length);
  const depths: DepthScores = { odds: zeros(), spread: zeros(), doubt: zeros() };
  const widths = new Float64Array(WIDTH_SCORES * dFf.length);
  return {
    widthsOf: () => widths,
    heads: new Float64Array(HEAD_SCORES * numHeads.length * dKv.length),
    depths: [depths],
    depthsOf: () => depths,
  };
}

/** Where depth stands among the terms of the fit. */
const DEPTH = TERMS.indexOf('depth');

/** Where the doubt of heads and d_kv against d_ff stands among the moves (`Doubts`): the only one about three widths. */
const ATTENTION_MOVE = 1;

/** A shape in the midst of the scored ones: nothing about it is doubted. */
const MIDST = sizeNamed('BASE').shape;
const MIDST_DEEPEST = deepestCredited(MIDST);
const { fit } = (fittedExpectation(MIDST) as Expectation).position as Position;
const MIDST_FEATURES = featuresOf(MIDST, MIDST_DEEPEST);
const CHANCE = fit.quantile * fit.scale;
const CHANCE_SQUARED = CHANCE * CHANCE;

/** What depths add to the score, by their place in the grid: encoders, and within them decoders. */
export interface DepthScores {
  /** To the logarithm of the odds of an error. */
  readonly odds: Float64Array;
  /** To the depth feature: its product with the tuple's slope adds to the variance. */
  readonly spread: Float64Array;
  /** To the variance, at any widths. */
  readonly doubt: Float64Array;
}

/** Numbers of a pair of d_model and d_ff: odds, slope of the variance in the depth feature, variance, attention move. */
export const WIDTH_SCORES = 4;

/** Numbers of a pair of heads and d_kv: what their doubts add to the variance, attention move. */
export const HEAD_SCORES = 2;

/** The scores of a grid in tables that are added. */
export interface ScoreTables {
  /** The rows of every d_ff beside a d_model, by its place in the grid: made when they are asked for, and kept. */
  readonly widthsOf: (dModel: number) => Float64Array;
  readonly heads: Float64Array;
  /** Every table that `depthsOf` can give. */
  readonly depths: readonly DepthScores[];
  /** The depths of a tuple of widths, by their places in the grid: which depths are credited goes by the size that a shape is nearest to. */
  readonly depthsOf: (dModel: number, dFf: number, numHeads: number, dKv: number) => DepthScores;
}

/** The score whose odds of an error have this logarithm. */
export function scoreAt(odds: number): number {
  return 100 / (1 + exp(odds));
}

/** Makes the tables of a grid's scores. */
export function tabulateScores(grid: SearchGrid): ScoreTables {
  const known = new Map<number, Float64Array>();
  const widthsOf = (place: number): Float64Array => {
    const dModel = grid.dModel[place] as number;
    const widths =
      known.get(place) ?? Float64Array.from(grid.dFf.flatMap((dFf) => scoresOfWidths({ dModel, dFf })));
    known.set(place, widths);
    return widths;
  };
  const heads = grid.numHeads.flatMap((numHeads) =>
    grid.dKv.flatMap((dKv) => scoresOfHeads({ numHeads, dKv })),
  );
  return { widthsOf, heads: Float64Array.from(heads), ...depthTables(grid) };
}

function doubtedMoves(change: Partial<ModelShape>, deepest = MIDST_DEEPEST): Vector {
  return doubtsOf({ ...MIDST, ...change }, fit.coefficients, fit.ranges, deepest).moves;
}

function scoresOfWidths(change: Partial<ModelShape>): number[] {
  const features = featuresOf({ ...MIDST, ...change }, MIDST_DEEPEST);
  const moves = doubtedMoves(change);
  const slopes = fit.inverse.map((row, i) => (row[DEPTH] as number) + (fit.inverse[DEPTH]?.[i] as number));
  const variance = CHANCE_SQUARED * (1 + leverage(fit.inverse, features)) + squaresBeside(moves);
  return [
    dot(features, fit.coefficients),
    CHANCE_SQUARED * dot(slopes, features),
    variance,
    moves[ATTENTION_MOVE] as number,
  ];
}

function scoresOfHeads(change: Partial<ModelShape>): number[] {
  const moves = doubtedMoves(change);
  return [squaresBeside(moves), moves[ATTENTION_MOVE] as number];
}

/** The squares of all moves but that of attention. */
function squaresBeside(moves: Vector): number {
  return moves.reduce((sum, move, i) => (i === ATTENTION_MOVE ? sum : sum + move * move), 0);
}

/** What two depths add to the score where layers count up to a depth: alike in every table that credits as many. */
type DepthScoring = (encoderLayers: number, decoderLayers: number, deepest: number) => DepthScore;

interface DepthScore {
  readonly odds: number;
  readonly spread: number;
  readonly doubt: number;
}

/** Scores each pair of depths once for every depth that may be credited: tables have most of them in common. */
function scoreDepthsOnce(): DepthScoring {
  const known = new Map<string, DepthScore>();
  return (encoderLayers, decoderLayers, deepest) => {
    const key = `${encoderLayers} ${decoderLayers} ${deepest}`;
    const score = known.get(key) ?? scoreOfDepths({ encoderLayers, decoderLayers }, deepest);
    known.set(key, score);
    return score;
  };
}

function scoreOfDepths(change: Partial<ModelShape>, deepest: number): DepthScore {
  const spread =
    (featuresOf({ ...MIDST, ...change }, deepest)[DEPTH] as number) - (MIDST_FEATURES[DEPTH] as number);
  const curvature = CHANCE_SQUARED * (fit.inverse[DEPTH]?.[DEPTH] as number);
  const doubt = curvature * spread * spread + squaresBeside(doubtedMoves(change, deepest));
  return { odds: (fit.coefficients[DEPTH] as number) * spread, spread, doubt };
}

function scoresOfDepths(
  { encoderLayers, decoderLayers }: SearchGrid,
  scoreOf: DepthScoring,
  deepestOf: (encoders: number, decoders: number) => number,
): DepthScores {
  const rows = encoderLayers.flatMap((encoders) =>
    decoderLayers.map((decoders) => scoreOf(encoders, decoders, deepestOf(encoders, decoders))),
  );
  return {
    odds: Float64Array.from(rows, ({ odds }) => odds),
    spread: Float64Array.from(rows, ({ spread }) => spread),
    doubt: Float64Array.from(rows, ({ doubt }) => doubt),
  };
}

/** Depths that a size has, of which one may decide what size a shape is nearest to, and two that none has. */
const SIZE_DEPTHS = [...new Set(SIZES.map(({ shape }) => shape.encoderLayers))];
const [NO_DEPTH, NOR_THIS] = [Math.max(...SIZE_DEPTHS) + 1, Math.max(...SIZE_DEPTHS) + 2] as const;

function depthTables(grid: SearchGrid): Pick<ScoreTables, 'depths' | 'depthsOf'> {
  const depths: DepthScores[] = [];
  const byLimits = new Map<string, DepthScores>();
  const byLikeness = new Map<number, DepthScores>();
  const scoreOf = scoreDepthsOnce();
  const make = (widths: Partial<ModelShape>): DepthScores => {
    const limitOf = (encoderLayers: number, decoderLayers: number) =>
      deepestCredited({ ...MIDST, ...widths, encoderLayers, decoderLayers });
    const limits = [...SIZE_DEPTHS, NO_DEPTH].flatMap((encoders) =>
      [...SIZE_DEPTHS, NOR_THIS].map((decoders) => limitOf(encoders, decoders)),
    );
    const key = limits.join();
    const known =
      byLimits.get(key) ?? scoresOfDepths(grid, scoreOf, (...layers) => limitOf(...withoutNamesakes(layers)));
    if (!byLimits.has(key)) depths.push(known);
    byLimits.set(key, known);
    return known;
  };
  const models = likenessOf('dModel', grid.dModel);
  const feedForwards = likenessOf('dFf', grid.dFf);
  const heads = likenessOf('numHeads', grid.numHeads);
  const keys = likenessOf('dKv', grid.dKv);
  const depthsOf = (dModel: number, dFf: number, numHeads: number, dKv: number): DepthScores => {
    const likeness =
      (models[dModel] as number) +
      (feedForwards[dFf] as number) +
      (heads[numHeads] as number) +
      (keys[dKv] as number);
    const known = byLikeness.get(likeness);
    if (known !== undefined) return known;
    const made = make({
      dModel: grid.dModel[dModel] as number,
      dFf: grid.dFf[dFf] as number,
      numHeads: grid.numHeads[numHeads] as number,
      dKv: grid.dKv[dKv] as number,
    });
    byLikeness.set(likeness, made);
    return made;
  };
  for (const model of firstOfEach(models))
    for (const feedForward of firstOfEach(feedForwards))
      for (const head of firstOfEach(heads))
        for (const key of firstOfEach(keys)) depthsOf(model, feedForward, head, key);
  return { depths, depthsOf };
}

/** The places at which a list has each of its values first. */
function firstOfEach(values: readonly number[]): number[] {
  return [...new Set(values)].map((value) => values.indexOf(value));
}

/** Depths that no size has all count alike. */
function withoutNamesakes([encoders, decoders]: readonly [number, number]): [number, number] {
  return [
    SIZE_DEPTHS.includes(encoders) ? encoders : NO_DEPTH,
    SIZE_DEPTHS.includes(decoders) ? decoders : NOR_THIS,
  ];
}

/**
 * For every value of a width, which sizes have the same, an octal digit a size: the sum over four widths tells in how many a
 * shape is the same as each size, which is all that the nearest size goes by beside depths.
 */
function likenessOf(width: 'dModel' | 'dFf' | 'numHeads' | 'dKv', values: readonly number[]): number[] {
  return values.map((value) =>
    SIZES.reduce((digits, { shape }) => 8 * digits + (shape[width] === value ? 1 : 0), 0),
  );
}
