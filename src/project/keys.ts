import type { z } from 'zod/mini';
import { projectConfig } from '../schema/projectConfig';
import type { Path } from './issues';

/** The parts of a schema's definition that lead to its inner schemas. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
}

/** The keys that the object at a path of the configuration may have. */
export function keysAt(path: Path): string[] {
  return keysIn(projectConfig, path);
}

/** The keys that the object at a path of what a schema describes may have. */
export function keysIn(schema: z.core.$ZodType, path: Path): string[] {
  const found = path.reduce<readonly z.core.$ZodType[]>(
    (schemas, step) => schemas.flatMap((inner) => stepInto(inner, step)),
    [schema],
  );
  return found.flatMap(unwrap).flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {}));
}

function stepInto(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  return unwrap(schema).flatMap((inner) => {
    const { shape, element } = definitionOf(inner);
    if (typeof step === 'number') return element ? [element] : [];
    const next = shape && Object.hasOwn(shape, step) ? shape[step] : undefined;
    return next ? [next] : [];
  });
}

/** The schemas that a value may have to satisfy, without `optional` and unions around them. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType, options } = definitionOf(schema);
  if (innerType) return unwrap(innerType);
  return options ? options.flatMap(unwrap) : [schema];
}

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
