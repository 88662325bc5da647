/*
 * How wide a text is, without a font to measure: generous widths in ems, those of DejaVu Sans, which is wider than
 * Arial, Helvetica, Segoe and Roboto. What keeps clear in it keeps clear in them.
 */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlI' .,:;/\\|]/, 0.34],
  [/[frtJ()[\]!`-]/, 0.42],
  [/[csz]/, 0.56],
  [/[abdeghknopquvxyL_?\d]/, 0.64],
  [/[A-CEFKPRSTVXYZ]/, 0.7],
  [/[mwMW%@]/, 0.99],
  [/[\u0020-\u02ff]/, 0.84],
];
const WIDEST = 1.1;

/** The room that a text takes in one line of a sans-serif face, in the unit of the font size. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) ems += WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? WIDEST;
  return ems * fontSize;
}

/** A text cut off, with an ellipsis, where it is wider than its room. */
export function fitText(text: string, fontSize: number, room: number): string {
  if (textWidth(text, fontSize) <= room) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, fontSize) > room) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A text as lines that fit their room, broken at spaces; a longer word is cut off. */
export function wrapText(text: string, fontSize: number, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= room) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, fontSize, room));
  }
  return lines;
}
