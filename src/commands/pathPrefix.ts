import type { Files } from '../files/files';
import type { CheckReport } from '../rules/finding';

const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/])/;

/** A report as it reads from a folder above the working folder: every path of a file starts with the prefix. */
export function withPathPrefix(
  { targets, removed = [], summary }: CheckReport,
  prefix: string | undefined,
  files: Files,
): CheckReport {
  if (prefix === undefined) return { targets, removed, summary };
  const seen = (path: string) => seenFrom(prefix, path, files);
  return {
    summary,
    removed: removed.map(seen),
    targets: targets.map(({ target, isFile, findings, ...rest }) => ({
      ...rest,
      isFile,
      target: isFile ? seen(target) : target,
      findings: findings.map(({ place, ...finding }) => ({
        ...finding,
        target: isFile ? seen(finding.target) : finding.target,
        place: place?.file === undefined ? place : { ...place, file: seen(place.file) },
      })),
    })),
  };
}

/** Standard input and paths outside the working folder, written in full, stay as they are. */
function seenFrom(prefix: string, path: string, files: Files): string {
  if (path === '-') return path;
  if (!ABSOLUTE.test(path)) return files.within(prefix, path);
  const inside = files.relativeTo('.', path);
  return inside.startsWith('../') || ABSOLUTE.test(inside) ? path : files.within(prefix, inside);
}
