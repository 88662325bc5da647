/** Layers of each stack in the loop. */
const LAYERS = 40;

/**
 * The arithmetic of a search and nothing else: four costs and a score for every pair of depths, added up. No budget, no
 * frontier: what JavaScript can do at most.
 * @returns a number that depends on all of it, so that no engine can leave it out
 */
export function runBareLoop(tuples: number): number {
  const layers = Float64Array.from({ length: LAYERS }, (_, i) => i + 1);
  const odds = Float64Array.from({ length: LAYERS * LAYERS }, (_, i) => 1 / (i + 1));
  const doubt = odds.map((value) => 1 + value);
  let sum = 0;
  for (let tuple = 0; tuple < tuples; tuple++) {
    for (let encoder = 0; encoder < LAYERS; encoder++) {
      const base = tuple + (layers[encoder] as number);
      const at = encoder * LAYERS;
      for (let decoder = 0; decoder < LAYERS; decoder++) {
        const decoding = layers[decoder] as number;
        const macs = base + decoding * 3;
        const parameters = base + decoding * 5;
        const seconds = base + decoding * 7;
        const bytes = base + decoding * 11;
        const score =
          (odds[at + decoder] as number) +
          Math.sqrt(1 + base * (odds[at + decoder] as number) + (doubt[at + decoder] as number));
        sum += macs + parameters + seconds + bytes + score;
      }
    }
  }
  return sum;
}

/** Shapes that one tuple of widths stands for. */
export const SHAPES_A_TUPLE = LAYERS * LAYERS;
