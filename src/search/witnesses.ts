/** A double beside the two words that it is made of: of positive ones the upper word grows nearly as the logarithm. */
const FLOAT = new Float64Array(1);
const WORDS = new Uint32Array(FLOAT.buffer);
FLOAT[0] = 1;
const UPPER = WORDS[1] === 0 ? 0 : 1;

/** Cells along each coordinate of a filter with none to three coordinates: at most four million in all. */
const CELLS_ALONG = [1, 65_536, 2048, 112] as const;

/** How many shapes are remembered before dearer cells are told of them: few at first, when each says much. */
const LEAST_PATIENCE = 256;
const MOST_PATIENCE = 16_384;

/** Fewer cells along a coordinate filter nothing. */
const FEWEST_ALONG = 16;

/** The values of a cost among the shapes of a search. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

/**
 * A filter that remembers, over a coarse logarithmic grid of up to three costs, the best value that any shape reached in a cell
 * or in a cheaper one. The cell below another in every coordinate holds costs that are truly smaller, so a shape that is no
 * better than what was reached there is dominated.
 */
export interface Witnesses {
  /** By cell, the best value of shapes in it or in cheaper ones that was told; infinite where there is none. */
  readonly best: Float64Array;
  /** From a cell to the one below it in every coordinate. */
  readonly below: number;
  /** The cell of three costs; those that are no coordinates do not matter. */
  readonly cellOf: (x: number, y: number, z: number) => number;
  /** Remembers a shape of these costs. */
  readonly add: (x: number, y: number, z: number, value: number) => void;
}

/** How many cells the filter of so many shapes by so many coordinates has: there is no use in many more cells than shapes. */
export function countCells(shapes: number, coordinates: number): number {
  return powerOf(cellsAlong(shapes, coordinates), coordinates);
}

/** Cells of which nothing is known, on some memory. */
export function emptyCells(memory: ArrayBufferLike): Float64Array {
  return new Float64Array(memory).fill(Number.POSITIVE_INFINITY);
}

/**
 * A filter over the first costs of a shape, as many as there are extents.
 * @param best its cells. Searches of one task may share them: whatever a cell holds was reached by a shape that one of them
 *   keeps, and a value that is lost when two write at once costs time and nothing else
 */
export function makeWitnesses(shapes: number, extents: readonly Extent[], best: Float64Array): Witnesses {
  const along = cellsAlong(shapes, extents.length);
  const strides = [0, 1, 2].map((i) => (i < extents.length ? powerOf(along, extents.length - 1 - i) : 0));
  const [strideX, strideY, strideZ] = strides as [number, number, number];
  const [x0 = 0, y0 = 0, z0 = 0] = extents.map(({ least }) => upperWord(least));
  const [xScale = 0, yScale = 0, zScale = 0] = extents.map(({ least, most }) => scaleOf(least, most, along));
  const last = along - 1;

  const cellOf = (x: number, y: number, z: number): number => {
    let cell = 0;
    if (strideX > 0) cell = strideX * placeOf(x, x0, xScale, last);
    if (strideY > 0) cell = (cell + strideY * placeOf(y, y0, yScale, last)) | 0;
    if (strideZ > 0) cell = (cell + strideZ * placeOf(z, z0, zScale, last)) | 0;
    return cell;
  };

  let waiting = 0;
  let patience = LEAST_PATIENCE;
  const add = (x: number, y: number, z: number, value: number): void => {
    const cell = cellOf(x, y, z);
    if (value < (best[cell] as number)) best[cell] = value;
    waiting += 1;
    if (waiting >= patience) spread();
  };
  /** Tells every dearer cell what its cheaper neighbours reached. */
  const spread = (): void => {
    for (const stride of strides) if (stride > 0) spreadAlong(best, stride, along);
    waiting = 0;
    patience = Math.min(2 * patience, MOST_PATIENCE);
  };
  return { best, below: strideX + strideY + strideZ, cellOf, add: extents.length === 0 ? ignore : add };
}

/** Cells along each coordinate. */
function cellsAlong(shapes: number, coordinates: number): number {
  let along: number = CELLS_ALONG[coordinates] as number;
  while (along > FEWEST_ALONG && powerOf(along, coordinates) > shapes) along = Math.ceil(along / 2);
  return along;
}

/** Lowers every cell to the one before it along a coordinate, from the second on. */
function spreadAlong(best: Float64Array, stride: number, along: number): void {
  const line = stride * along;
  for (let start = 0; start < best.length; start += line) {
    const end = start + line;
    for (let cell = start + stride; cell < end; cell++) {
      const before = best[cell - stride] as number;
      if (before < (best[cell] as number)) best[cell] = before;
    }
  }
}

/** Without coordinates nothing is cheaper than anything. */
function ignore(): void {
  return;
}

function placeOf(value: number, start: number, scale: number, last: number): number {
  FLOAT[0] = value;
  const place = (1 + ((WORDS[UPPER] as number) - start) * scale) | 0;
  return place < 1 ? 1 : place > last ? last : place;
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= base;
  return power;
}

function upperWord(value: number): number {
  FLOAT[0] = value;
  return WORDS[UPPER] as number;
}

function scaleOf(least: number, most: number, along: number): number {
  return (along - 2) / Math.max(1, upperWord(most) - upperWord(least));
}
