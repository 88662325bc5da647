import { printedValue } from '../../units/printed';
import { columnTitle, printedFigure } from '../published';
import { type Claim, claimFound, leftOpen, type Statement } from './claim';
import { modelsOf } from './quantities';

/** The columns of a table that compute and quality are read from, as printed. */
interface Aspects {
  readonly table: string;
  /** Columns of compute of which less is better. */
  readonly costs: readonly string[];
  /** Columns of compute of which more is better. */
  readonly rates: readonly string[];
}

/** A claim that no model of a list is outdone in everything: each is on the frontier of some compute and some score. */
export interface EfficientClaim extends Aspects {
  readonly kind: 'efficient';
  readonly models: readonly string[];
  readonly scores: readonly string[];
}

/** A claim that a model is outdone, in every pair of a compute measure and a score, by others or by some of them. */
export interface OutdoneClaim extends Aspects {
  readonly kind: 'outdone';
  readonly model: string;
  /** The models that outdo it; every other of the table where the text names none. */
  readonly by?: readonly string[];
  readonly scores: readonly string[];
}

/** A claim that measures of compute do not always order models alike. */
export interface DiscordantClaim extends Aspects {
  readonly kind: 'discordant';
}

/** Whether each of the models is Pareto-efficient in at least one aspect of compute and one score, as printed. */
export function claimOfEfficiency(statement: Statement, claim: EfficientClaim): Claim {
  const efficient = claim.models.filter((model) => pairsUndone(claim, model).length > 0);
  const found = `${efficient.length} of ${claim.models.length} alternatives`;
  return claimFound(statement, found, efficient.length === claim.models.length);
}

/**
 * Whether a model is Pareto-inefficient: outdone in every pair of a compute measure and a score, as printed. Where a
 * table has no row that outdoes it, a model that the table does not list still could, so that the claim is left open.
 */
export function claimOfInefficiency(statement: Statement, claim: OutdoneClaim): Claim {
  const { table, model, by, costs, rates, scores } = claim;
  const all = (costs.length + rates.length) * scores.length;
  const undone = pairsUndone(claim, model, by);
  const found = `outdone in ${all - undone.length} of ${all} pairs of a compute measure and a score`;
  const listed = undone
    .map((pair) => pair.map((column) => columnTitle(table, column)).join(' with '))
    .join(', ');
  const reason = `not in ${listed}; a model that ${table} does not list could outdo it there`;
  return leftOpen(claimFound(statement, found, undone.length === 0), reason);
}

/** The pairs of a compute measure and a score in which none of the others outdoes a model. */
function pairsUndone(
  aspects: Aspects & { readonly scores: readonly string[] },
  model: string,
  by: readonly string[] = modelsOf(aspects.table),
): (readonly [string, string])[] {
  const { costs, rates, scores } = aspects;
  const pairs = [...costs, ...rates].flatMap((compute) => scores.map((score) => [compute, score] as const));
  return pairs.filter((pair) => !by.some((other) => outdoes(aspects, other, model, pair)));
}

/** Whether a model is nowhere worse than another in these columns, and somewhere better. */
function outdoes(aspects: Aspects, model: string, than: string, columns: readonly string[]): boolean {
  const better = columns.map((column) => advantage(aspects, model, than, column));
  return better.every((by) => by >= 0) && better.some((by) => by > 0);
}

/** By how much a model is better than another in a column, as printed. */
function advantage({ table, costs }: Aspects, model: string, than: string, column: string): number {
  const [own, other] = [model, than].map((of) =>
    printedValue(printedFigure(table, of, column) as string),
  ) as [number, number];
  return costs.includes(column) ? other - own : own - other;
}

/** Whether there are models of which one is cheaper by one measure of compute and dearer by another. */
export function claimOfDiscordance(statement: Statement, claim: DiscordantClaim): Claim {
  const { table, costs, rates } = claim;
  const models = modelsOf(table);
  const pairs = models.flatMap((model, i) => models.slice(i + 1).map((other) => [model, other] as const));
  const discordant = pairs.filter(([model, other]) => {
    const signs = [...costs, ...rates].map((column) => Math.sign(advantage(claim, model, other, column)));
    return signs.includes(1) && signs.includes(-1);
  });
  const found = `${discordant.length} of ${pairs.length} pairs of ${table}'s rows are ordered differently`;
  return claimFound(statement, found, discordant.length > 0);
}
