import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { UserError } from '../problems/problem';
import { placeIn, type SourceText } from './place';

/** A value of a JSON file as the parser gives it: its type, where it stands, and what it holds. */
export type JsonNode = Node;

/** Objects and lists within each other; a describe envelope has five, a table three. */
const DEEPEST = 32;

const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value of JSON',
  InvalidNumberFormat: 'this is no number of JSON',
  PropertyNameExpected: 'a key in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a } is missing here',
  CloseBracketExpected: 'a ] is missing here',
  EndOfFileExpected: 'something follows after its end',
  InvalidCommentToken: 'it has no comments',
  UnexpectedEndOfComment: 'it has no comments',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number is not complete',
  InvalidUnicode: 'a \\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'JSON does not know this escape',
  InvalidCharacter: 'a text cannot hold control characters',
};

/** Whether a text can only be JSON: no CSV file and no gin file starts like this. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/**
 * The tree of a JSON text. Strict: no comments, no trailing commas.
 * @param mostTokens words, numbers, brackets, commas and spaces between them; what has more is not parsed
 * @throws UserError with the place in the file
 */
export function parseJsonTree(source: SourceText, mostTokens: number): JsonNode {
  checkBounds(source, mostTokens);
  const errors: ParseError[] = [];
  // A byte order mark becomes a space, so that positions stay.
  const root = parseTree(source.text.replace(/^\uFEFF/, ' '), errors, { disallowComments: true });
  const [first] = errors;
  if (first !== undefined) throw syntaxProblem(source, first);
  if (root !== undefined) return root;
  throw new UserError('json-syntax', { reason: 'it is empty' }, placeIn(source, 0, 1));
}

/** The parser is recursive and slow on what is no data: depth and number are bounded before it runs. */
function checkBounds(source: SourceText, mostTokens: number): void {
  const { text } = source;
  const scanner = createScanner(text);
  let depth = 0;
  for (let tokens = 1; scanner.getPosition() < text.length; tokens++) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    depth += deepening(text.charAt(start));
    const place = () => placeIn(source, start, start + 1);
    if (depth > DEEPEST) throw new UserError('config-too-deep', { limit: DEEPEST }, place());
    if (tokens > mostTokens) {
      throw new UserError('json-too-many', { what: 'values', limit: mostTokens }, place());
    }
  }
}

/** By a token's first character: a bracket within a string does not count, since that starts with its quote. */
function deepening(first: string): number {
  if (first === '{' || first === '[') return 1;
  return first === '}' || first === ']' ? -1 : 0;
}

/** The mistake of a file that is no JSON, at the first thing that is wrong in it. */
function syntaxProblem(source: SourceText, { error, offset, length }: ParseError): UserError {
  const end = source.text.trimEnd().length;
  const isCutOff = offset >= end;
  const reason = isCutOff
    ? 'it ends in the middle'
    : (PROBLEMS[printParseErrorCode(error)] ?? 'something is wrong here');
  const start = isCutOff ? end : offset;
  return new UserError('json-syntax', { reason }, placeIn(source, start, start + Math.max(1, length)));
}
