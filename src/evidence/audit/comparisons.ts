import { exactly, quotientOf, scaled } from '../../units/interval';
import { LOOSEST, printedValue, roundingInterval } from '../../units/printed';
import { printedFigure } from '../published';
import { type Claim, claimOfFigure, claimOfWords, leftOpen, type Reading, type Statement } from './claim';
import { computedReadings, type Row, rowOf } from './quantities';

/** How a percentage follows from the quotient of two quantities: quotient x factor + term. */
const FORMULAS = {
  /** What a model saves of another: 1 - quotient. */
  less: { factor: -1, term: 1 },
  /** What it needs of another. */
  share: { factor: 1, term: 0 },
  /** By how much it is more than another. */
  more: { factor: 1, term: -1 },
  /** How many times another it is. */
  times: { factor: 1, term: 0 },
} as const;

/** A claim on a quantity of a model against that of another. */
export interface ComparisonClaim {
  readonly kind: keyof typeof FORMULAS;
  readonly quantity: string;
  /** The model; several where the text says only that there is one. */
  readonly models: readonly string[];
  readonly against: string;
  /** The sentence names no model, so that one outside the tables could fulfil it. */
  readonly open?: boolean;
  /** What words such as "a third" say: numerator and denominator. */
  readonly fraction?: readonly number[];
}

/** A percentage of the text, from the computed values and from the printed ones. */
export function claimOfComparison(statement: Statement, claim: ComparisonClaim): Claim {
  const readings = claim.models.flatMap((model) => readingsOf(rowOf(model), rowOf(claim.against), claim));
  if (claim.fraction === undefined) {
    const found = claimOfFigure(statement, readings);
    return claim.open ? leftOpen(found) : found;
  }
  const [numerator = 0, denominator = 1] = claim.fraction;
  const share = numerator / denominator;
  const stated = { least: share * (1 - LOOSEST), most: share * (1 + LOOSEST) };
  return claimOfWords(statement, stated, readings, (value) => `${(100 * value).toFixed(1)}%`);
}

/** A reading for every way to count both models, and one from the figures as their table prints them. */
function readingsOf(row: Row, against: Row, { kind, quantity, models }: ComparisonClaim): Reading[] {
  const { factor, term } = FORMULAS[kind];
  const named = models.length > 1 ? `of ${row.model}` : '';
  const compare = (own: Reading, other: Reading, reading: string): Reading => {
    const quotient = quotientOf(exactly(own.value), exactly(other.value));
    return {
      reading,
      value: scaled(quotient, factor, term).least,
      interval: scaled(quotientOf(own.interval, other.interval), factor, term),
    };
  };
  const counted = computedReadings(against, quantity);
  const computed = computedReadings(row, quantity).flatMap((own) =>
    counted.map((other) => compare(own, other, named || own.reading || other.reading)),
  );
  const own = printedReading(row, quantity);
  const other = printedReading(against, quantity);
  const figures = `${own.reading} against ${other.reading}`;
  const told =
    computed.length > 0
      ? named || `from the printed ${figures}`
      : [named, figures].filter(Boolean).join(', ');
  return [...computed, compare(own, other, told)];
}

/**
 * A printed figure: what can be counted stands as printed, since its true value is known and the authors may only have
 * worked from the table; what was measured stands for its rounding.
 */
function printedReading(row: Row, quantity: string): Reading {
  const reading = printedFigure(row.table, row.model, quantity);
  if (reading === null) throw new Error(`${row.table} prints no ${quantity} of ${row.model}.`);
  const value = printedValue(reading);
  const isCounted = computedReadings(row, quantity).length > 0;
  return { reading, value, interval: isCounted ? exactly(value) : roundingInterval(reading) };
}
