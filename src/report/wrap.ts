/** A paragraph has this many characters beside its lead, or at least half of the width. */
const NARROWEST_BESIDE = 20;

/**
 * Breaks text into lines of at most `width` characters at spaces; a longer word stands alone.
 * @param first the characters of the first line, where it has fewer
 */
export function wrap(text: string, width: number, first = width): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = lines.length === 0 ? first : width;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/**
 * Text wrapped into a paragraph with a hanging indent: the first line starts with `lead`, the others below its end, or only
 * two spaces further in than the lead where the width leaves too little beside it.
 */
export function paragraph(lead: string, text: string, width: number): string {
  const words = text.split(' ');
  const longest = Math.max(...words.map(({ length }) => length));
  const beside = width - lead.length;
  const indent = lead.length - lead.trimStart().length + 2;
  const isNarrow = beside < Math.min(NARROWEST_BESIDE, width / 2);
  if (!isNarrow && (longest <= beside || longest > width - indent))
    return hang(lead, wrap(text, beside), lead.length);
  return (words[0] as string).length <= beside
    ? hang(lead, wrap(text, width - indent, beside), indent)
    : hang(lead.trimEnd(), ['', ...wrap(text, width - indent)], indent);
}

function hang(lead: string, lines: readonly string[], indent: number): string {
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(indent)) + line).join('\n');
}
