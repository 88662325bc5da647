import { type Interval, meet } from '../../units/interval';
import { roundingInterval, roundsLooselyTo, roundsTo, writeFinerThan } from '../../units/printed';

/**
 * Whether a claim holds: the value as computed prints as the printed figure (`holds`), or meets it only through the
 * rounding and the tolerance of what it is computed from, or something that the tables do not list could (`possible`), or
 * cannot meet it (`does not hold`). Best first.
 */
export const VERDICTS = ['holds', 'possible', 'does not hold'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One way to compute what a claim says: the value, and the interval that it can lie in. */
export interface Reading {
  /** What is computed, or from what; empty where there is only one way. */
  readonly reading: string;
  readonly value: number;
  readonly interval: Interval;
}

/** A reading with its own verdict. */
export interface JudgedReading {
  readonly reading: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly verdict: Verdict;
}

/** A claim of the paper beside what it comes to. */
export interface Claim {
  /** Where it stands, unique and readable. */
  readonly where: string;
  /** The figure or the words, as printed. */
  readonly printed: string;
  /** The computed value, with a digit more than printed, or what was found in words. */
  readonly computed: string;
  readonly verdict: Verdict;
  readonly explanation: string | null;
  /** What the computed value can be within rounding and tolerance, where that shows in its digits. */
  readonly range: string | null;
  /** The table or the section that it belongs to. */
  readonly group: string;
  /** Every way in which it was computed, the one of `computed` among them; none where words are compared. */
  readonly readings: readonly JudgedReading[];
}

/** Where a claim stands, what it prints, and what is known of it. */
export interface Statement {
  readonly group: string;
  /** Where in the group. */
  readonly subject: string;
  readonly printed: string;
  readonly note: string | null;
}

/** A claim in figures: the best of its readings decides. */
export function claimOfFigure(statement: Statement, readings: readonly Reading[]): Claim {
  const { printed } = statement;
  const judged = readings.map((reading) => judge(reading, verdictOn(printed, reading)));
  return claimOf(statement, judged, {
    write: (value) => writeFinerThan(printed, value),
    remark: (value) => (roundsTo(value, printed) ? '' : 'rounded loosely'),
  });
}

/** A claim in words: what they stand for is an interval, and values are written as `write` does. */
export function claimOfWords(
  statement: Statement,
  stated: Interval,
  readings: readonly Reading[],
  write: (value: number) => string,
): Claim {
  const judged = readings.map((reading) => {
    const holds = meet(stated, { least: reading.value, most: reading.value });
    return judge(reading, holds ? 'holds' : meet(stated, reading.interval) ? 'possible' : 'does not hold');
  });
  return { ...claimOf(statement, judged, { write, remark: () => '' }), range: null };
}

/** A claim that is found true or not, without a figure. */
export function claimFound(statement: Statement, computed: string, holds: boolean): Claim {
  const verdict = holds ? 'holds' : 'does not hold';
  const { group, printed, note } = statement;
  return {
    where: whereOf(statement),
    printed,
    computed,
    verdict,
    explanation: note,
    range: null,
    group,
    readings: [],
  };
}

/** Why a claim that no listed model fulfils is left open where its sentence names none. */
const NAMES_NO_MODEL = 'the sentence names no model, and one that the tables do not list could fulfil it';

/** A claim that what is listed does not fulfil, but that something else could: possible, and its explanation says why. */
export function leftOpen(claim: Claim, reason: string = NAMES_NO_MODEL): Claim {
  if (claim.verdict !== 'does not hold') return claim;
  const explanation = [reason, claim.explanation].filter(Boolean).join('; ');
  return { ...claim, verdict: 'possible', explanation };
}

/** Whether a reading comes out as a printed figure. */
export function verdictOn(printed: string, { value, interval }: Reading): Verdict {
  if (roundsTo(value, printed) || roundsLooselyTo(value, printed)) return 'holds';
  return meet(roundingInterval(printed), interval) ? 'possible' : 'does not hold';
}

function judge({ reading, value, interval }: Reading, verdict: Verdict): JudgedReading {
  return { reading, value, ...interval, verdict };
}

function whereOf({ group, subject }: Statement): string {
  return `${group}, ${subject}`;
}

/** How a claim writes its values, and what it says of one that holds. */
interface Wording {
  readonly write: (value: number) => string;
  readonly remark: (value: number) => string;
}

function claimOf(statement: Statement, judged: readonly JudgedReading[], wording: Wording): Claim {
  const best = judged.reduce((a, b) => (VERDICTS.indexOf(b.verdict) < VERDICTS.indexOf(a.verdict) ? b : a));
  return {
    where: whereOf(statement),
    printed: statement.printed,
    computed: wording.write(best.value),
    verdict: best.verdict,
    explanation: explain(statement, judged, best, wording),
    range: tellRange(best, wording.write),
    group: statement.group,
    readings: judged,
  };
}

/** What is known of a claim, why it may round to what is printed, and what its other readings come to. */
function explain(
  { note }: Statement,
  judged: readonly JudgedReading[],
  best: JudgedReading,
  { write, remark }: Wording,
): string | null {
  const reasons: Readonly<Record<Verdict, readonly string[]>> = {
    holds: [best.reading, remark(best.value), note ?? ''],
    possible: [best.reading, note ?? ''],
    'does not hold': [note ?? '', otherReadings(judged, best, write)],
  };
  return reasons[best.verdict].filter(Boolean).join('; ') || null;
}

function tellRange({ least, most }: JudgedReading, write: (value: number) => string): string | null {
  const [low, high] = [write(least), write(most)];
  return low === high ? null : `${low} to ${high}`;
}

/** What the readings come to that did not decide, those of the same kind together. */
function otherReadings(
  judged: readonly JudgedReading[],
  best: JudgedReading,
  write: (value: number) => string,
): string {
  const others = judged.filter((other) => other !== best && write(other.value) !== write(best.value));
  const kinds = [...new Set(others.map(({ reading }) => reading))];
  return kinds
    .map((kind) => {
      const values = others.filter(({ reading }) => reading === kind).map(({ value }) => value);
      const ends = [...new Set([Math.min(...values), Math.max(...values)].map(write))];
      return `${ends.join(' to ')} ${kind}`;
    })
    .join(', ');
}
