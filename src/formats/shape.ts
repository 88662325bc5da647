import type { ModelShape } from '../model/shape';
import { SHAPE_FIELDS, VISION_FIELDS } from './json/ownKeys';

/** A shape with its fields in the order of ModelShape: the same model is printed with the same bytes, whatever its format. */
export function orderedShape(shape: ModelShape): ModelShape {
  const { vision } = shape;
  const ordered = inOrder(shape, Object.keys(SHAPE_FIELDS) as (keyof ModelShape)[]);
  return vision === undefined ? ordered : { ...ordered, vision: inOrder(vision, VISION_FIELDS) };
}

function inOrder<Fields>(fields: Fields, names: readonly (keyof Fields)[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as unknown as Fields;
}
