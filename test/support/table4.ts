import { TABLE_4 } from '../../src/evidence/published';
import { stepOfRow } from '../../src/evidence/speeds';
import type { Step } from '../../src/steptime/step';
import measured from '../fixtures/table4-measured.json';

/** A row of Table 4: what is printed, what the library counts, and its step. */
export interface MeasuredRow {
  readonly name: string;
  readonly printed: { readonly tflops: string; readonly stepsPerSecond: string };
  readonly counted: (typeof measured.rows)[number];
  readonly step: Step;
}

/** The fourteen rows of Table 4 on their own slices. */
export const ROWS: readonly MeasuredRow[] = TABLE_4.map((row) => {
  const counted = measured.rows.find(({ name }) => name === row.name);
  if (!counted) throw new Error(`No counts of ${row.name}.`);
  const { tflops = '', stepsPerSecond = '' } = row.figures;
  return { name: row.name, printed: { tflops, stepsPerSecond }, counted, step: stepOfRow(row) };
});

/** The row with this name. */
export function rowNamed(name: string): MeasuredRow {
  return ROWS.find((row) => row.name === name) as MeasuredRow;
}
