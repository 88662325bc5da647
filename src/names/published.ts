import type { SizeName } from '../model/sizes';
import type { Span } from './tokens';

/** Where a name stands in the text, and how the place that it was published in wants it read. */
interface Publication extends Span {
  /** Behind `t5-efficient-`, whole thousands are rounded names for multiples of 1024. */
  readonly roundsThousands: boolean;
  /** A run's folder without a size is a run of the base size. Null: as the caller says. */
  readonly base: SizeName | null;
}

// Every repeated class is disjoint from what follows it, so that these patterns take linear time.
const PREFIX =
  /^[ _-]*(?:(?<checkpoint>T5[ _-]*EFFICIENT(?![A-Z]))|(?<folder>BI[ _-]?V1(?![A-Z\d]))|T5(?!\d))[ _-]*/i;
const RUN_DATE = /^LAW(?:(?:[ _-]+\d\d){4})?[ _-]*$/i;

/**
 * Reads what surrounds a published name: `t5-efficient-` and `t5-`, the `bi_v1_` of the runs' bucket folders with
 * `_law_` and the date of the run, and before any of them the path of a repository, a bucket or an address.
 */
export function readPublication(text: string): Publication {
  const end = withoutSlashes(text);
  const segment = text.lastIndexOf('/', end - 1) + 1;
  const prefix = PREFIX.exec(text.slice(segment, end));
  if (prefix === null) return { start: 0, end: text.length, roundsThousands: false, base: null };
  const start = segment + prefix[0].length;
  if (prefix.groups?.['folder'] === undefined) {
    return { start, end, roundsThousands: prefix.groups?.['checkpoint'] !== undefined, base: null };
  }
  return { start, end: withoutRunDate(text, start, end), roundsThousands: false, base: 'BASE' };
}

function withoutSlashes(text: string): number {
  let end = text.length;
  while (text.charAt(end - 1) === '/') end--;
  return end;
}

function withoutRunDate(text: string, start: number, end: number): number {
  const law = text.slice(start, end).toLowerCase().lastIndexOf('law');
  if (law === -1) return end;
  const separated = ' _-'.includes(text.charAt(start + law - 1));
  return separated && RUN_DATE.test(text.slice(start + law, end)) ? start + law : end;
}
