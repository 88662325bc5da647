/** An XML element as it was read. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const TAG = /^<(\/?)([a-z-]+)((?:\s[a-z]+="[^"<]*")*)(\/?)>$/;
const NOT_ALLOWED = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d+);/g;
const VALUES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the XML that the renderer may write: elements, attributes, text, references; throws where it is not well formed. */
export function readXml(xml: string): Node {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(head)) throw new Error('no XML declaration');
  if (NOT_ALLOWED.test(xml)) throw new Error('a character that XML 1.0 does not allow');
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  // Text and tags by turns: a `<` stands nowhere but where a tag begins.
  for (const piece of xml.slice(head.length).split(/(<[^>]*>)/)) {
    if (piece.startsWith('<')) readTag(piece, open);
    else (open.at(-1) as Node).text += readText(piece);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0] as Node;
}

/** Opens an element in the last one that is open, or closes that. */
function readTag(tag: string, open: Node[]): void {
  const [, closes, name, attributes, isEmpty] = TAG.exec(tag) ?? [];
  if (name === undefined) throw new Error(`no tag: ${tag}`);
  if (closes) {
    if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    return;
  }
  const node: Node = { name, attributes: readAttributes(attributes ?? ''), children: [], text: '' };
  (open.at(-1) as Node).children.push(node);
  if (!isEmpty) open.push(node);
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/\s([a-z]+)="([^"]*)"/g)].map(
    ([, key, value]) => [key as string, readText(value as string)] as const,
  );
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error('an attribute twice');
  return Object.fromEntries(pairs);
}

function readText(text: string): string {
  if (text.replace(REFERENCE, '').includes('&')) throw new Error(`a bare & in ${text}`);
  if (/[<]|\]\]>/.test(text)) throw new Error(`not allowed in text: ${text}`);
  return text.replace(REFERENCE, (reference) => {
    const name = reference.slice(1, -1);
    return VALUES[name] ?? String.fromCodePoint(Number(name.slice(1)));
  });
}

/** An element and all that stand in it. */
export function all(node: Node): Node[] {
  return [node, ...node.children.flatMap(all)];
}
