import { UserError } from '../problems/problem';
import { drawRooflines } from '../report/roofline';
import { exhibitRooflines } from '../report/rooflineExhibit';
import { rooflineOf } from '../request/roofline';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
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
  const estimated = targets.map((target) => rooflineOf(target, flags));
  const rooflines = estimated.map((one) => one.roofline);
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
