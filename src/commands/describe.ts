import { explainStep } from '../estimate/explanation';
import { estimateStep } from '../estimate/model';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { layOutTarget } from '../request/estimates';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { readModels } from './targets';

interface DescribeFlags extends CommonFlags {
  readonly why?: boolean;
  readonly scaling?: boolean;
}

/**
 * `describe NAME...`: everything about each model; with `--why`, the census lines behind it; with `--scaling`, how its step
 * grows over slices instead.
 */
export async function describe(
  names: readonly string[],
  flags: DescribeFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  if (names.length === 0) {
    throw new UserError('no-models', { command: 'describe', example: 'scaleplan describe NL24-SM' });
  }
  checkScaling(flags);
  const { canvas } = context;
  const targets = await readModels(names, flags, context.files);
  if (flags.scaling) {
    const { describeScaling } = await import('./scaling');
    return describeScaling(targets, flags, context, started);
  }
  const described = targets.map((target) => {
    const { setting, step } = layOutTarget(target, flags);
    const model = estimateStep(step, setting, target.fileName, target.notes);
    return {
      model,
      workload: model.workload,
      why: flags.why ? explainStep(step, setting.calibration) : null,
    };
  });
  const models = described.map(({ model, why }) => (why === null ? model : { ...model, why }));
  const draw = async () => {
    const { describeModel } = await import('../report/describe');
    const { drawExplanation } = await import('../report/why');
    return described
      .map(({ model, workload, why }) => {
        const text = describeModel(model, workload, canvas);
        return why === null ? text : `${text}\n\n${drawExplanation(why, canvas)}`;
      })
      .join('\n\n\n');
  };
  const { workload } = described[0] as (typeof described)[number];
  const answer = { command: 'describe', workload, payload: { models }, draw, models };
  return respond(answer, flags, started, context);
}

function checkScaling({ chips, scaling, why }: DescribeFlags): void {
  if (scaling && why) throw new UserError('scaling-and-why', {});
  if (scaling || !chips?.includes('..')) return;
  throw new UserError('chips-range', { text: chips }, wholeOf(chips));
}
