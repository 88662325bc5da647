import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import type { OperatorCode } from '../model/operators';
import { formatName } from '../names/format';
import { type Turned, turnKnob } from '../plan/knobs';
import type { MetricName } from '../plan/metrics';
import { type LeftOut, type Sweep, takeSweep } from '../plan/sweep';
import { UserError } from '../problems/problem';
import { checkFlagsApply } from './families';
import { nameApart } from './namesApart';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import { MOST_MODELS, shapesOf, type Target } from './targets';

/** What is swept around unless told. */
export const USUAL_CENTRE = 'BASE';

/** The models of a sweep, and what knobs were turned around. */
export interface Asked {
  readonly targets: readonly Target[];
  readonly around?: Around;
}

/** The keys of the model that knobs are turned around, and of all that came of it. */
interface Around {
  readonly centre: string;
  readonly turned: ReadonlySet<string>;
}

/**
 * Many targets at once: their estimates, each under a name of its own, and the frontier among them.
 * @throws UserError where none of them can be laid out, and for flags that concern none
 */
export function sweepTargets(
  { targets, around }: Asked,
  flags: CommonFlags,
  metrics: readonly MetricName[] | undefined,
): Sweep {
  checkFlagsApply(shapesOf(targets), flags);
  const { estimated, leftOut } = estimateTargets(targets, flags);
  const models = estimated.map(({ model }) => model);
  return takeSweep(models, leftOut, { metrics, around: around && estimatesAround(around, estimated) });
}

/**
 * The targets with what comes of turning knobs around a centre; those that are the same are taken once.
 * @throws UserError `too-many-models`
 */
export function withTurned(named: readonly Target[], codes: readonly OperatorCode[], centre: Target): Asked {
  const turned = codes.flatMap((code) => turnKnob(centre.shape, code).map((one) => turnTarget(centre, one)));
  const targets = distinct([...named, ...turned]);
  if (targets.length > MOST_MODELS) throw new UserError('too-many-models', { limit: MOST_MODELS });
  return { targets, around: { centre: keyOf(centre), turned: new Set(turned.map(keyOf)) } };
}

/** The targets that differ in shape or run, the first of each. */
export function distinct(targets: readonly Target[]): Target[] {
  const known = new Set<string>();
  return targets.filter((target) => {
    const key = keyOf(target);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

function estimatesAround({ centre, turned }: Around, estimated: readonly Estimated[]) {
  return {
    centre: estimated.find(({ key }) => key === centre)?.model ?? null,
    turned: new Set(estimated.filter(({ key }) => turned.has(key)).map(({ model }) => model)),
  };
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

/** Targets with the same key are the same model in the same setting. */
function keyOf({ shape, run }: Target): string {
  return JSON.stringify([shape, run]);
}

/** The estimate of a target, and the target's key. */
interface Estimated {
  readonly key: string;
  readonly model: ModelEstimate;
}

/** The estimates, each under a name of its own; what cannot be laid out is left out, unless that is all. */
function estimateTargets(
  targets: readonly Target[],
  flags: CommonFlags,
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
