import tolerances from '../../../presets/published/tolerances.json';
import { type Census, takeCensus } from '../../census/census';
import { countCompute, forwardMacs } from '../../census/compute';
import { countParameters } from '../../census/parameters';
import { PAPER_WORKLOAD } from '../../census/workload';
import { parseName } from '../../names/parse';
import { exactly, giveOrTake } from '../../units/interval';
import { PUBLISHED_ROWS, type PublishedRow, TABLE_4, TABLE_5 } from '../published';
import { stepOfRow } from '../speeds';
import type { Reading } from './claim';

/** A model in a row of a table. */
export interface Row {
  readonly table: string;
  readonly model: string;
  readonly name: string;
}

/** The rows of Table 5, as rows. */
export const VISION_TABLE: readonly Row[] = TABLE_5.map(({ model, name }) => ({
  table: 'Table 5',
  model,
  name,
}));

const ROWS: readonly Row[] = [...PUBLISHED_ROWS, ...VISION_TABLE];

/** A run on images: Table 5 counts one at a time. */
const ONE_IMAGE = { ...PAPER_WORKLOAD, sequences: 1 };

/** What a figure comes to that follows from the shape alone, in every way in which the paper counts it. */
export function computedReadings(row: Row, quantity: string): readonly Reading[] {
  return READERS[quantity]?.(row) ?? [];
}

const READERS: Readonly<Record<string, (row: Row) => readonly Reading[]>> = {
  parameters: readParameters,
  tflops: readTflops,
  gflops: readGflops,
  layersOfBothStacks: readLayers,
};

function censusOf({ table, name }: Row): Census {
  return takeCensus(parseName(name), table === 'Table 5' ? ONE_IMAGE : PAPER_WORKLOAD);
}

/** Canonical rows print parameters alone, the others of Table 4 optimizer slots with them. */
function readParameters(row: Row): readonly Reading[] {
  const { total, totalWithSlots } = countParameters(censusOf(row));
  const alone = { reading: '', value: total, interval: exactly(total) };
  if (row.table !== 'Table 4') return [alone];
  const withSlots = { value: totalWithSlots, interval: exactly(totalWithSlots) };
  return [alone, { reading: 'with optimizer slots', ...withSlots }];
}

/** Multiply-accumulates of a whole step, laid out over the row's own slice. */
function readTflops({ model }: Row): readonly Reading[] {
  const step = stepOfRow(TABLE_4.find((row) => row.model === model) as PublishedRow);
  const { tflops } = countCompute(step.census, PAPER_WORKLOAD, step.mesh);
  return [{ reading: '', value: tflops, interval: giveOrTake(tflops, tolerances.text) }];
}

/** Multiply-accumulates of an image. */
function readGflops(row: Row): readonly Reading[] {
  const value = censusOf(row).reduce((sum, einsum) => sum + forwardMacs(einsum, null), 0) / 1e9;
  return [{ reading: '', value, interval: giveOrTake(value, tolerances.vision) }];
}

/** Layers of encoder and decoder together. */
function readLayers({ name }: Row): readonly Reading[] {
  const { encoderLayers, decoderLayers } = parseName(name);
  const value = encoderLayers + decoderLayers;
  return [{ reading: '', value, interval: exactly(value) }];
}

/** Multiply-accumulates of one of the microbatches of a row of Table 4, and how many it has. */
export function oneMicrobatch(model: string): { readonly tflops: number; readonly microbatches: number } {
  const { census, mesh } = stepOfRow(TABLE_4.find((row) => row.model === model) as PublishedRow);
  const { forwardMacsPerMicrobatch } = countCompute(census, PAPER_WORKLOAD, mesh);
  return { tflops: forwardMacsPerMicrobatch / 1e12, microbatches: mesh.microbatches };
}

/** The models of a table, in its order. */
export function modelsOf(table: string): string[] {
  return ROWS.filter((row) => row.table === table).map(({ model }) => model);
}

/** The row of a model in the table that prints a quantity of it: Table 4 or 5 where it stands there, else another. */
export function rowOf(model: string): Row {
  const rows = ROWS.filter((row) => row.model === model);
  const row = rows.find(({ table }) => table === 'Table 4') ?? rows[0];
  if (!row) throw new Error(`No table has a row ${model}.`);
  return row;
}
