import { sep } from 'node:path';
import { UserError } from '../problems/problem';
import { codeOf, reasonOf } from './reasons';

/** Whether an error is about permissions. */
export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(codeOf(error) ?? '');
}

/** The mistake of naming what cannot be read. */
export function unreadable(path: string, error: unknown): UserError {
  return new UserError('file-unreadable', { path: slashes(path), reason: reasonOf(error) });
}

/** A path as it is shown and compared on every platform. */
export function slashes(path: string): string {
  return path.split(sep).join('/');
}
