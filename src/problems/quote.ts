const LONGEST = 60;

/** The user's text as it may be shown on a terminal: quoted, shortened, control characters escaped. */
export function quote(text: string): string {
  return `'${printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text)}'`;
}

/** Text without characters that a terminal would act on: controls, bidirectional overrides and line separators become `\u{..}`. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}
