import type { CheckedTarget, Finding } from '../../rules/finding';

/** Where a finding points: a file with forward slashes, and lines and columns from 1. */
interface Location {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** The column behind the last character. */
  readonly endColumn: number | null;
}

/** What the places of standard input call it, whatever folder a path prefix puts it into. */
const STANDARD_INPUT = /(?:^|\/)standard input$/;

/** The file and line of a finding; null for a name, and for standard input, which no viewer can open. */
export function locate(finding: Finding, { target, isFile }: CheckedTarget, root = ''): Location | null {
  const { place } = finding;
  const file = place?.file ?? (isFile ? target : '-');
  if (file === '-' || file === '' || (target === '-' && STANDARD_INPUT.test(file))) return null;
  const path = relativePath(file, root);
  if (place?.line === undefined) return { path, line: null, column: null, endColumn: null };
  const endColumn = Math.max(place.start + 1, place.end) + 1;
  return { path, line: place.line, column: place.start + 1, endColumn };
}

/** A path with forward slashes, relative to the root where it stands below it. */
export function relativePath(path: string, root: string): string {
  const forward = path.replaceAll('\\', '/');
  const folder = root.replaceAll('\\', '/').replace(/\/*$/, '/');
  const inside = root !== '' && forward.startsWith(folder) ? forward.slice(folder.length) : forward;
  return inside.replace(/^(\.\/+)+/, '');
}

/** A path as a URI reference: relative as it is, absolute with its scheme. */
export function uriOf(path: string): string {
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0] ?? '';
  const segments = path
    .slice(drive.length)
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/');
  const encoded = segments.map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
