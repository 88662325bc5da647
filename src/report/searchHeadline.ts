import type { Budget } from '../plan/budget';
import type { SearchedCounts } from '../request/wideSearch';
import type { WideReport } from '../search/wide';
import { formatWhole, plural } from '../units/format';

/** What a wide search found, how far it came, and the limits that were set. */
export interface FoundInBudget {
  readonly report: WideReport;
  readonly searched: SearchedCounts;
  readonly budget: Budget;
}

/** What a shape of the frontier is in each metric, as no other one beats it. */
const UNBEATEN: Readonly<Record<WideReport['search']['metrics'][number], string>> = {
  flops: '#TFlops',
  params: 'parameters',
  speed: 'speed',
  quality: 'told score',
  'train-flops': 'training FLOPs',
  hours: 'hours',
  usd: 'dollars',
  memory: 'memory',
};

/** How many shapes are on the frontier, or why there are none. */
export function headline(found: FoundInBudget): string {
  const { points, metrics } = found.report.search;
  if (points.length === 0) return nothingFound(found);
  const { shapes, shapesSearched, finished } = found.searched;
  const all = finished ? shapes : shapesSearched;
  if (all === 1) return 'The only shape that was searched is on the frontier.';
  const names = metrics.map((metric) => UNBEATEN[metric]);
  const listed = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const [are, their] = points.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return `Of ${formatWhole(all)} shapes, ${formatWhole(points.length)} ${are} on the frontier: no other one within the budget beats ${their} ${listed}.`;
}

/** Only a budget and the memory of a core leave nothing of shapes that can be laid out and have what is asked for. */
function nothingFound({ searched, budget }: FoundInBudget): string {
  const { shapesSearched, unscored } = searched;
  const known = shapesSearched - unscored;
  if (known === 0) return 'No shape has been searched yet that could be on the frontier.';
  const kind = unscored > 0 ? ' with a score' : '';
  const none = known === 1 ? `Not even the only shape${kind}` : `None of ${plural(known, 'shape')}${kind}`;
  if (Object.keys(budget).length === 0) {
    return `${none} fits into the memory of a core. Narrow widths or depths with --vary, or split them over more cores (--model-parallelism).`;
  }
  return `${none} is within the budget and the memory of a core. Raise the budget, or let --vary reach smaller shapes.`;
}
