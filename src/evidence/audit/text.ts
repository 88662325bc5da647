import { PAPER_WORKLOAD } from '../../census/workload';
import { exactly } from '../../units/interval';
import { printedValue, roundingInterval } from '../../units/printed';
import { optimalLayers } from '../depth';
import { PUBLISHED_ROWS, printedFigure, TABLE_6 } from '../published';
import { PRINTED_STATEMENTS, type PrintedStatement, statementNamed } from '../statements';
import { type Claim, claimOfFigure, leftOpen, type Reading, type Statement } from './claim';
import { type ComparisonClaim, claimOfComparison } from './comparisons';
import {
  claimOfDiscordance,
  claimOfEfficiency,
  claimOfInefficiency,
  type DiscordantClaim,
  type EfficientClaim,
  type OutdoneClaim,
} from './frontier';
import { computedReadings, rowOf } from './quantities';
import {
  type AboveClaim,
  type BetterClaim,
  claimOfAbove,
  claimOfBetter,
  claimOfLower,
  claimOfMean,
  claimOfSimilar,
  claimOfWins,
  type LowerClaim,
  type SimilarClaim,
} from './scores';
import { claimOfEmbedding } from './tables';

/** What a statement of the text claims, and so how it is recomputed from the tables. */
type TextClaim =
  | ComparisonClaim
  | BetterClaim
  | LowerClaim
  | SimilarClaim
  | AboveClaim
  | EfficientClaim
  | OutdoneClaim
  | DiscordantClaim
  | {
      readonly kind: 'figure';
      readonly quantity: string;
      readonly models: readonly string[];
      readonly open?: boolean;
    }
  | {
      readonly kind: 'repeats';
      readonly table: string;
      readonly model: string;
      readonly quantity: string;
    }
  | RowsClaim
  | { readonly kind: 'tokens'; readonly steps: number; readonly sequences: number }
  | { readonly kind: 'optimalDepth'; readonly of: string }
  | { readonly kind: 'embedding' }
  | { readonly kind: 'wins' }
  | { readonly kind: 'mean'; readonly column: 'base' | 'deepNarrow' };

/** A claim on the number of a table's rows: those of a suite, or all but some. */
interface RowsClaim {
  readonly kind: 'rows';
  readonly table: string;
  readonly suite?: string;
  readonly except?: readonly string[];
}

/** A quantitative statement of the paper's text. */
interface TextStatement extends PrintedStatement {
  /** None where it does not follow from the tables. */
  readonly claim?: TextClaim;
}

/** The quantitative statements of the text, in the paper's order. */
export const STATEMENTS = PRINTED_STATEMENTS as readonly TextStatement[];

/** Table 5's models; what is said of them is counted for Vision Transformers. */
const VISION_SECTION = 'Section 4.5';

/** The claims of the text that follow from Tables 1, 3, 4 and 6. */
export function claimsOfText(): Claim[] {
  return claimsOf(STATEMENTS.filter(({ place }) => place !== VISION_SECTION));
}

/** The claims of section 4.5, which follow from Table 5. */
export function claimsOfVisionText(): Claim[] {
  return claimsOf(STATEMENTS.filter(({ place }) => place === VISION_SECTION));
}

function claimsOf(statements: readonly TextStatement[]): Claim[] {
  return statements.flatMap((stated) => {
    const { claim, place, subject, quote, printed, note = null } = stated;
    if (claim === undefined) return [];
    const [group = '', ...rest] = place.split(', ');
    return [
      recompute({ group, subject: [...rest, `${subject}: ${quote}`].join(', '), printed, note }, claim),
    ];
  });
}

function recompute(statement: Statement, claim: TextClaim): Claim {
  switch (claim.kind) {
    case 'less':
    case 'share':
    case 'more':
    case 'times':
      return claimOfComparison(statement, claim);
    case 'better':
      return claimOfBetter(statement, claim);
    case 'lower':
      return claimOfLower(statement, claim);
    case 'similar':
      return claimOfSimilar(statement, claim);
    case 'above':
      return claimOfAbove(statement, claim);
    case 'efficient':
      return claimOfEfficiency(statement, claim);
    case 'outdone':
      return claimOfInefficiency(statement, claim);
    case 'discordant':
      return claimOfDiscordance(statement, claim);
    case 'embedding':
      return claimOfEmbedding(statement);
    case 'wins':
      return claimOfWins(statement);
    case 'mean':
      return claimOfMean(statement, claim.column);
    case 'figure': {
      const readings = claim.models.flatMap((model) => computedReadings(rowOf(model), claim.quantity));
      const found = claimOfFigure(statement, readings);
      return claim.open ? leftOpen(found) : found;
    }
    case 'repeats': {
      const printed = printedFigure(claim.table, claim.model, claim.quantity) as string;
      const reading = {
        reading: `as in ${claim.table}`,
        value: printedValue(printed),
        interval: roundingInterval(printed),
      };
      return claimOfFigure(statement, [reading]);
    }
    case 'rows':
      return claimOfCounting(statement, countRows(claim));
    case 'optimalDepth':
      return claimOfFigure(statement, [readOptimalDepth(statementNamed(claim.of).printed)]);
    case 'tokens':
      return claimOfCounting(statement, claim.steps * claim.sequences * PAPER_WORKLOAD.encoderLength);
  }
}

function claimOfCounting(statement: Statement, value: number): Claim {
  return claimOfFigure(statement, [{ reading: '', value, interval: exactly(value) }]);
}

/** Levine et al.'s fit at a printed width. */
function readOptimalDepth(width: string): Reading {
  const { least, most } = roundingInterval(width);
  const interval = { least: optimalLayers(least), most: optimalLayers(most) };
  return { reading: '', value: optimalLayers(printedValue(width)), interval };
}

function countRows({ table, suite, except = [] }: RowsClaim): number {
  if (table === 'Table 6') return TABLE_6.filter((row) => suite === undefined || row.suite === suite).length;
  return PUBLISHED_ROWS.filter((row) => row.table === table && !except.includes(row.model)).length;
}
