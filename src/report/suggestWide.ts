import type { Suggestion } from '../plan/suggest';
import type { SearchedCounts } from '../request/wideSearch';
import type { WideReport } from '../search/wide';
import { drawSearch } from './search';
import type { Canvas } from './style';
import { drawPicks, takesClause } from './suggest';
import { drawWarningCounts } from './warningCounts';
import { paragraph } from './wrap';

/** A wide search with the paper's own strategy beside it. */
export interface WideSuggestion {
  readonly suggestion: Suggestion;
  readonly report: WideReport;
  readonly searched: SearchedCounts;
}

const STRATEGY =
  "The paper's own strategy, DeepNarrow, in the sizes of Table 1 (suggest --search sizes has the reasons):";

/** What a wide search found, then what the paper's strategy recommends in the same budget. */
export function drawWideSuggestion({ suggestion, report, searched }: WideSuggestion, canvas: Canvas): string {
  const sections = [
    drawSearch({ report, searched, budget: suggestion.budget }, canvas),
    ...drawStrategy(suggestion, canvas),
    ...drawWarningCounts(report.frontier, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function drawStrategy(suggestion: Suggestion, canvas: Canvas): string[] {
  const { cheapest } = suggestion;
  if (cheapest !== undefined) {
    const text = `No shape of the paper's sizes is within the budget; the cheapest of them, ${takesClause(cheapest)}`;
    return [paragraph('', text, canvas.width)];
  }
  if (suggestion.recommendations.length === 0) return [];
  return [paragraph('', STRATEGY, canvas.width), drawPicks(suggestion, canvas)];
}
