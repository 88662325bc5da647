import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import type { GridFlags } from '../request/wideSearch';

/** The flags of a search over a grid, as typed. */
export interface SearchFlags extends GridFlags {
  readonly search?: string;
  readonly jobs?: string;
}

const SEARCHES = ['sizes', 'wide'] as const;

/** More threads are a slip. */
const MOST_JOBS = 64;

const FLAGS_OF_WIDE = { vary: '--vary', frontier: '--frontier', jobs: '--jobs' } as const;

/**
 * Whether the flags ask for the wide search, not for that of sizes.
 * @throws UserError for another search, and for a flag of the wide search without it
 */
export function isWideSearch(flags: SearchFlags): boolean {
  const name = flags.search?.toLowerCase() ?? 'sizes';
  if (name === 'wide') return true;
  if (name !== 'sizes') {
    const typed = flags.search ?? '';
    const nearest = nearestSpellings(typed, SEARCHES);
    throw new UserError('search-unknown', { name: typed, nearest, names: SEARCHES }, wholeOf(typed));
  }
  for (const [key, flag] of Object.entries(FLAGS_OF_WIDE)) {
    if (flags[key as keyof typeof FLAGS_OF_WIDE] !== undefined) {
      throw new UserError('flag-of-wide-search', { flag });
    }
  }
  return false;
}

/** The threads that a search may take: one unless told. @throws UserError for no such number */
export function readJobs({ jobs }: SearchFlags): number {
  if (jobs === undefined) return 1;
  const threads = /^\d{1,9}$/.test(jobs) ? Number(jobs) : 0;
  if (threads >= 1 && threads <= MOST_JOBS) return threads;
  throw new UserError('jobs-unreadable', { text: jobs, limit: MOST_JOBS }, wholeOf(jobs));
}
