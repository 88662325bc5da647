/** Breaks text into lines of at most `width` characters at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Text wrapped into a paragraph with a hanging indent: the first line starts with `lead`, the others below its end. */
export function paragraph(lead: string, text: string, width: number): string {
  const lines = wrap(text, Math.max(20, width - lead.length));
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(lead.length)) + line).join('\n');
}
