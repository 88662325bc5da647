import { type GRID_DIMENSIONS, type SearchGrid, SHARINGS, type Sharing } from './grid';
import type { FrontierShape } from './task';

/** A value of a dimension of the grid. */
export type KnobValue = number | Sharing;

/** What a frontier does with one dimension of its grid. */
export interface TurnedKnob {
  readonly knob: keyof SearchGrid;
  /** How many values the grid has, and the first and last of them. */
  readonly gridValues: number;
  readonly grid: readonly [least: KnobValue, most: KnobValue];
  /** The first and the last value of the frontier's shapes, and how many different ones they have. */
  readonly frontierValues: number;
  readonly frontier: readonly [least: KnobValue, most: KnobValue];
  /** The shortest run of the grid's values that holds at least two thirds of the frontier's shapes, and their share. */
  readonly mostly: readonly [least: KnobValue, most: KnobValue];
  readonly mostlyShare: number;
  /** At which end of the grid that run stops, where more might lie beyond; null where it does at neither, or holds both. */
  readonly gridEnd: 'least' | 'most' | null;
}

/** The share of a frontier that counts as most of it. */
export const MOSTLY = 2 / 3;

/** Dimensions that may grow or shrink without end; a mesh and a sharing are what they are. */
const OPEN: ReadonlySet<keyof SearchGrid> = new Set([
  'dModel',
  'dFf',
  'numHeads',
  'dKv',
  'encoderLayers',
  'decoderLayers',
] as const);

/** The knobs in the order in which they are told of. */
const ORDER = [
  'encoderLayers',
  'decoderLayers',
  'dModel',
  'dFf',
  'numHeads',
  'dKv',
  'sharing',
  'modelParallelism',
] as const satisfies readonly (typeof GRID_DIMENSIONS)[number][];

/** What a frontier turns: for every dimension of a grid where its shapes stand. None for a frontier without shapes. */
export function turnedKnobs(grid: SearchGrid, shapes: readonly FrontierShape[]): TurnedKnob[] {
  if (shapes.length === 0) return [];
  return ORDER.map((knob) => turnedKnob(grid, knob, shapes));
}

/** What a shape of a grid has of a dimension. */
export function knobValue({ shape, modelParallelism }: FrontierShape, knob: keyof SearchGrid): KnobValue {
  if (knob === 'modelParallelism') return modelParallelism;
  if (knob !== 'sharing') return shape[knob];
  const shared = [shape.numMemoryHeads > 0 ? 'SH' : '', shape.sharedKv ? 'SKV' : ''].filter(Boolean);
  return SHARINGS.find((sharing) => sharing === shared.join('-')) ?? 'none';
}

function turnedKnob(grid: SearchGrid, knob: keyof SearchGrid, shapes: readonly FrontierShape[]): TurnedKnob {
  const values: readonly KnobValue[] = grid[knob];
  const place = new Map(values.map((value, i) => [value, i]));
  const counts = values.map(() => 0);
  for (const shape of shapes) {
    const at = place.get(knobValue(shape, knob)) as number;
    counts[at] = (counts[at] as number) + 1;
  }
  const [first, last] = [counts.findIndex(Boolean), counts.findLastIndex(Boolean)];
  const { from, to, held } = shortestRun(counts, MOSTLY * shapes.length);
  const ends = (a: number, b: number) => [values[a] as KnobValue, values[b] as KnobValue] as const;
  return {
    knob,
    gridValues: values.length,
    grid: ends(0, values.length - 1),
    frontierValues: counts.filter(Boolean).length,
    frontier: ends(first, last),
    mostly: ends(from, to),
    mostlyShare: held / shapes.length,
    gridEnd: OPEN.has(knob) ? endOf(from, to, values.length - 1) : null,
  };
}

function endOf(from: number, to: number, last: number): TurnedKnob['gridEnd'] {
  if ((from === 0) === (to === last)) return null;
  return from === 0 ? 'least' : 'most';
}

/** The run of the fewest values that holds at least so many shapes; of several, the one that holds the most, then the first. */
function shortestRun(counts: readonly number[], wanted: number): { from: number; to: number; held: number } {
  let best = { from: 0, to: counts.length - 1, held: Number.NEGATIVE_INFINITY };
  let from = 0;
  let held = 0;
  for (const [to, count] of counts.entries()) {
    held += count;
    while (held - (counts[from] as number) >= wanted) {
      held -= counts[from] as number;
      from += 1;
    }
    if (held >= wanted && isShorter({ from, to, held }, best)) best = { from, to, held };
  }
  return best;
}

type Run = ReturnType<typeof shortestRun>;

function isShorter(one: Run, best: Run): boolean {
  const [own, other] = [one.to - one.from, best.to - best.from];
  return own < other || (own === other && one.held > best.held);
}
