/** Shapes of marks, one a series: they tell series apart where colours do not. Each is drawn in a circle of radius 1. */
const OUTLINES: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  [
    [0, -1.2],
    [1.1, 0],
    [0, 1.2],
    [-1.1, 0],
  ],
  [
    [0, 1.1],
    [1.05, -0.8],
    [-1.05, -0.8],
  ],
  [
    [-0.4, -1.1],
    [0.4, -1.1],
    [0.4, -0.4],
    [1.1, -0.4],
    [1.1, 0.4],
    [0.4, 0.4],
    [0.4, 1.1],
    [-0.4, 1.1],
    [-0.4, 0.4],
    [-1.1, 0.4],
    [-1.1, -0.4],
    [-0.4, -0.4],
  ],
  [
    [-1.1, -0.55],
    [0, -1.15],
    [1.1, -0.55],
    [1.1, 0.55],
    [0, 1.15],
    [-1.1, 0.55],
  ],
];

/** How many shapes there are; the next series begins again, in another colour. */
const SYMBOL_COUNT = OUTLINES.length;

/** A coordinate as it is written: two decimals. */
export function coordinate(value: number): string {
  // Adding 0 makes -0 a 0.
  return String(Math.round(value * 100) / 100 + 0);
}

/** The path of a series' mark around a place. */
export function symbolPath(series: number, x: number, y: number, radius: number): string {
  const outline = OUTLINES[series % SYMBOL_COUNT] as (typeof OUTLINES)[number];
  if (outline.length === 0) return circlePath(x, y, radius);
  const corners = outline.map(
    ([right, down]) => `${coordinate(x + radius * right)},${coordinate(y + radius * down)}`,
  );
  return `M${corners.join('L')}Z`;
}

/** The path of a circle. */
export function circlePath(x: number, y: number, radius: number): string {
  const r = coordinate(radius);
  const [left, right, middle] = [coordinate(x - radius), coordinate(x + radius), coordinate(y)];
  return `M${left},${middle}A${r},${r} 0 1 1 ${right},${middle}A${r},${r} 0 1 1 ${left},${middle}Z`;
}
