import type { ModelShape } from '../model/shape';
import { SHAPE_FIELDS } from './json/ownKeys';

/** A shape with its fields in the order of ModelShape: the same model is printed with the same bytes, whatever its format. */
export function orderedShape(shape: ModelShape): ModelShape {
  const names = Object.keys(SHAPE_FIELDS) as (keyof ModelShape)[];
  return Object.fromEntries(names.map((name) => [name, shape[name]])) as unknown as ModelShape;
}
