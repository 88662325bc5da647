/** Where something stands in a file's text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  /** By key, so that `__proto__` and `constructor` are keys like any other. */
  readonly members: ReadonlyMap<string, JsonMember>;
}

interface JsonArray extends Span {
  readonly kind: 'array';
  readonly elements: readonly JsonValue[];
}

interface JsonScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A value of a JSON file that knows where it is written. */
export type JsonValue = JsonObject | JsonArray | JsonScalar;

/** A key with its value; the span goes from the key to the end of the value. */
export interface JsonMember extends Span {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonValue;
}
