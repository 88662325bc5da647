/**
 * A copy that nobody can change, of plain data: what is handed out shares nothing with what scaleplan goes by, nor with what
 * it was given. Keys without a value are left out, as in JSON.
 */
export function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as Value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([key, field]) => [key, frozenCopy(field)]))) as Value;
}
