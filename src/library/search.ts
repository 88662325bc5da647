import { UserError } from '../problems/problem';
import { readSetting } from '../request/setting';
import { answerWide, readWideRequest, type SearchEnd, type WideSuggestion } from '../request/wideSearch';
import type { Sharing } from '../search/grid';
import { VARIED_KNOBS } from '../search/gridText';
import { partsOf, startSearch } from '../search/search';
import type { SearchTask } from '../search/task';
import { type Limits, readLimits } from './budget';
import { amountText, checkItems, checkKeys, checkTexts, kindOf, listText } from './checks';
import { readOptions, SETTING_KEYS } from './flags';
import { frozenCopy } from './frozen';
import type { Amount, SettingOptions } from './options';

/** Values of one knob: `512`, `[8, 16]`, `'512..2048..128'`, or a list of such. */
export type KnobValues = Amount | readonly Amount[];

/** The values that knobs of the grid take; the grid of the wide search has its own for the others. */
export interface Varied {
  /** Layers of the encoder and of the decoder, each on its own. */
  readonly NL?: KnobValues;
  readonly EL?: KnobValues;
  readonly DL?: KnobValues;
  /** d_ff. */
  readonly FF?: KnobValues;
  /** d_model. */
  readonly DM?: KnobValues;
  readonly KV?: KnobValues;
  /** Attention heads. */
  readonly NH?: KnobValues;
  /** What of keys and values is shared. */
  readonly sharing?: Sharing | readonly Sharing[];
  /** Keeps every dimension that is not named here within those of the shapes that the paper scored. */
  readonly scored?: boolean;
}

/** How far a search is. */
export interface SearchProgress {
  readonly parts: number;
  readonly partsDone: number;
}

/** The options of `search`. */
export interface SearchOptions extends SettingOptions {
  /** The grid: values by knob, or the texts of `--vary`: `['DM=512..2048..128', 'scored']`. */
  readonly vary?: Varied | string | readonly string[];
  /** Two to four metrics that the frontier is drawn over, named as for `sweep`: `flops`, `params`, `speed` and `quality` unless told. */
  readonly frontier?: string | readonly string[];
  /** Hears how far the search is, after every part: some hundreds of the whole grid, each a fraction of a second. */
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Whether the search is to end, asked before every part; what was found by then is the answer, marked as unfinished. */
  readonly shouldStop?: () => boolean;
}

/**
 * The exact Pareto frontier of a grid of shapes within budgets: the object that
 * `scaleplan suggest --search wide --json` prints, without its envelope. It blocks until it is done; over the whole grid, of
 * tens of billions of shapes, that takes seconds.
 *
 * @param budget limits that hold all at once; `{}` for none but the memory of a core
 * @param options the grid, the metrics, the setting, and how to watch and to stop the search
 * @returns every shape of the frontier in `search.points`, groups of near-equal ones in `search.groups`, those that stand
 * for groups in full in `frontier`, what was searched, and the recommendations of `suggest`
 * @throws {@link UserError} for what cannot be read, for a grid of more than 1e11 shapes, and as `suggest` does
 * @example
 * ```js
 * const vary = { scored: true, DM: [384, 512], FF: 2048, NH: 8 };
 * const { search: found, searched } = search({ flops: '9T' }, { vary });
 * searched.shapes; // 23064
 * found.points.every(({ tflops }) => tflops <= 9); // true
 * found.points.length > 100; // true
 * ```
 */
export function search(budget: Limits, options: SearchOptions = {}): WideSuggestion {
  const limits = readLimits('budget', budget);
  const { flags, own } = readOptions(options, SETTING_KEYS, ['vary', 'frontier', 'onProgress', 'shouldStop']);
  const grid = {
    ...('vary' in own ? { vary: readVaried(own['vary']) } : {}),
    ...('frontier' in own ? { frontier: listText('frontier', own['frontier']) } : {}),
  };
  const request = readWideRequest(grid, limits, readSetting(flags));
  const onProgress = checkFunction('onProgress', own['onProgress']);
  const shouldStop = checkFunction('shouldStop', own['shouldStop']);
  return frozenCopy(answerWide(request, runParts(request.task, onProgress, shouldStop)).answer);
}

/** Goes through the parts of a search in order, until it is stopped. */
function runParts(
  task: SearchTask,
  onProgress: (progress: SearchProgress) => unknown,
  shouldStop: () => unknown,
): SearchEnd {
  const parts = partsOf(task);
  const running = startSearch(task);
  let partsDone = 0;
  while (partsDone < parts && !shouldStop()) {
    running.run(partsDone);
    partsDone += 1;
    onProgress({ parts, partsDone });
  }
  return { found: running.found(), parts, partsDone };
}

/** The function that is given, or one that does nothing. */
function checkFunction(name: string, given: unknown): (argument?: unknown) => unknown {
  if (given === undefined) return () => undefined;
  if (typeof given === 'function') return given as (argument?: unknown) => unknown;
  throw new UserError('option-kind', { name, expected: 'a function', found: kindOf(given) });
}

/** What is varied, as `--vary` says it. */
function readVaried(vary: unknown): string[] {
  if (typeof vary === 'string' || Array.isArray(vary)) return checkTexts('vary', vary);
  const { scored, ...knobs } = checkKeys('vary', vary, [...VARIED_KNOBS, 'scored']);
  if (scored !== undefined && typeof scored !== 'boolean') {
    throw new UserError('option-kind', { name: 'scored', expected: 'true or false', found: kindOf(scored) });
  }
  const texts = Object.entries(knobs).map(([knob, values]) => `${knob}=${valuesText(knob, values)}`);
  return scored ? ['scored', ...texts] : texts;
}

function valuesText(knob: string, values: unknown): string {
  return Array.isArray(values)
    ? checkItems(knob, values)
        .map((value) => amountText(knob, value))
        .join(',')
    : amountText(knob, values);
}
