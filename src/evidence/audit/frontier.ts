import { printedValue } from '../../units/printed';
import { PUBLISHED_ROWS, printedFigure } from '../published';
import { type Claim, claimFound, type Statement } from './claim';

/** A claim that no model of a list is outdone in everything: each is on the frontier of some compute and some score. */
export interface EfficientClaim {
  readonly kind: 'efficient';
  readonly table: string;
  readonly models: readonly string[];
  /** Columns of which less is better. */
  readonly costs: readonly string[];
  /** Columns of compute of which more is better. */
  readonly rates: readonly string[];
  readonly scores: readonly string[];
}

/** Whether each of the models is Pareto-efficient in at least one aspect of compute and one score, as printed. */
export function claimOfEfficiency(statement: Statement, claim: EfficientClaim): Claim {
  const efficient = claim.models.filter((model) => isEfficientSomewhere(model, claim));
  const found = `${efficient.length} of ${claim.models.length} alternatives`;
  return claimFound(statement, found, efficient.length === claim.models.length);
}

function isEfficientSomewhere(model: string, { table, costs, rates, scores }: EfficientClaim): boolean {
  const goodness = (of: string, column: string) => {
    const value = printedValue(printedFigure(table, of, column) as string);
    return costs.includes(column) ? -value : value;
  };
  const others = PUBLISHED_ROWS.filter((row) => row.table === table && row.model !== model);
  const isOutdone = (compute: string, score: string) =>
    others.some(({ model: other }) => {
      const better = [compute, score].map((column) => goodness(other, column) - goodness(model, column));
      return better.every((by) => by >= 0) && better.some((by) => by > 0);
    });
  return [...costs, ...rates].some((compute) => scores.some((score) => !isOutdone(compute, score)));
}
