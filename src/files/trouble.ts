import { sep } from 'node:path';
import { UserError } from '../problems/problem';
import { codeOf, reasonOf } from './reasons';

/** Whether an error is about permissions. */
export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(codeOf(error) ?? '');
}

/** Whether an error keeps from looking at what a path leads to, be it there or not. */
export function isInTheWay(error: unknown): boolean {
  return isDenied(error) || codeOf(error) === 'ELOOP';
}

/** The mistake of naming what cannot be read. */
export function unreadable(path: string, error: unknown): UserError {
  return new UserError('file-unreadable', { path: slashes(path), reason: reasonOf(error) });
}

/** A path as it is shown and compared on every platform. */
export function slashes(path: string): string {
  return path.split(sep).join('/');
}
