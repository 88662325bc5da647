/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const INDENT = '  ';

/** `lineWidth` of biome.json. */
const LINE_WIDTH = 110;

/** JSON text as biome formats it: an object's keys a line each, an array of scalars on one line where it fits. */
export function formatJson(value: Json): string {
  return format(value, '', 0);
}

/** @param taken columns of the line that stand before and after the value */
function format(value: Json, indent: string, taken: number): string {
  if (Array.isArray(value)) return formatArray(value, indent, taken);
  if (typeof value === 'number') return String(value).replace('e+', 'e');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const inner = indent + INDENT;
  const lines = entries.map(([key, item], i) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + format(item, inner, start.length + commaAfter(i, entries).length);
  });
  return enclose('{', lines, indent, '}');
}

function formatArray(items: readonly Json[], indent: string, taken: number): string {
  const inner = indent + INDENT;
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    const line = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (taken + line.length <= LINE_WIDTH) return line;
  }
  const lines = items.map(
    (item, i) => inner + format(item, inner, inner.length + commaAfter(i, items).length),
  );
  return enclose('[', lines, indent, ']');
}

function commaAfter(index: number, items: readonly unknown[]): ',' | '' {
  return index < items.length - 1 ? ',' : '';
}

function enclose(open: string, lines: readonly string[], indent: string, close: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
