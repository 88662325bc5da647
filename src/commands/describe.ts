import { explainStep } from '../estimate/explanation';
import { estimateStep } from '../estimate/model';
import { layOutStep } from '../estimate/parallelism';
import { UserError } from '../problems/problem';
import { describeModel } from '../report/describe';
import { drawExplanation } from '../report/why';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { readModels } from './models';
import { type CommonFlags, readSetting } from './setting';

export interface DescribeFlags extends CommonFlags {
  readonly why?: boolean;
}

/** `describe NAME...`: everything about each model; with `--why`, the census lines behind it. */
export function describe(names: readonly string[], flags: DescribeFlags, context: Context): Outcome {
  const started = context.now();
  if (names.length === 0) {
    throw new UserError('no-models', { command: 'describe', example: 'scaleplan describe NL24-SM' });
  }
  const setting = readSetting(flags);
  const { canvas } = context;
  const described = readModels(names, flags.base).map((shape) => {
    const step = layOutStep(shape, setting);
    return { model: estimateStep(step, setting), why: flags.why ? explainStep(step) : null };
  });
  const models = described.map(({ model, why }) => (why === null ? model : { ...model, why }));
  const draw = () =>
    described
      .map(({ model, why }) => {
        const text = describeModel(model, setting.workload, canvas);
        return why === null ? text : `${text}\n\n${drawExplanation(why, canvas)}`;
      })
      .join('\n\n\n');
  const answer = { command: 'describe', workload: setting.workload, payload: { models }, draw, models };
  return respond(answer, flags, started, context);
}
