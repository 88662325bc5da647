import { exactly, meanOf } from '../../units/interval';
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
export function claimOfLower(statement: Statement, { table, quantity, model, than }: LowerClaim): Claim {
  const [own = '', other = ''] = [model, than].map((name) => printedFigure(table, name, quantity) as string);
  return claimFound(statement, `${own} against ${other}`, printedValue(own) < printedValue(other));
}

/** On how many tasks of Table 6 DeepNarrow outperforms Base. */
export function claimOfWins(statement: Statement): Claim {
  const { wins, ties, losses } = tally(TABLE_6.map(({ deepNarrow, base }) => [deepNarrow, base]));
  const found = `${count(wins, 'win')}, ${count(ties, 'tie')}, ${count(losses, 'loss', 'losses')}`;
  return claimFound(statement, found, wins === printedValue(statement.printed));
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
