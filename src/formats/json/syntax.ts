import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { UserError } from '../../problems/problem';
import { placeIn, type SourceFile } from '../config';

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

/** The mistake of a file that is no JSON, at the first thing that is wrong in it. */
export function syntaxProblem(source: SourceFile, { error, offset, length }: ParseError): UserError {
  const end = source.text.trimEnd().length;
  const isCutOff = offset >= end;
  const reason = isCutOff
    ? 'it ends in the middle'
    : (PROBLEMS[printParseErrorCode(error)] ?? 'something is wrong here');
  const start = isCutOff ? end : offset;
  return new UserError('json-syntax', { reason }, placeIn(source, start, start + Math.max(1, length)));
}
