import type { Context, Outcome } from './context';
import type { CommonFlags } from './setting';

export function audit(_flags: CommonFlags, _context: Context): Outcome {
  throw new Error('not built yet');
}
