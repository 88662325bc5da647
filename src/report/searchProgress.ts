import { formatCount, formatPercent } from '../units/format';

/** How far a search is. */
export interface SearchProgress {
  readonly parts: number;
  readonly partsDone: number;
  /** Of the whole grid. */
  readonly shapes: number;
  readonly milliseconds: number;
  /** Shapes that were searched and those on the frontier so far; null where several threads have a part of them each. */
  readonly soFar: { readonly shapes: number; readonly onFrontier: number } | null;
}

/** One line that says how far a search is, as far as there is room: what matters most stands first. */
export function drawProgress(progress: SearchProgress, width: number): string {
  const pieces = [...piecesOf(progress), 'Ctrl-C shows what is found'];
  let line = '';
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line}, ${piece}`;
    if (longer.length >= width) break;
    line = longer;
  }
  return line;
}

/** Parts are not equal: only shapes tell the share and the speed, and where they are not known neither is told. */
function piecesOf({ parts, partsDone, shapes, milliseconds, soFar }: SearchProgress): string[] {
  const ofParts = `${partsDone} of ${parts} parts`;
  const all = formatCount(shapes, 2);
  if (soFar === null) return [`searching ${all} shapes`, ofParts];
  const { onFrontier, shapes: searched } = soFar;
  return [
    `searching ${formatPercent(searched / shapes, 0)}`,
    ofParts,
    `${formatCount(onFrontier, 3)} on the frontier`,
    `${formatCount(searched, 2)} of ${all} shapes`,
    ...(milliseconds > 0 ? [`${formatCount(Math.round((1000 * searched) / milliseconds), 2)} a second`] : []),
  ];
}
