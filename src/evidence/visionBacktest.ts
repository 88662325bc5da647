import { PAPER_WORKLOAD } from '../census/workload';
import { PAPER_MACHINE } from '../machine/machine';
import { sliceOf } from '../machine/mesh';
import { PAPER_VISION_RUN } from '../model/vision';
import { defaultModelParallelism } from '../names/defaultParallelism';
import { parseName } from '../names/parse';
import { mean } from '../numerics/mean';
import { predictSeconds } from '../steptime/calibration';
import { PAPER_CALIBRATION } from '../steptime/paperCalibration';
import { takeStep } from '../steptime/step';
import { printedValue } from '../units/printed';
import { TABLE_5, type VisionRow } from './published';

/** A printed speed of Table 5 beside what the calibration on T5 models makes of the same step. */
export interface VisionRowSpeed {
  /** The row's name as printed. */
  readonly model: string;
  readonly name: string;
  /** Steps a second as printed. */
  readonly published: string;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  /** Whether the printed speed lies in the interval. */
  readonly inside: boolean;
}

/** How the printed speeds of Table 5 come out with one batch. Errors are relative; bias is the mean signed error. */
export interface VisionBatch {
  /** Images a step. */
  readonly images: number;
  readonly inside: number;
  readonly meanAbsoluteError: number;
  readonly maximumAbsoluteError: number;
  readonly bias: number;
}

/** Table 5's speeds against the calibration on Table 4's: another library, another input, and a batch that is not told. */
export interface VisionBacktest {
  readonly chips: number;
  /** Images a step of `rows`: those of Dosovitskiy et al. 2020. */
  readonly images: number;
  readonly rows: readonly VisionRowSpeed[];
  /** The same with other batches. */
  readonly batches: readonly VisionBatch[];
  /** Milliseconds that a layer costs between rows that differ in depth alone, as printed and as predicted. */
  readonly layers: readonly LayerCost[];
}

/** What each layer adds to a step between two rows that differ in depth alone, in milliseconds. */
export interface LayerCost {
  readonly from: string;
  readonly to: string;
  readonly published: number;
  readonly predicted: number;
}

/** Batches that a step of Table 5 may have had. */
const BATCHES: readonly number[] = [1024, 2048, 4096, 8192, 16384];

/** Predicts the four speeds of Table 5 from the calibration on Table 4. */
export function backtestVision(): VisionBacktest {
  const { chips, sequences: images } = PAPER_VISION_RUN;
  const rows = rowsWith(images);
  return { chips, images, rows, batches: BATCHES.map(tryBatch), layers: layerCosts(rows) };
}

function rowsWith(images: number): VisionRowSpeed[] {
  return TABLE_5.map((row) => speedOf(row, images));
}

function speedOf({ model, name, chips, stepsPerSecond }: VisionRow, images: number): VisionRowSpeed {
  const shape = parseName(name);
  const run = { ...PAPER_WORKLOAD, sequences: images };
  const step = takeStep(shape, run, sliceOf(PAPER_MACHINE, chips), defaultModelParallelism(shape));
  const { seconds, least, most } = predictSeconds(PAPER_CALIBRATION, step.features);
  const printed = printedValue(stepsPerSecond);
  const [low, high] = [1 / most, 1 / least];
  const inside = printed >= low && printed <= high;
  return { model, name, published: stepsPerSecond, predicted: 1 / seconds, low, high, inside };
}

function tryBatch(images: number): VisionBatch {
  const rows = rowsWith(images);
  const errors = rows.map(({ published, predicted }) => predicted / printedValue(published) - 1);
  return {
    images,
    inside: rows.filter(({ inside }) => inside).length,
    meanAbsoluteError: mean(errors.map(Math.abs)),
    maximumAbsoluteError: Math.max(...errors.map(Math.abs)),
    bias: mean(errors),
  };
}

/** Steps between neighbouring depths of one width. */
function layerCosts(rows: readonly VisionRowSpeed[]): LayerCost[] {
  const byDepth = rows
    .map((row) => ({ row, shape: parseName(row.name) }))
    .sort((a, b) => a.shape.dModel - b.shape.dModel || a.shape.encoderLayers - b.shape.encoderLayers);
  return byDepth.slice(1).flatMap(({ row: to, shape }, i) => {
    const { row: from, shape: before } = byDepth[i] as (typeof byDepth)[number];
    if (before.dModel !== shape.dModel) return [];
    const layers = shape.encoderLayers - before.encoderLayers;
    const added = (speed: (row: VisionRowSpeed) => number) =>
      (1000 * (1 / speed(to) - 1 / speed(from))) / layers;
    return {
      from: from.model,
      to: to.model,
      published: added(({ published }) => printedValue(published)),
      predicted: added(({ predicted }) => predicted),
    };
  });
}

/** How much slower the printed steps of Table 5 are than the calibration makes of them. */
interface Slowness {
  /** The factor by which the slowest is slower than its interval allows; 1 where all lie inside. */
  readonly interval: number;
  /** The least and the largest factor by which one is slower than its estimate. */
  readonly estimate: { readonly least: number; readonly most: number };
}

/** Compares the four speeds of Table 5 with their predictions. */
export function measureSlowness(): Slowness {
  const rows = rowsWith(PAPER_VISION_RUN.sequences);
  const beyond = rows.map(({ published, low }) => low / printedValue(published));
  const slower = rows.map(({ published, predicted }) => predicted / printedValue(published));
  return {
    interval: Math.max(1, ...beyond),
    estimate: { least: Math.min(...slower), most: Math.max(...slower) },
  };
}
