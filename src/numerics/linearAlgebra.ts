/** Small dense linear algebra with + - * / and square roots only: the same bits on every machine. */

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

/** The inner product of two vectors, summed from the first entry on. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** a + factor x b. */
export function addScaled(a: Vector, factor: number, b: Vector): number[] {
  return a.map((value, i) => value + factor * (b[i] as number));
}

/** The Euclidean length of a vector. */
export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** Solves a square system by Gaussian elimination with partial pivoting; null where it is singular. */
export function solve(matrix: Matrix, right: Vector): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let column = 0; column < n; column++) {
    const pivotRow = largestPivot(rows, column);
    const pivot = rows[pivotRow] as number[];
    if (Math.abs(pivot[column] as number) < 1e-12) return null;
    rows[pivotRow] = rows[column] as number[];
    rows[column] = pivot;
    for (let i = column + 1; i < n; i++) {
      const row = rows[i] as number[];
      const factor = (row[column] as number) / (pivot[column] as number);
      for (let j = column; j <= n; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let rest = row[n] as number;
    for (let j = i + 1; j < n; j++) rest -= (row[j] as number) * (solution[j] as number);
    solution[i] = rest / (row[i] as number);
  }
  return solution;
}

function largestPivot(rows: number[][], column: number): number {
  let best = column;
  for (let i = column + 1; i < rows.length; i++) {
    if (
      Math.abs((rows[i] as number[])[column] as number) > Math.abs((rows[best] as number[])[column] as number)
    )
      best = i;
  }
  return best;
}

/** The least-squares solution of `columns * x = target`, by orthogonalising the columns twice (Gram-Schmidt). */
export function leastSquares(columns: Matrix, target: Vector): number[] {
  const basis: number[][] = [];
  const triangle: number[][] = [];
  for (const column of columns) {
    let rest = [...column];
    const weights = basis.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((direction, i) => {
        const part = dot(direction, rest);
        weights[i] = (weights[i] as number) + part;
        rest = addScaled(rest, -part, direction);
      });
    }
    const length = norm(rest);
    basis.push(rest.map((value) => value / length));
    triangle.push([...weights, length]);
  }
  return backSubstitute(
    triangle,
    basis.map((direction) => dot(direction, target)),
  );
}

/** Solves the upper triangle whose columns are given. */
function backSubstitute(columns: Matrix, right: Vector): number[] {
  const solution = new Array<number>(right.length).fill(0);
  for (let i = right.length - 1; i >= 0; i--) {
    let rest = right[i] as number;
    for (let j = i + 1; j < right.length; j++)
      rest -= ((columns[j] as Vector)[i] as number) * (solution[j] as number);
    solution[i] = rest / ((columns[i] as Vector)[i] as number);
  }
  return solution;
}
