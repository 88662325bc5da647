import type { ModelEstimate } from '../estimate/model';
import type { VisionRow } from '../evidence/published';
import { visionRowOf } from '../evidence/visionRows';
import { PAPER_MACHINE } from '../machine/machine';
import type { ModelShape } from '../model/shape';
import { PAPER_VISION_RUN } from '../model/vision';
import { printedValue } from '../units/printed';

/** The rows of Table 5 of two Vision Transformers; null where either has none. */
function rowsOf(first: ModelShape, other: ModelShape): readonly [VisionRow, VisionRow] | null {
  const [from, to] = [visionRowOf(first), visionRowOf(other)];
  return from === null || to === null ? null : [from, to];
}

/** What Table 5 says of the accuracy of two Vision Transformers; null where it does not print both. */
export function imageScorePhrase(first: ModelShape, other: ModelShape): string | null {
  const rows = rowsOf(first, other);
  if (rows === null) return null;
  const [from, to] = rows;
  const points = printedValue(to.imageNet) - printedValue(from.imageNet);
  const change = `${points < 0 ? '' : '+'}${points.toFixed(1)}`;
  return `the paper measured ${change} points of ImageNet 10-shot accuracy (${to.imageNet} against ${from.imageNet})`;
}

/** Two printed speeds of Table 5. */
interface MeasuredSpeeds {
  /** Of the second to the first. */
  readonly ratio: number;
  /** Both as printed: `6.11 against 6.74 steps/s`. */
  readonly figures: string;
  readonly chips: number;
  /** Whether both models are planned on the slice and with the batch of Table 5, as far as that is told. */
  readonly isThisRun: boolean;
}

/** The printed speeds of two Vision Transformers, which the extrapolated ones may contradict; null where one is not printed. */
export function measuredSpeeds(first: ModelEstimate, other: ModelEstimate): MeasuredSpeeds | null {
  const rows = rowsOf(first.shape, other.shape);
  if (rows === null) return null;
  const [from, to] = rows;
  const isRunOf = ({ slice, workload }: ModelEstimate, { chips }: VisionRow) =>
    slice.machine === PAPER_MACHINE.name &&
    slice.chips === chips &&
    workload.sequences === PAPER_VISION_RUN.sequences;
  return {
    ratio: printedValue(to.stepsPerSecond) / printedValue(from.stepsPerSecond),
    figures: `${to.stepsPerSecond} against ${from.stepsPerSecond} steps/s`,
    chips: to.chips,
    isThisRun: isRunOf(first, from) && isRunOf(other, to),
  };
}
