import type { CheckReport } from '../../rules/finding';
import { locate } from './location';
import { findingsOf, type TargetFinding } from './words';

/**
 * What tells findings apart from run to run, in their order: the rule, the file or name, and the text at the place, but
 * neither the line's number nor the figures, so that a finding stays the same where lines move. Equal ones are counted.
 */
export function fingerprints(report: CheckReport, root = ''): string[] {
  const seen = new Map<string, number>();
  return findingsOf(report).map((found) => {
    const hash = hashOf(identityOf(found, root));
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function identityOf({ finding, target }: TargetFinding, root: string): string {
  const { ruleId, place } = finding;
  const where = locate(finding, target, root)?.path ?? target.target;
  const marked = place === null ? '' : place.text.slice(place.start, place.end);
  return [ruleId, where, marked].join('\0');
}

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** FNV-1a of 64 bits over UTF-16 code units, as 16 hexadecimal digits. */
function hashOf(text: string): string {
  let hash = OFFSET_BASIS;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
