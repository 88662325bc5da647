import type { Vector } from '../numerics/linearAlgebra';

/** cos(i pi / n) for i from 0 to n, by the recurrence of Chebyshev's polynomials from cos(pi / n). */
function cosines(n: number, first: number): number[] {
  const values = [1, first];
  for (let i = 2; i <= n; i++) values.push(2 * first * (values[i - 1] as number) - (values[i - 2] as number));
  return values;
}

/** cos(pi / 12) = (sqrt 6 + sqrt 2) / 4. */
const COSINE = (Math.sqrt(6) + Math.sqrt(2)) / 4;
const COSINES = cosines(12, COSINE);

/** Thirteen values between two ends, which are the first and the last, denser towards these (Chebyshev points of the second kind). */
export function chebyshevNodes(from: number, to: number): number[] {
  const [middle, half] = [from + (to - from) / 2, (to - from) / 2];
  return COSINES.map((cosine) => middle - half * cosine);
}

/** The polynomial through values at Chebyshev nodes (barycentric formula; Berrut and Trefethen 2004, section 5). */
export function interpolate(nodes: Vector, values: Vector, x: number): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < nodes.length; i++) {
    const distance = x - (nodes[i] as number);
    if (distance === 0) return values[i] as number;
    const isEnd = i === 0 || i === nodes.length - 1;
    const weight = ((i % 2 === 0 ? 1 : -1) * (isEnd ? 0.5 : 1)) / distance;
    above += weight * (values[i] as number);
    below += weight;
  }
  return above / below;
}
