import * as z from 'zod';

/** A whole number of things, 0 or more; beyond 2^53 too, where `z.int()` stops. */
export function whole(description: string) {
  return z.number().nonnegative().refine(Number.isInteger).meta({ type: 'integer' }).describe(description);
}

/** A number that is 0 or more. */
export function amount(description: string) {
  return z.number().nonnegative().describe(description);
}

/** A number of either sign. */
export function signed(description: string) {
  return z.number().describe(description);
}

/** Words for people, or a name. */
export function text(description: string) {
  return z.string().describe(description);
}

/** True or false. */
export function flag(description: string) {
  return z.boolean().describe(description);
}

/** One field for each of these keys. */
export function fieldsFor<const Key extends string, Field>(
  keys: readonly Key[],
  field: (key: Key) => Field,
): Record<Key, Field> {
  return Object.fromEntries(keys.map((key) => [key, field(key)])) as Record<Key, Field>;
}
