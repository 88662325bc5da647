import { nearestSpellings } from '../problems/nearest';
import { type Place, UserError } from '../problems/problem';
import { findColumn } from '../tables/columns';
import type { Row, Table } from '../tables/row';
import { isEmpty, textIn } from '../tables/values';
import { plainQuantityIn, readSpeed, type SpeedInterval } from './speed';

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
  stepsPerSecond: [
    'stepsPerSecond',
    'steps/s',
    'steps/sec',
    'steps per sec',
    'step rate',
    'it/s',
    'its/s',
    'iterations/s',
    'iterations per second',
  ],
  sequencesPerSecond: [
    'sequencesPerSecond',
    'sequences/s',
    'sequences/sec',
    'examples per second',
    'samples per second',
    'samples/s',
    'images per second',
    'images/s',
  ],
  secondsPerStep: ['secondsPerStep', 'seconds/step', 's/step', 'sec/step', 's/it', 'step seconds'],
  millisecondsPerStep: ['millisecondsPerStep', 'ms/step', 'ms per step', 'ms/it', 'step ms'],
  rounding: ['rounding', 'half width', 'tolerance', 'plus minus'],
} as const;

/** What a column of a run may be. */
export type Measure = keyof typeof COLUMNS;

/** Columns of speeds that leave open what of: no measure may be guessed. */
const UNCLEAR = [
  'throughput',
  'speed',
  'rate',
  'tokens/s',
  'tokens per second',
  'time',
  'step time',
  'duration',
];

/** The columns that say how fast a run was, and what each counts. */
const SPEEDS = {
  stepsPerSecond: { unit: 'steps', per: 'second', seconds: 1 },
  sequencesPerSecond: { unit: 'sequences', per: 'second', seconds: 1 },
  secondsPerStep: { unit: 'steps', per: 'step', seconds: 1 },
  millisecondsPerStep: { unit: 'steps', per: 'step', seconds: 1e-3 },
} as const;

type SpeedMeasure = keyof typeof SPEEDS;

const SPEED_MEASURES = Object.keys(SPEEDS) as SpeedMeasure[];

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
  /** The column that the speed stands in. */
  readonly speedMeasure: Measure;
  /** Where the value of a measure is written, or else the row. */
  readonly placeOf: (measure: Measure) => Place;
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
  if (SPEED_MEASURES.every((name) => columns[name] === undefined)) {
    const unclear = findColumn(table, UNCLEAR);
    if (unclear !== null) throw new UserError('runs-unclear-speed', { column: unclear }, table.heading);
    throw new UserError('runs-no-column', { name: 'the speed', examples }, table.heading);
  }
  return columns;
}

/** A column that is almost one of a run's is a slip; any other is the user's own. */
function refuseMisspelling(column: string, { heading }: Table): void {
  // `step time` is no slip of a speed, but a measure of its own.
  const isClear = findColumn({ columns: [column] }, UNCLEAR) === null;
  const nearest = column.length < 4 || !isClear ? [] : nearestSpellings(column, MEASURES);
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
    return name === null ? null : plainQuantityIn(row, name, 'whole');
  };
  const placeOf = (measure: Measure) => row.place(columns[measure] ?? '');
  const [speedMeasure, ...more] = SPEED_MEASURES.filter((measure) => column(measure) !== null);
  if (speedMeasure === undefined || more.length > 0)
    throw new UserError('runs-no-speed', {}, placeOf('model'));
  return {
    model: textIn(row, columns.model as string),
    machine: text('machine'),
    chips: whole('chips'),
    modelParallelism: text('modelParallelism'),
    sequences: whole('sequences'),
    encoderLength: whole('encoderLength'),
    decoderLength: whole('decoderLength'),
    unit: SPEEDS[speedMeasure].unit,
    speed: rateOf(speedMeasure, readSpeed(row, column(speedMeasure) as string, column('rounding'))),
    speedMeasure,
    placeOf,
  };
}

/** A speed a second: seconds a step turned round, and their interval with them. */
function rateOf(measure: SpeedMeasure, written: SpeedInterval): SpeedInterval {
  const { per, seconds } = SPEEDS[measure];
  if (per === 'second') return written;
  const { value, least, most } = written;
  return { value: 1 / (value * seconds), least: 1 / (most * seconds), most: 1 / (least * seconds) };
}
