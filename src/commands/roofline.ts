import type { Context, Outcome } from './context';
import type { CommonFlags } from './setting';

export async function roofline(
  _names: readonly string[],
  _flags: CommonFlags,
  _context: Context,
): Promise<Outcome> {
  throw new Error('not built yet');
}
