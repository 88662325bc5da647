import { PAPER_WORKLOAD } from '../census/workload';
import { UserError } from '../problems/problem';
import { drawFit } from '../report/fit';
import { exhibitFits } from '../report/fitExhibit';
import { fitPublished, fitTable, readLevel } from '../request/fit';
import type { CommonFlags } from '../request/setting';
import type { FitColumns } from '../study/fitData';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';

interface FitFlags extends CommonFlags, PictureFlags, FitColumns {
  readonly published?: boolean;
  readonly level?: string;
}

/** `fit FILE`: a power law through the user's points; `fit --published`: through the paper's own. */
export async function fit(words: readonly string[], flags: FitFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const level = readLevel(flags.level);
  const answer = flags.published
    ? await answerPublished(words, flags, level, context)
    : answerTable(words, flags, level, context);
  const { exhibit, ...rest } = answer;
  const common = { command: 'fit', workload: PAPER_WORKLOAD, models: [] };
  return deliver({ ...common, ...rest, exhibit }, flags, started, context);
}

function answerTable(words: readonly string[], flags: FitFlags, level: number, { canvas, files }: Context) {
  const [path, ...others] = words;
  if (path === undefined) throw new UserError('fit-no-points', {});
  if (others.length > 0) throw new UserError('fit-one-table', { length: words.length });
  const found = fitTable(files.read(path), flags, level);
  const { x, y } = found;
  const title = `${y.column} against ${x.column}`;
  return {
    payload: found,
    draw: () => drawFit(found, canvas),
    exhibit: () => exhibitFits(title, [{ name: title, fit: found }], []),
  };
}

async function answerPublished(
  words: readonly string[],
  flags: FitFlags,
  level: number,
  { canvas }: Context,
) {
  const isAlone = [flags.x, flags.y, flags.shape, flags.accuracy].every((flag) => flag === undefined);
  if (words.length > 0 || !isAlone) throw new UserError('fit-published-alone', {});
  const { drawPublishedFits } = await import('../report/fitPublished');
  const payload = fitPublished(level);
  const { fits } = payload;
  const source =
    'Table 4 and NL12-XXL of Table 3 (Scale Efficiently, arXiv 2109.10686); parameters computed.';
  return {
    payload,
    draw: () => drawPublishedFits(fits, canvas),
    exhibit: () => {
      const titled = fits.map((one) => ({ name: one.name, fit: one }));
      return exhibitFits("The paper's errors against parameters", titled, [source]);
    },
  };
}
