import { frontierOrder } from './frontier';

/** Shapes that are looked at together: what they cost in each coordinate, their value (less is better), where they stand. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly value: Float64Array;
  readonly index: Float64Array;
  readonly length: number;
}

/** Shapes that wait to be compared with each other exactly. */
export interface Archive {
  readonly add: (x: number, y: number, z: number, value: number, index: number) => void;
  /** The undominated of all that were added. */
  readonly frontier: () => Points;
}

/** What waits at first, and how many times what stands may wait later on. */
const LEAST_WAITING = 65_536;

/** An empty archive. */
export function makeArchive(onReduced: (kept: Points) => void = () => undefined): Archive {
  let room = allot(2 * LEAST_WAITING);
  let length = 0;
  let reducedTo = 0;

  const reduce = (): Points => {
    const order = frontierOrder({ ...room, length });
    const next = allot(Math.max(room.x.length, 2 * order.length + LEAST_WAITING));
    order.forEach((from, to) => {
      copy(room, from, next, to);
    });
    room = next;
    length = order.length;
    reducedTo = length;
    return { ...room, length };
  };
  const add = (x: number, y: number, z: number, value: number, index: number): void => {
    if (length === room.x.length) onReduced(reduce());
    room.x[length] = x;
    room.y[length] = y;
    room.z[length] = z;
    room.value[length] = value;
    room.index[length] = index;
    length += 1;
  };
  return { add, frontier: () => (length === reducedTo ? { ...room, length } : reduce()) };
}

type Room = Omit<Points, 'length'>;

function allot(length: number): Room {
  const column = () => new Float64Array(length);
  return { x: column(), y: column(), z: column(), value: column(), index: column() };
}

function copy(from: Room, at: number, to: Room, place: number): void {
  to.x[place] = from.x[at] as number;
  to.y[place] = from.y[at] as number;
  to.z[place] = from.z[at] as number;
  to.value[place] = from.value[at] as number;
  to.index[place] = from.index[at] as number;
}
