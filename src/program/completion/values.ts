import type { Completion } from '../../names/complete';
import type { Verb } from '../verb';

/** Completions, and whether files are offered beside them or in their place. */
export interface Source {
  readonly completions: readonly Completion[];
  readonly files: boolean;
}

/** Where the values of a flag come from; `before` are the words before it. Loaded when asked for. */
type Values = (typed: string, before: readonly string[]) => Promise<Source>;

const FILES: Source = { completions: [], files: true };

/** For what only the user knows: numbers of budgets and runs. */
const FREE: Values = async () => ({ completions: [], files: false });

const files: Values = async () => FILES;

/** The values of the flags that take one. A flag with different values in different commands has its command before it. */
export const FLAG_VALUES: Readonly<Record<string, Values>> = {
  '--machine': async () =>
    words((await import('../../machine/machine')).MACHINES, ({ name, title }) => [name, title]),
  '--machine-file': files,
  '--calibration': files,
  '--chips': async (_, before) => chipsAfter(before),
  '--model-parallelism': async () => {
    const { MODEL_PARALLELISMS } = await import('../../machine/mesh');
    return listed(['default', 'auto', ...MODEL_PARALLELISMS.map(String)]);
  },
  '--base': async () => words((await import('../../model/sizes')).SIZE_NAMES, (size) => [size, '']),
  '--around': async (typed) => names(typed),
  '--family': async () =>
    listed((await import('../../model/family')).FAMILIES.filter((family) => family !== 'vit')),
  '--frontier': async (typed) => list(typed, (await import('../../plan/metrics')).METRIC_NAMES),
  '--knobs': async (typed) => list(typed, (await import('../../model/operators')).OPERATOR_CODES),
  '--fail-on': async () => {
    const { CONDITION_METRICS } = await import('../../plan/failOn');
    return {
      completions: CONDITION_METRICS.map((text) => ({ text, about: '', goesOn: true })),
      files: false,
    };
  },
  '--format': async () => listed((await import('../../formats/config')).FORMAT_NAMES),
  '--input-format': async () => listed((await import('../../formats/config')).FORMAT_NAMES),
  'check --format': async () => {
    const { CHECK_FORMATS } = await import('../../report/check/formats');
    return listed(Object.keys(CHECK_FORMATS));
  },
  '--to': async () => listed((await import('../../commands/pictureFormat')).PICTURE_FORMATS),
  'export --to': async () => listed((await import('../../formats/write/limits')).EXPORT_FORMATS),
  '--explain': async () => listed((await import('../../rules/registry')).RULE_IDS),
  '--x': async () => listed(['params', 'flops', 'tflops']),
  '--search': async () => listed(['sizes', 'wide']),
  '--vary': async () => {
    const { VARIED_KNOBS } = await import('../../search/gridText');
    return {
      completions: VARIED_KNOBS.map((knob) => ({ text: `${knob}=`, about: '', goesOn: true })),
      files: false,
    };
  },
  '--output': files,
  '--config': files,
  '--path-prefix': files,
  '--baseline': async (typed) => ({ ...(await names(typed)), files: true }),
  ...free(
    ['--sequences', '--encoder-length', '--decoder-length', '--steps'],
    ['--budget-flops', '--budget-params', '--min-steps-per-second', '--budget-train-flops'],
    ['--budget-hours', '--budget-usd', '--budget-memory'],
    ['--increase-flops', '--increase-params', '--increase-train-flops', '--increase-steps-per-second'],
    ['--increase-memory', '--increase-hours', '--increase-usd'],
    ['--patch-size', '--image-size', '--classes', '--y', '--shape', '--level', '--jobs'],
  ),
};

/** The values that a flag of a command can take. */
export async function completeFlag(
  { name }: Verb,
  flag: string,
  typed: string,
  before: readonly string[],
): Promise<Source> {
  const values = FLAG_VALUES[`${name} ${flag}`] ?? FLAG_VALUES[flag] ?? FREE;
  return values(typed, before);
}

/** The words that a command takes: names and files, files alone, or the shells. */
export async function completeWords(verb: Verb, typed: string, before: readonly string[]): Promise<Source> {
  switch (verb.words?.[0]) {
    case undefined:
      return { completions: [], files: false };
    case '[shell]': {
      const { SHELLS } = await import('./scripts');
      const isFirst = before.every((word) => word.startsWith('-'));
      return listed(isFirst ? SHELLS : []);
    }
    case '[files...]':
      return FILES;
    default:
      return names(typed);
  }
}

async function names(typed: string): Promise<Source> {
  const { completeName } = await import('../../names/complete');
  return { completions: completeName(typed), files: true };
}

async function chipsAfter(before: readonly string[]): Promise<Source> {
  const { MACHINES, PAPER_MACHINE, isSameName } = await import('../../machine/machine');
  const flag = before.findLastIndex((word) => word.split('=')[0] === '--machine');
  const name = before[flag]?.split('=')[1] ?? (flag === -1 ? PAPER_MACHINE.name : (before[flag + 1] ?? ''));
  const machine = MACHINES.find((candidate) => isSameName(candidate.name, name));
  return listed((machine?.slices ?? []).map(String));
}

/** A list with commas: the ones that it does not hold yet, behind its last comma. */
function list(typed: string, known: readonly string[]): Source {
  const start = typed.lastIndexOf(',') + 1;
  const given = typed.slice(0, start).toLowerCase().split(',');
  const left = known.filter((one) => !given.includes(one.toLowerCase()));
  return listed(left.map((one) => typed.slice(0, start) + one));
}

function listed(texts: readonly string[]): Source {
  return words(texts, (text) => [text, '']);
}

function words<Item>(items: readonly Item[], tell: (item: Item) => readonly [string, string]): Source {
  const completions = items.map((item) => {
    const [text, about] = tell(item);
    return { text, about, goesOn: false };
  });
  return { completions, files: false };
}

function free(...flags: readonly (readonly string[])[]): Record<string, Values> {
  return Object.fromEntries(flags.flat().map((flag) => [flag, FREE]));
}
