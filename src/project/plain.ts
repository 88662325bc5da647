import type { JsonValue } from '../formats/json/tree';

/** A JSON tree as plain values: own properties only, `__proto__` among them. */
export function plain(value: JsonValue): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'array') return value.elements.map(plain);
  return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member.value)]));
}
