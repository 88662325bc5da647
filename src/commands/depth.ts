import { PAPER_WORKLOAD } from '../census/workload';
import { studyDepth } from '../evidence/depth';
import { SIZES } from '../model/sizes';
import { formatName } from '../names/format';
import { drawDepth } from '../report/depth';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import type { FamilyFlags } from './families';
import type { CommonFlags } from './setting';
import { readTargetOptions, readTargets } from './targets';

/** `depth [NAME...]`: Levine et al.'s depth-width optimum beside the paper's limit, of the sizes unless told. */
export async function depth(
  names: readonly string[],
  flags: CommonFlags & FamilyFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const targets = await readTargets(names, readTargetOptions(flags), context.files);
  const named = targets.map(({ shape, fileName, label }) => ({
    name: formatName(shape) ?? fileName ?? label,
    shape,
  }));
  const study = studyDepth(named.length > 0 ? named : SIZES);
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
