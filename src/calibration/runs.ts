import { nearestSpellings } from '../problems/nearest';
import { type Place, UserError } from '../problems/problem';
import { findColumn } from '../tables/columns';
import type { Row, Table } from '../tables/table';
import { isEmpty, quantityIn, textIn } from '../tables/values';
import { readSpeed, type SpeedInterval } from './speed';

/** The most runs of a calibration. */
export const MOST_RUNS = 200;

/** What a column of a table of runs may be called, the first its own name. Case, dashes and underscores do not count. */
const COLUMNS = {
  model: ['model', 'name', 'config', 'config file', 'shape'],
  machine: ['machine', 'accelerator', 'device', 'hardware'],
  chips: ['chips', 'num chips', 'number of chips', 'gpus', 'num gpus', 'devices'],
  modelParallelism: ['modelParallelism', 'mp', 'tensorParallelism', 'tp', 'model parallel size'],
  sequences: ['sequences', 'batch', 'batch size', 'global batch size', 'sequences per step'],
  encoderLength: ['encoderLength', 'inputs length', 'input length', 'source length', 'S'],
  decoderLength: ['decoderLength', 'targets length', 'target length', 'output length', 'T'],
  stepsPerSecond: ['stepsPerSecond', 'steps/s', 'steps/sec', 'steps per sec', 'step rate'],
  sequencesPerSecond: [
    'sequencesPerSecond',
    'sequences/s',
    'sequences/sec',
    'examples per second',
    'samples per second',
  ],
  rounding: ['rounding', 'half width', 'tolerance', 'plus minus'],
} as const;

type Measure = keyof typeof COLUMNS;

const MEASURES = Object.keys(COLUMNS) as Measure[];

/** A run as a user wrote it down; what a row leaves out is null. */
export interface WrittenRun {
  readonly model: string;
  readonly machine: string | null;
  readonly chips: number | null;
  /** A number, or the word that asks for the size's own. */
  readonly modelParallelism: string | null;
  readonly sequences: number | null;
  readonly encoderLength: number | null;
  readonly decoderLength: number | null;
  /** What a second of the run does. */
  readonly unit: 'steps' | 'sequences';
  readonly speed: SpeedInterval;
  /** Where the value of a measure is written, or else the row. */
  readonly placeOf: (measure: keyof typeof COLUMNS) => Place;
}

/**
 * The measured runs of a table.
 * @throws UserError with file, line and place, for a column or a value that cannot be read
 */
export function readRuns(table: Table): WrittenRun[] {
  const columns = readColumns(table);
  if (table.rows.length > MOST_RUNS) {
    const place = table.rows[MOST_RUNS]?.place('') as Place;
    throw new UserError('runs-too-many', { limit: MOST_RUNS }, place);
  }
  return table.rows.map((row) => readRun(row, columns));
}

type Columns = Readonly<Partial<Record<Measure, string>>>;

function readColumns(table: Table): Columns {
  const columns: Partial<Record<Measure, string>> = {};
  for (const column of table.columns) {
    const measure = MEASURES.find((name) => findColumn({ ...table, columns: [column] }, COLUMNS[name]));
    if (measure === undefined) {
      refuseMisspelling(column, table);
      continue;
    }
    const first = columns[measure];
    if (first !== undefined) {
      throw new UserError('runs-column-twice', { first, second: column, name: measure }, table.heading);
    }
    columns[measure] = column;
  }
  const examples = 'model, chips, modelParallelism, sequences, stepsPerSecond';
  if (columns.model === undefined) {
    throw new UserError('runs-no-column', { name: 'the model', examples }, table.heading);
  }
  if (columns.stepsPerSecond === undefined && columns.sequencesPerSecond === undefined) {
    throw new UserError('runs-no-column', { name: 'the speed', examples }, table.heading);
  }
  return columns;
}

/** A column that is almost one of a run's is a slip; any other is the user's own. */
function refuseMisspelling(column: string, { heading }: Table): void {
  const nearest = column.length < 4 ? [] : nearestSpellings(column, MEASURES);
  if (nearest.length === 0) return;
  throw new UserError('runs-unknown-column', { column, nearest, names: MEASURES }, heading);
}

function readRun(row: Row, columns: Columns): WrittenRun {
  const column = (measure: Measure) => {
    const name = columns[measure];
    return name === undefined || isEmpty(row, name) ? null : name;
  };
  const text = (measure: Measure) => {
    const name = column(measure);
    return name === null ? null : textIn(row, name);
  };
  const whole = (measure: Measure) => {
    const name = column(measure);
    return name === null ? null : quantityIn(row, name, 'whole');
  };
  const placeOf = (measure: Measure) => row.place(columns[measure] ?? '');
  const [steps, sequences] = [column('stepsPerSecond'), column('sequencesPerSecond')];
  if ((steps === null) === (sequences === null)) throw new UserError('runs-no-speed', {}, placeOf('model'));
  return {
    model: textIn(row, columns.model as string),
    machine: text('machine'),
    chips: whole('chips'),
    modelParallelism: text('modelParallelism'),
    sequences: whole('sequences'),
    encoderLength: whole('encoderLength'),
    decoderLength: whole('decoderLength'),
    unit: steps === null ? 'sequences' : 'steps',
    speed: readSpeed(row, (steps ?? sequences) as string, column('rounding')),
    placeOf,
  };
}
