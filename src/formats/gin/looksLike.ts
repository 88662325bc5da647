const LINE =
  /^(?:(?:import|from)[ \t]+[A-Za-z_]|include[ \t]*['"]|[A-Za-z_][\w./-]*[ \t]*(?:=(?!=)|:[ \t]*(?:#.*)?$))/;

/** Whether the first line of a text that is not blank or a comment is one of gin's. */
export function looksLikeGin(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/^\uFEFF/, '');
    const content = line.slice(0, 400).trim();
    if (content !== '' && !content.startsWith('#')) return LINE.test(content);
    if (end < 0) return false;
    at = end + 1;
  }
  return false;
}
