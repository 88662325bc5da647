import { type Audit, audit as runAudit } from '../evidence/audit/audit';
import { type Backtest, backtest as runBacktest } from '../evidence/backtest';
import { type DepthStudy, studyDepth } from '../evidence/depth';
import { SIZE_NAMES } from '../model/sizes';
import { formatName } from '../names/format';
import { checkFlagsApply } from '../request/families';
import { shapesOf } from '../request/targets';
import { MODEL_KEYS, readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, readSeveral } from './models';
import type { NameOptions } from './names';

/**
 * Every published figure beside the computed one, and the error on rows left out. What `scaleplan backtest --json`
 * prints, without its envelope. Always the paper's run.
 *
 * @returns rows, agreement, and errors of each kind of figure
 * @example
 * ```js
 * backtest().rows.length > 50; // true
 * ```
 */
export function backtest(): Backtest {
  return frozenCopy(runBacktest());
}

/**
 * The paper's claims recomputed, and which of them do not hold. What `scaleplan audit --json` prints, without its
 * envelope. Always the paper's run.
 *
 * @returns a claim a line, with what is printed, what is computed, and a verdict
 * @example
 * ```js
 * audit().claims.some(({ verdict }) => verdict === 'does not hold'); // true
 * ```
 */
export function audit(): Audit {
  return frozenCopy(runAudit());
}

/**
 * The depth-width optimum of Levine et al. beside the paper's limit of depth. What `scaleplan depth --json` prints,
 * without its envelope.
 *
 * @param models a pattern, a model, or a list of both; the sizes of Table 1 unless told
 * @param options how names are read
 * @returns for each model how deep it is against both
 * @throws {@link UserError} for what is no model
 * @example
 * ```js
 * Object.keys(depth(['NL32-XL', 'BASE'])).length > 0; // true
 * ```
 */
export function depth(models: Model | readonly Model[] = SIZE_NAMES, options: NameOptions = {}): DepthStudy {
  const { flags } = readOptions(options, MODEL_KEYS);
  const targets = readSeveral(models, flags);
  checkFlagsApply(shapesOf(targets), flags);
  const named = targets.map(({ shape, fileName, label }) => ({
    name: formatName(shape) ?? fileName ?? label,
    shape,
  }));
  return frozenCopy(studyDepth(named));
}
