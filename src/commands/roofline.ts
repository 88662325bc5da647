import { estimateStep } from '../estimate/model';
import { layOutStep } from '../estimate/parallelism';
import { groupRoofline } from '../estimate/roofline';
import { UserError } from '../problems/problem';
import { drawRooflines, type NamedRoofline } from '../report/roofline';
import { exhibitRooflines } from '../report/rooflineExhibit';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import { readModels } from './targets';

/** `roofline NAME...`: where the time of a step goes, group by group of einsums, and what binds each. */
export async function roofline(
  names: readonly string[],
  flags: CommonFlags & PictureFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  if (names.length === 0) {
    throw new UserError('no-models', { command: 'roofline', example: 'scaleplan roofline BASE' });
  }
  const targets = await readModels(names, flags, context.files);
  const estimated = targets.map((target) => {
    const { shape, run, fileName, notes } = target;
    const { setting, step } = withPlaceOf(target, flags, () => {
      const read = readSetting(flags, run);
      return { setting: read, step: layOutStep(shape, read) };
    });
    const model = estimateStep(step, setting, fileName, notes);
    return { model, found: groupRoofline(step, setting.calibration) };
  });
  const rooflines = estimated.map(({ model, found }): NamedRoofline => {
    const { stepsPerSecond, basis, calibration, calibrationIsBuiltIn } = model.throughput;
    const speed = { stepsPerSecond, basis, calibration, calibrationIsBuiltIn };
    return { name: model.name, slice: model.slice, ...found, ...speed };
  });
  const models = estimated.map(({ model }) => model);
  const { workload } = models[0] as (typeof models)[number];
  const answer = {
    command: 'roofline',
    workload,
    payload: { rooflines },
    draw: () => drawRooflines(rooflines, context.canvas),
    models,
    exhibit: () => exhibitRooflines(rooflines),
  };
  return deliver(answer, flags, started, context);
}
