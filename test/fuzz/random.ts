/** A stream of random numbers that a seed decides: the same on every machine. */
export interface Random {
  /** A whole number from 0 to one below a limit. */
  readonly below: (limit: number) => number;
  /** True once in so many times. */
  readonly oneIn: (times: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

const LARGEST_WORD = 2 ** 32;

/** Bret Mulvey's and Tommy Ettinger's mulberry32: 32 bits of state, enough for a fuzzer. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / LARGEST_WORD;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
  };
}

/** The seed of a part of a run: each target has its own stream, so that it can be run alone. */
export function seedOf(seed: number, name: string): number {
  let hash = seed | 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return hash;
}
