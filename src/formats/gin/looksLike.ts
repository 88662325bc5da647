const LINE =
  /^(?:(?:import|from)[ \t]+[A-Za-z_]|include[ \t]*['"]|[A-Za-z_][\w./-]*[ \t]*(?:=(?!=)|:[ \t]*(?:#.*)?$))/;

/** Whether the first line of a text that is not blank or a comment is one of gin's. */
export function looksLikeGin(text: string): boolean {
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const content = line
      .replace(/^\uFEFF/, '')
      .slice(0, LONGEST_LINE)
      .trim();
    if (content !== '' && !content.startsWith('#')) return LINE.test(content);
  }
  return false;
}

/** Whether a text includes files as gin does. */
export function hasIncludes(text: string): boolean {
  return /^\uFEFF?include[ \t]*['"]/m.test(text);
}

/** As far as a line is looked at. */
const LONGEST_LINE = 400;
