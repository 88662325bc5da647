import { makeArchive, type Points } from './archive';
import { type CostBlocks, takeBlocks } from './blocks';
import { boundDepths } from './bounds';
import { columnsOf } from './columns';
import { type Explore, exploreAll, exploreBounded } from './explore';
import { extentsOf } from './extents';
import { type SearchGrid, type Sharing, shapesIn, splitIn } from './grid';
import { limitsOf } from './limits';
import { possibleMeshes } from './meshes';
import { type PartPlace, takePart } from './part';
import { type ScoreTables, tabulateScores, withoutScores } from './quality';
import type { Found, SearchTask } from './task';
import { makeWalk } from './walk';
import { countCells, emptyCells, makeWitnesses } from './witnesses';

export { frontierShapes } from './frontierShapes';

/** A search that is run part by part, in any order. */
export interface Search {
  /** Goes through one part of the task (0 to `partsOf(task)` - 1), each of them once. */
  readonly run: (part: number) => void;
  /** Takes in what another search of the same task found in other parts. */
  readonly merge: (found: Found) => void;
  /**
   * The frontier so far: exact over the parts that were run or merged. It depends neither on their order nor on who ran them:
   * of shapes that are equal in every metric the one of the lowest grid index stands for all.
   */
  readonly found: () => Found;
}

/** The number of parts of a task: independent of each other, each a fraction of a second. */
export function partsOf(task: SearchTask): number {
  const { groups, each } = partGroupsOf(task);
  return groups * each;
}

/** The parts of a task in groups, one after another: those of one sharing on one mesh, that go by the same blocks. */
export function partGroupsOf({ grid: { sharing, modelParallelism, dModel } }: SearchTask) {
  return { groups: sharing.length * modelParallelism.length, each: dModel.length } as const;
}

/** Bytes of what a search remembers of costs and values. */
export function cellBytesOf({ grid, metrics }: SearchTask): number {
  return Float64Array.BYTES_PER_ELEMENT * countCells(shapesIn(grid), columnsOf(metrics).coordinates);
}

/**
 * Starts a search.
 * @param cells where it remembers what its shapes reached, `cellBytesOf` long and empty at first; searches of one task that
 *   share them spare each other's work
 * @throws UserError where no mesh of the grid can be laid out in the setting, or for dollars on a machine without a price
 */
export function startSearch(
  task: SearchTask,
  cells = emptyCells(new ArrayBuffer(cellBytesOf(task))),
): Search {
  const { grid, setting } = task;
  const isPossible = possibleMeshes(grid.modelParallelism, setting);
  const { isScored, ...engine } = startEngine(
    task,
    grid.modelParallelism.filter((_, mesh) => isPossible[mesh]),
    cells,
  );
  const blocksOf = keepBlocks(task);
  let shapes = 0;
  let evaluated = 0;
  let unscored = 0;

  const run = (part: number): void => {
    const place = placeOf(grid, part);
    const mesh = grid.modelParallelism[place.modelParallelism] as number;
    const own = splitIn(grid, mesh) * grid.dKv.length * grid.encoderLayers.length * grid.decoderLayers.length;
    shapes += own;
    if (isScored && grid.sharing[place.sharing] !== 'none') {
      unscored += own;
      return;
    }
    const blocks = isPossible[place.modelParallelism] ? blocksOf(place) : null;
    if (blocks === null) return;
    evaluated += engine.explore(takePart(grid, blocks, engine.scores, engine.order, place));
  };
  const merge = (found: Found): void => {
    shapes += found.shapes;
    evaluated += found.evaluated;
    unscored += found.unscored;
    engine.take(found);
  };
  return { run, merge, found: () => ({ shapes, evaluated, unscored, points: toPoints(engine.frontier()) }) };
}

interface Engine {
  readonly isScored: boolean;
  readonly order: readonly number[];
  readonly scores: ScoreTables;
  readonly explore: Explore;
  readonly take: (found: Found) => void;
  readonly frontier: () => Points;
}

/** Puts together what goes through parts. */
function startEngine(
  { grid, setting, budget, metrics, prune }: SearchTask,
  meshes: readonly number[],
  cells: Float64Array,
): Engine {
  const { order, coordinates, isScored } = columnsOf(metrics);
  const ofCosts = limitsOf(budget, setting);
  const limits = Float64Array.from(order, (cost) => ofCosts[cost] as number);
  const extents = extentsOf(grid, setting, meshes);
  const witnesses = makeWitnesses(
    shapesIn(grid),
    order.slice(0, coordinates).map((cost, i) => {
      const { least, most } = extents[cost] as { least: number; most: number };
      return { least, most: Math.min(most, limits[i] as number) };
    }),
    cells,
  );
  const archive = makeArchive();
  const scores = isScored ? tabulateScores(grid) : withoutScores(grid);
  const lastWeight = isScored ? 0 : 1;
  const walk = makeWalk({ ...grid, limits, lastWeight, coordinates, witnesses, archive });
  const explore =
    prune === 'none'
      ? exploreAll({ grid, scores, walk })
      : exploreBounded(
          { grid, scores, walk },
          { grid, depths: boundDepths(grid, scores.depths), limits, lastWeight, witnesses },
        );
  const take = ({ points: { indices, columns } }: Found) => {
    const [x, y, z, value] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let i = 0; i < indices.length; i++) {
      const own = [x[i] as number, y[i] as number, z[i] as number, value[i] as number] as const;
      witnesses.add(...own);
      archive.add(...own, indices[i] as number);
    }
  };
  return { isScored, order, scores, explore, take, frontier: archive.frontier };
}

/**
 * Where a part stands: sharing and mesh change slowest, and each d_model of a coarse sample comes before those between them, so
 * that much is known early of what dominates the rest.
 */
function placeOf({ dModel, modelParallelism }: SearchGrid, part: number): PartPlace {
  const slower = Math.floor(part / dModel.length);
  return {
    dModel: coarseFirst(dModel.length)[part % dModel.length] as number,
    modelParallelism: slower % modelParallelism.length,
    sharing: Math.floor(slower / modelParallelism.length),
  };
}

/** The places of a list: the last of every eight, then of every four, of every two, and the rest. */
function coarseFirst(length: number): number[] {
  const rank = (place: number) => [8, 4, 2, 1].findIndex((step) => (place + 1) % step === 0);
  return Array.from({ length }, (_, place) => place).sort((a, b) => rank(a) - rank(b) || a - b);
}

/** The blocks of each sharing and mesh, taken when they are asked for. */
function keepBlocks({ grid, setting }: SearchTask): (place: PartPlace) => CostBlocks | null {
  const known = new Map<string, CostBlocks | null>();
  return ({ sharing, modelParallelism }) => {
    const key = `${sharing} ${modelParallelism}`;
    if (!known.has(key)) {
      const mesh = grid.modelParallelism[modelParallelism] as number;
      known.set(key, takeBlocks(grid, setting, grid.sharing[sharing] as Sharing, mesh));
    }
    return known.get(key) ?? null;
  };
}

function toPoints({ x, y, z, value, index, length }: Points): Found['points'] {
  // By grid index.
  const order = Uint32Array.from({ length }, (_, i) => i).sort(
    (a, b) => (index[a] as number) - (index[b] as number),
  );
  const pick = (column: Float64Array) => Float64Array.from(order, (i) => column[i] as number);
  return { indices: pick(index), columns: [pick(x), pick(y), pick(z), pick(value)] };
}
