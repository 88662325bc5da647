import { formatCount, formatPercent } from '../units/format';

/** How far a search is. */
export interface SearchProgress {
  readonly parts: number;
  readonly partsDone: number;
  /** Of the whole grid. */
  readonly shapes: number;
  readonly milliseconds: number;
  /** Shapes on the frontier so far; null where several threads have a part of it each. */
  readonly frontier: number | null;
}

/** One line that says how far a search is, as far as there is room: what matters most stands first. */
export function drawProgress(progress: SearchProgress, width: number): string {
  const { parts, partsDone, shapes, milliseconds, frontier } = progress;
  const share = partsDone / parts;
  const searched = share * shapes;
  const pieces = [
    `searching ${formatPercent(share, 0)}`,
    `${partsDone} of ${parts} parts`,
    ...(frontier === null ? [] : [`${formatCount(frontier, 3)} on the frontier`]),
    `about ${formatCount(Math.round(searched), 2)} of ${formatCount(shapes, 2)} shapes`,
    ...(milliseconds > 0 ? [`${formatCount(Math.round((1000 * searched) / milliseconds), 2)} a second`] : []),
    'Ctrl-C shows what is found',
  ];
  let line = '';
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line}, ${piece}`;
    if (longer.length >= width) break;
    line = longer;
  }
  return line;
}
