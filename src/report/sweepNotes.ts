import type { ModelEstimate } from '../estimate/model';
import type { SeriesStep } from '../plan/series';
import type { Sweep } from '../plan/sweep';
import { printable } from '../problems/quote';
import { plural } from '../units/format';

/** Stands before a speed that no measured model backs. */
export const EXTRAPOLATED = '~';

/** More slices than this are not named. */
const MOST_SLICES = 3;

/** Of more models than this, only the frontier is told: nobody reads thousands of rows. */
export const MOST_ROWS = 500;

/** The models that are told of where there are very many: the frontier, as far as there is room. */
export function toldOfMany({ models, frontier }: Sweep): readonly ModelEstimate[] {
  const names = new Set(frontier);
  return models.filter(({ name }) => names.has(name)).slice(0, MOST_ROWS);
}

/** What is said of the models that are not told of. */
export function manySentence(sweep: Sweep): string {
  const { models, frontier } = sweep;
  const shown = toldOfMany(sweep).length;
  return `Shown are ${shown} of the ${plural(frontier.length, 'model')} on the frontier; --to csv and --json have all ${plural(models.length, 'model')}.`;
}

/** The steps that lead to each model, of the first series that has one, by the model's name. */
export function stepsByModel({ series }: Sweep): ReadonlyMap<string, SeriesStep> {
  const steps = new Map<string, SeriesStep>();
  for (const step of series.flatMap((one) => one.steps)) if (!steps.has(step.to)) steps.set(step.to, step);
  return steps;
}

/** Where the speeds of a sweep are, and what they rest on. */
export function speedSentence({ models }: Sweep): string {
  const [first] = models as [ModelEstimate];
  const calibration = printable(first.throughput.calibration);
  const extrapolated = models.filter(({ throughput }) => throughput.basis === 'extrapolated').length;
  const basis =
    extrapolated === 0
      ? `calibrated on ${calibration}`
      : extrapolated === models.length
        ? `extrapolated (${EXTRAPOLATED}) from ${calibration}`
        : `calibrated on ${calibration}; ${extrapolated} of ${models.length}, marked ${EXTRAPOLATED}, are extrapolated from it`;
  const { calibrationDoubt } = first.throughput;
  const doubt = calibrationDoubt === null ? '' : ` Mind that calibration: ${calibrationDoubt}.`;
  return `Speeds are on ${slicesOf(models)}, ${basis}.${doubt}`;
}

function slicesOf(models: readonly ModelEstimate[]): string {
  const slices = [...new Set(models.map(({ slice }) => `${slice.chips} chips of ${slice.machine}`))];
  return slices.length > MOST_SLICES ? `${slices.length} different slices` : slices.join(' and ');
}

/** Why some models have no score; empty where all have one. */
export function scoreSentence({ models }: Sweep): string {
  const unscored = models.filter(({ quality }) => quality === null);
  const [text, vision] = [false, true].map((isVision) =>
    unscored.some(({ family }) => (family === 'vit') === isVision),
  );
  const reasons = [
    vision
      ? 'A Vision Transformer has no downstream average; the ImageNet scores of Table 5 stand in compare.'
      : '',
    text ? "Scores are of the paper's run and of T5-like shapes: where there is none, it is not known." : '',
  ];
  return reasons.filter(Boolean).join(' ');
}
