import { shapesIn, WIDE_GRID } from '../../src/search/grid';
import { varyGrid } from '../../src/search/gridText';

/** Larger grids take longer than a fuzzer can wait. */
const MOST_SHAPES = 5000;

/** Whether texts of `--vary` make a grid of a few thousand shapes; texts that cannot be read are refused before any search. */
export function isSmall(texts: readonly string[]): boolean {
  try {
    return shapesIn(varyGrid(WIDE_GRID, texts)) <= MOST_SHAPES;
  } catch {
    return true;
  }
}

/** Whether options of `search` ask for a grid of a few thousand shapes, or for none that there is. */
export function isSmallGrid(options: unknown): boolean {
  try {
    return isSmall(textsOf((options as { readonly vary: unknown } | undefined)?.vary));
  } catch {
    return true;
  }
}

/** What `vary` says, as `--vary` says it. */
function textsOf(vary: unknown): string[] {
  if (vary === undefined) return [];
  if (typeof vary === 'string') return [vary];
  if (Array.isArray(vary)) return vary.map(String);
  const { scored, ...knobs } = vary as Record<string, unknown>;
  const texts = Object.entries(knobs).filter(([, values]) => values !== undefined);
  return [
    ...(scored === true ? ['scored'] : []),
    ...texts.map(([knob, values]) => `${knob}=${String(values)}`),
  ];
}
