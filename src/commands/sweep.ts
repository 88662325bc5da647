import type { ModelEstimate } from '../estimate/model';
import type { Files } from '../files/files';
import { parseKnobs } from '../plan/knobs';
import { parseMetrics } from '../plan/metrics';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { drawSweep } from '../report/sweep';
import { exhibitSweep } from '../report/sweepExhibit';
import { drawWarningCounts } from '../report/warningCounts';
import type { CommonFlags } from '../request/setting';
import { type Asked, distinct, sweepTargets, USUAL_CENTRE, withTurned } from '../request/sweep';
import { readTargetOptions, type Target } from '../request/targets';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
import { readTargets } from './targets';

interface SweepFlags extends CommonFlags, PictureFlags {
  readonly knobs?: string;
  readonly around?: string;
  readonly frontier?: string;
}

/** `sweep PATTERN...`: many models at once, the frontier among them, and what each knob costs and buys. */
export async function sweep(words: readonly string[], flags: SweepFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const metrics = flags.frontier === undefined ? undefined : parseMetrics(flags.frontier);
  const found = sweepTargets(await readSweep(words, flags, context), flags, metrics);
  const { models } = found;
  const warnings = () => (flags.strict ? drawWarningCounts(models, context.canvas) : []);
  const { workload } = models[0] as ModelEstimate;
  return deliver(
    {
      command: 'sweep',
      workload,
      payload: found,
      draw: () => [drawSweep(found, context.canvas), ...warnings()].join('\n\n'),
      exhibit: () => exhibitSweep(found),
      models,
    },
    flags,
    started,
    context,
  );
}

/** The models of patterns and of `--knobs`; those that a name says again are taken once. */
async function readSweep(words: readonly string[], flags: SweepFlags, { files }: Context): Promise<Asked> {
  const { knobs, around } = flags;
  if (around !== undefined && knobs === undefined) {
    throw new UserError('around-without-knobs', {}, wholeOf(around));
  }
  if (words.length === 0 && knobs === undefined) {
    throw new UserError('no-models', { command: 'sweep', example: "scaleplan sweep 'NL{2..36..2}-SM'" });
  }
  const named = await readTargets(words, readTargetOptions(flags), files);
  if (knobs === undefined) return { targets: distinct(named) };
  const codes = parseKnobs(knobs);
  return withTurned(named, codes, await readCentre(around ?? flags.base ?? USUAL_CENTRE, flags, files));
}

async function readCentre(around: string, flags: SweepFlags, files: Files): Promise<Target> {
  const [centre, ...others] = await readTargets([around], readTargetOptions(flags), files);
  if (centre === undefined || others.length > 0) {
    throw new UserError('around-not-one', {}, wholeOf(around));
  }
  return centre;
}
