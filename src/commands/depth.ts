import { PAPER_WORKLOAD } from '../census/workload';
import { studyDepth } from '../evidence/depth';
import { SIZE_NAMES } from '../model/sizes';
import { formatName } from '../names/format';
import { drawDepth } from '../report/depth';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { readModels } from './targets';

/** `depth [NAME...]`: Levine et al.'s depth-width optimum beside the paper's limit, of the sizes unless told. */
export async function depth(
  names: readonly string[],
  flags: CommonFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const targets = await readModels(names.length > 0 ? names : SIZE_NAMES, flags, context.files);
  const named = targets.map(({ shape, fileName, label }) => ({
    name: formatName(shape) ?? fileName ?? label,
    shape,
  }));
  const study = studyDepth(named);
  return respond(
    {
      command: 'depth',
      workload: PAPER_WORKLOAD,
      payload: study,
      draw: () => drawDepth(study, context.canvas),
      models: [],
    },
    flags,
    started,
    context,
  );
}
