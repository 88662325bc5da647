import { log } from '../numerics/elementary';
import { UserError } from '../problems/problem';
import type { Row } from '../tables/row';
import { numberIn } from '../tables/values';

/** What the numbers of a column say of a model. */
export type ErrorKind = 'loss' | 'perplexity' | 'accuracy';

/** The errors e of the rows, and how they come from the column. */
export interface Errors {
  readonly errors: readonly number[];
  readonly unit: string;
}

/** A loss beyond this is a slip. */
const LARGEST_LOSS = 1e9;

/**
 * The errors of the rows: losses as they are, or negated where all are below 0 (the paper prints the negative
 * log-perplexity, -2.021 for a loss of 2.021); perplexities as their logarithm, which is the loss; accuracies as 1 - accuracy, in points of 100 where one is above 1.
 * @throws UserError for a number that cannot be what the column holds
 */
export function readErrors(rows: readonly Row[], column: string, kind: ErrorKind): Errors {
  const values = rows.map((row) => numberIn(row, column));
  if (kind === 'accuracy') return fromAccuracies(rows, column, values);
  // The paper calls its negative log-perplexity so.
  const isLogarithm = values.every((value) => value <= 0);
  return kind === 'perplexity' && !isLogarithm
    ? fromPerplexities(rows, column, values)
    : fromLosses(rows, column, values);
}

/** The perplexity of a model is e^loss, 1 or above. */
function fromPerplexities(rows: readonly Row[], column: string, values: readonly number[]): Errors {
  values.forEach((value, i) => {
    if (value < 1) throw new UserError('fit-no-perplexity', { column }, rows[i]?.place(column));
  });
  return { errors: values.map(log), unit: 'loss, the logarithm of the column' };
}

function fromLosses(rows: readonly Row[], column: string, values: readonly number[]): Errors {
  const isNegated = values.every((value) => value <= 0) && values.some((value) => value < 0);
  const errors = isNegated ? values.map((value) => -value + 0) : values;
  errors.forEach((error, i) => {
    const place = rows[i]?.place(column);
    if (error < 0) throw new UserError('fit-mixed-signs', { column }, place);
    if (error > LARGEST_LOSS) throw new UserError('fit-too-large', { column, limit: LARGEST_LOSS }, place);
  });
  return { errors, unit: isNegated ? 'loss, the column negated' : 'loss' };
}

function fromAccuracies(rows: readonly Row[], column: string, values: readonly number[]): Errors {
  const whole = values.some((value) => value > 1) ? 100 : 1;
  values.forEach((value, i) => {
    const isFractionAmongPoints = whole === 100 && value > 0 && value < 1;
    if (value < 0 || value > whole || isFractionAmongPoints)
      throw new UserError('fit-no-accuracy', { column }, rows[i]?.place(column));
  });
  const errors = values.map((value) => 1 - value / whole);
  return { errors, unit: whole === 100 ? '1 - accuracy / 100' : '1 - accuracy' };
}
