import text from '../../presets/published/text.json';

/** A quantitative statement of the paper's text. */
export interface PrintedStatement {
  readonly id: string;
  /** The section, and what of it. */
  readonly place: string;
  readonly subject: string;
  /** The words; what is cut out of them is marked [...]. */
  readonly quote: string;
  /** The figure in them, or the word that stands for it. */
  readonly printed: string;
  readonly note?: string;
  /** How the statement follows from the tables, where it does. */
  readonly claim?: unknown;
}

/** The quantitative statements of the text, in the paper's order. */
export const PRINTED_STATEMENTS: readonly PrintedStatement[] = text.statements;

/** The statement with this id. */
export function statementNamed(id: string): PrintedStatement {
  const statement = PRINTED_STATEMENTS.find((one) => one.id === id);
  if (!statement) throw new Error(`The text has no statement ${id}.`);
  return statement;
}
