/** Halvings that take any interval of doubles to two neighbours. */
const MOST_HALVINGS = 1100;

/** (sqrt 5 - 1) / 2: what golden section keeps of an interval. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Golden sections that narrow an interval down to what a maximum can be told to: half the digits of a double. */
const SECTIONS = 45;

/** Where a function that has different signs at the two ends crosses 0, as exactly as a double can say. */
export function bisect(f: (x: number) => number, from: number, to: number): number {
  const signAtStart = Math.sign(f(from));
  let low = from;
  let high = to;
  for (let i = 0; i < MOST_HALVINGS; i++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (Math.sign(f(middle)) === signAtStart) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** Where a function is largest between two ends, if it has one top there; by golden section. */
export function maximise(f: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [atLeft, atRight] = [f(left), f(right)];
  for (let i = 0; i < SECTIONS; i++) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    }
  }
  return atLeft >= atRight ? left : right;
}
