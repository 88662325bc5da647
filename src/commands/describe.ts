import { estimateStep } from '../estimate/model';
import { layOutStep } from '../estimate/parallelism';
import { describeModel } from '../report/describe';
import { censusLines, explainStep } from '../report/why';
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
  const setting = readSetting(flags);
  const steps = readModels(names, flags.base).map((shape) => layOutStep(shape, setting));
  const models = steps.map((step) => estimateStep(step, setting));
  const payload = {
    models: flags.why
      ? models.map((model, i) => ({ ...model, census: censusLines(steps[i] as never) }))
      : models,
  };
  const draw = () =>
    steps
      .map((step, i) => {
        const text = describeModel(models[i] as never, setting.workload, context.canvas);
        return flags.why ? `${text}\n\n${explainStep(step, context.canvas)}` : text;
      })
      .join('\n\n\n');
  return respond(
    { command: 'describe', workload: setting.workload, payload, draw, models },
    flags,
    started,
    context,
  );
}
