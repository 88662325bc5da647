/** Writes an element, each line after an indent. */
export type XmlElement = (indent: string) => string;

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
};

/** An element with attributes around text or other elements. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly XmlElement[],
): XmlElement {
  return (indent) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
    const open = `${indent}<${name}${written.join('')}`;
    if (content.length === 0) return `${open}/>`;
    if (typeof content === 'string') return `${open}>${escapeText(content)}</${name}>`;
    const inner = content.map((child) => child(`${indent}  `)).join('\n');
    return `${open}>\n${inner}\n${indent}</${name}>`;
  };
}

function escapeAttribute(text: string): string {
  return allowed(text).replace(/[&<>"'\n]/g, (character) => REFERENCES[character] as string);
}

function escapeText(text: string): string {
  return allowed(text).replace(/[&<>]/g, (character) => REFERENCES[character] as string);
}

/** Characters that XML 1.0 has no way to say are written out. */
function allowed(text: string): string {
  return text.replace(
    /[^\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}
