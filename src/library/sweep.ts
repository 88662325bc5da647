import { parseKnobs } from '../plan/knobs';
import { parseMetrics } from '../plan/metrics';
import type { Sweep } from '../plan/sweep';
import { UserError } from '../problems/problem';
import type { CommonFlags } from '../request/setting';
import { type Asked, distinct, sweepTargets, USUAL_CENTRE, withTurned } from '../request/sweep';
import { type Given, listText } from './checks';
import { MODEL_KEYS, readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, oneTarget, readSeveral } from './models';
import type { ModelOptions } from './options';

/** The options of `sweep`. */
export interface SweepOptions extends ModelOptions {
  /** Two or three metrics that the frontier is drawn over: `flops`, `params`, `speed`, `quality`, `train-flops`, `hours`, `usd`, `memory`. */
  readonly frontier?: string | readonly string[];
  /** Knobs that are turned one at a time through the paper's values: `NL`, `EL`, `DL`, `FF`, `DM`, `KV`, `NH`, `SH`, `SKV`. */
  readonly knobs?: string | readonly string[];
  /** The model that the knobs are turned around: `BASE`, or the option `base`, unless told. */
  readonly around?: Model;
}

/**
 * Many models at once: the frontier among them, and what each knob costs and buys. The object that
 * `scaleplan sweep PATTERN --json` prints, without its envelope.
 *
 * @param models a pattern (`'NL{2..36..2}-{SM,BASE}'`), a model, or a list of both; an empty list with the option `knobs`
 * @param options the setting, how names are read, the frontier's metrics, and knobs to turn
 * @returns models, each under a name of its own, with the values of every metric, the frontier, and series along a knob
 * @throws {@link UserError} for more than 10,000 models, and as `describe` does
 * @example
 * ```js
 * sweep('NL{4..24..4}-{SM,BASE}', { frontier: ['flops', 'quality'] }).models.length; // 12
 * ```
 */
export function sweep(models: Model | readonly Model[], options: SweepOptions = {}): Sweep {
  const { flags, own } = readOptions(options, MODEL_KEYS, ['frontier', 'knobs', 'around']);
  const metrics = 'frontier' in own ? parseMetrics(listText('frontier', own['frontier'])) : undefined;
  return frozenCopy(sweepTargets(asked(models, flags, own), flags, metrics));
}

function asked(models: unknown, flags: CommonFlags, { knobs, around }: Given): Asked {
  if (around !== undefined && knobs === undefined) throw new UserError('around-without-knobs', {});
  const named = readSeveral(models, flags);
  if (knobs === undefined) {
    if (named.length > 0) return { targets: distinct(named) };
    throw new UserError('no-models', { command: 'sweep', example: "sweep('NL{2..36..2}-SM')" });
  }
  const codes = parseKnobs(listText('knobs', knobs));
  return withTurned(named, codes, oneTarget(around ?? flags.base ?? USUAL_CENTRE, flags));
}
