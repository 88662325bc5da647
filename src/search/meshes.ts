import type { Setting } from '../estimate/setting';
import { layOut } from '../machine/mesh';
import { sizeNamed } from '../model/sizes';
import { UserError } from '../problems/problem';

/**
 * Which of some model parallelisms can be laid out in a setting, whatever the shape.
 * @throws UserError where none can, the first one's problem
 */
export function possibleMeshes(
  modelParallelisms: readonly number[],
  { workload, slice }: Setting,
): readonly boolean[] {
  let problem: unknown = null;
  const possible = modelParallelisms.map((modelParallelism) => {
    const shape = { ...sizeNamed('BASE').shape, numHeads: modelParallelism, dFf: modelParallelism };
    try {
      layOut(shape, workload, slice, modelParallelism);
      return true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problem ??= error;
      return false;
    }
  });
  if (!possible.includes(true)) throw problem;
  return possible;
}
