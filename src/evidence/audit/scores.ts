import { exactly, meanOf, meet } from '../../units/interval';
import { printedValue, roundingInterval } from '../../units/printed';
import { printedFigure, TABLE_6, type TaskRow } from '../published';
import { type Claim, claimFound, claimOfFigure, type Statement } from './claim';

/** A claim that a model scores better than another. */
export interface BetterClaim {
  readonly kind: 'better';
  readonly table: string;
  readonly model: string;
  readonly than: string;
  readonly scores: readonly string[];
}

/** A claim that a printed figure of a model is lower than that of another. */
export interface LowerClaim {
  readonly kind: 'lower';
  readonly table: string;
  readonly quantity: string;
  readonly model: string;
  readonly than: string;
}

/** A claim that a printed figure of a model is about that of another. */
export interface SimilarClaim {
  readonly kind: 'similar';
  readonly table: string;
  readonly quantity: string;
  readonly model: string;
  readonly than: string;
}

/** A claim that a printed figure of a model is above one in the text. */
export interface AboveClaim {
  readonly kind: 'above';
  readonly table: string;
  readonly model: string;
  readonly quantity: string;
}

/** How comparisons of printed scores end. To outperform is to print more: an equal score is a tie, not a win. */
interface Tally {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** Whether a model outperforms another in all the scores that the text names. */
export function claimOfBetter(statement: Statement, claim: BetterClaim): Claim {
  const { table, model, than, scores } = claim;
  const pairs = scores.map((score) => [
    printedFigure(table, model, score) as string,
    printedFigure(table, than, score) as string,
  ]);
  const { wins } = tally(pairs);
  const found = pairs.map(([own, other]) => `${own} against ${other}`).join(', ');
  return claimFound(statement, found, wins === scores.length);
}

/** Whether a printed figure is lower than another. */
export function claimOfLower(statement: Statement, claim: LowerClaim): Claim {
  const [own, other] = figuresOf(claim);
  return claimFound(statement, `${own} against ${other}`, printedValue(own) < printedValue(other));
}

/** Whether two printed figures can be the same but for their rounding. */
export function claimOfSimilar(statement: Statement, claim: SimilarClaim): Claim {
  const [own, other] = figuresOf(claim);
  const holds = meet(roundingInterval(own), roundingInterval(other));
  return claimFound(statement, `${own} against ${other}`, holds);
}

function figuresOf({ table, quantity, model, than }: LowerClaim | SimilarClaim): [string, string] {
  const figure = (of: string) => printedFigure(table, of, quantity) as string;
  return [figure(model), figure(than)];
}

/** Whether a printed figure is above the one in the text. */
export function claimOfAbove(statement: Statement, { table, model, quantity }: AboveClaim): Claim {
  const figure = printedFigure(table, model, quantity) as string;
  return claimFound(statement, figure, printedValue(figure) > printedValue(statement.printed.toUpperCase()));
}

/**
 * On how many tasks of Table 6 DeepNarrow outperforms Base, as printed; the explanation says what the digits that are
 * not printed leave open.
 */
export function claimOfWins(statement: Statement): Claim {
  const { wins, ties, losses } = tally(TABLE_6.map(({ deepNarrow, base }) => [deepNarrow, base]));
  const found = `${count(wins, 'win')}, ${count(ties, 'tie')}, ${count(losses, 'loss', 'losses')}`;
  const tied = `the ${count(ties, 'tie')} are of scores printed to one decimal: only digits that are not printed could make them wins`;
  const note = [statement.note, ties > 0 ? tied : ''].filter(Boolean).join('; ') || null;
  return claimFound({ ...statement, note }, found, wins === printedValue(statement.printed));
}

function tally(pairs: readonly (readonly string[])[]): Tally {
  const differences = pairs.map(([own = '', other = '']) => printedValue(own) - printedValue(other));
  return {
    wins: differences.filter((difference) => difference > 0).length,
    ties: differences.filter((difference) => difference === 0).length,
    losses: differences.filter((difference) => difference < 0).length,
  };
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The mean of a column of Table 6, each of whose scores stands for its rounding. */
export function claimOfMean(statement: Statement, column: keyof Pick<TaskRow, 'base' | 'deepNarrow'>): Claim {
  const scores = TABLE_6.map((row) => row[column]);
  const interval = meanOf(scores.map(roundingInterval));
  const value = meanOf(scores.map((score) => exactly(printedValue(score)))).least;
  return claimOfFigure(statement, [{ reading: '', value, interval }]);
}
