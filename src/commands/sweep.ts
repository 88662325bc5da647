import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import type { Files } from '../files/files';
import { formatName } from '../names/format';
import { parseKnobs, type Turned, turnKnob } from '../plan/knobs';
import { parseMetrics } from '../plan/metrics';
import { type LeftOut, takeSweep } from '../plan/sweep';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { drawSweep } from '../report/sweep';
import { exhibitSweep } from '../report/sweepExhibit';
import { drawWarningCounts } from '../report/warningCounts';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
import { checkFlagsApply } from './families';
import { nameApart } from './namesApart';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import { MOST_MODELS, readTargetOptions, readTargets, shapesOf, type Target } from './targets';

export interface SweepFlags extends CommonFlags, PictureFlags {
  readonly knobs?: string;
  readonly around?: string;
  readonly frontier?: string;
}

/** What is swept around unless told. */
const USUAL_CENTRE = 'BASE';

/** `sweep PATTERN...`: many models at once, the frontier among them, and what each knob costs and buys. */
export async function sweep(words: readonly string[], flags: SweepFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const metrics = flags.frontier === undefined ? undefined : parseMetrics(flags.frontier);
  const { targets, around } = await readSweep(words, flags, context);
  checkFlagsApply(shapesOf(targets), flags);
  const { estimated, leftOut } = estimateTargets(targets, flags);
  const models = estimated.map(({ model }) => model);
  const found = takeSweep(models, leftOut, { metrics, around: around && estimatesAround(around, estimated) });
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

interface Asked {
  readonly targets: readonly Target[];
  readonly around?: Around;
}

/** The keys of the model that knobs are turned around, and of all that came of it. */
interface Around {
  readonly centre: string;
  readonly turned: ReadonlySet<string>;
}

function estimatesAround({ centre, turned }: Around, estimated: readonly Estimated[]) {
  return {
    centre: estimated.find(({ key }) => key === centre)?.model ?? null,
    turned: new Set(estimated.filter(({ key }) => turned.has(key)).map(({ model }) => model)),
  };
}

/** The models of patterns and of `--knobs`; those that a name says again are taken once. */
async function readSweep(words: readonly string[], flags: SweepFlags, { files }: Context): Promise<Asked> {
  const { knobs, around } = flags;
  if (around !== undefined && knobs === undefined) {
    throw new UserError('around-without-knobs', {}, placeOf(around));
  }
  if (words.length === 0 && knobs === undefined) {
    throw new UserError('no-models', { command: 'sweep', example: "scaleplan sweep 'NL{2..36..2}-SM'" });
  }
  const named = await readTargets(words, readTargetOptions(flags), files);
  if (knobs === undefined) return { targets: distinct(named) };
  const codes = parseKnobs(knobs);
  const centre = await readCentre(around ?? flags.base ?? USUAL_CENTRE, flags, files);
  const turned = codes.flatMap((code) => turnKnob(centre.shape, code).map((one) => turnTarget(centre, one)));
  const targets = distinct([...named, ...turned]);
  if (targets.length > MOST_MODELS) throw new UserError('too-many-models', { limit: MOST_MODELS });
  return { targets, around: { centre: keyOf(centre), turned: new Set(turned.map(keyOf)) } };
}

async function readCentre(around: string, flags: SweepFlags, files: Files): Promise<Target> {
  const [centre, ...others] = await readTargets([around], readTargetOptions(flags), files);
  if (centre === undefined || others.length > 0) throw new UserError('around-not-one', {}, placeOf(around));
  return centre;
}

/** What an estimate of a target is called. */
function nameOf({ shape, fileName, label }: Target): string {
  return formatName(shape) ?? fileName ?? label;
}

/** A shape that the grammar has no name for is told from its file's by what was turned. */
function turnTarget(centre: Target, { shape, spelling }: Turned): Target {
  const { fileName } = centre;
  const isTurned = spelling !== null && fileName !== undefined;
  return isTurned ? { ...centre, shape, fileName: `${spelling}-${fileName}` } : { ...centre, shape };
}

function placeOf(text: string) {
  return wholeOf(text);
}

/** Targets with the same key are the same model in the same setting. */
function keyOf({ shape, run }: Target): string {
  return JSON.stringify([shape, run]);
}

function distinct(targets: readonly Target[]): Target[] {
  const known = new Set<string>();
  return targets.filter((target) => {
    const key = keyOf(target);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** The estimate of a target, and the target's key. */
interface Estimated {
  readonly key: string;
  readonly model: ModelEstimate;
}

/** The estimates, each under a name of its own; what cannot be laid out is left out, unless that is all. */
function estimateTargets(
  targets: readonly Target[],
  flags: SweepFlags,
): { estimated: Estimated[]; leftOut: LeftOut[] } {
  const settings = new Map<string, Setting>();
  const names = nameApart(targets.map(nameOf), targets);
  const estimated: Estimated[] = [];
  const leftOut: LeftOut[] = [];
  let problem: unknown = null;
  for (const [i, target] of targets.entries()) {
    const { shape, run, fileName, notes } = target;
    const name = names[i] as string;
    const runKey = JSON.stringify(run);
    const setting = settings.get(runKey) ?? withPlaceOf(target, flags, () => readSetting(flags, run));
    settings.set(runKey, setting);
    try {
      const model = withPlaceOf(target, flags, () => estimateModel(shape, setting, fileName, notes));
      estimated.push({ key: keyOf(target), model: { ...model, name } });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problem ??= error;
      leftOut.push({ name, reason: error.message });
    }
  }
  if (estimated.length === 0) throw problem;
  return { estimated, leftOut };
}
