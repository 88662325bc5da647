import { PAPER_WORKLOAD, type Workload } from '../census/workload';
import type { ModelParallelism, Setting } from '../estimate/setting';
import type { RunSettings } from '../formats/config';
import { LARGEST as LARGEST_FIELDS } from '../formats/limits';
import { defaultChips, type Machine, machineNamed } from '../machine/machine';
import { MODEL_PARALLELISMS, sliceOf } from '../machine/mesh';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import type { Calibration } from '../steptime/calibration';
import { PAPER_CALIBRATION } from '../steptime/paperCalibration';
import { parseQuantity } from '../units/quantity';
import type { FamilyFlags } from './families';

/** What the files that a setting names hold. */
export interface SettingFiles {
  readonly machines: readonly Machine[];
  readonly calibration: Calibration | null;
}

/** The flags that every command takes, as typed. */
export interface CommonFlags extends FamilyFlags {
  readonly json?: boolean;
  readonly timings?: boolean;
  readonly strict?: boolean;
  readonly machine?: string;
  /** Files of machines: the flag may be given again. */
  readonly machineFile?: readonly string[];
  readonly calibration?: string;
  /** What the files of the two flags above hold, read before the command starts. */
  readonly settingFiles?: SettingFiles;
  readonly chips?: string;
  readonly modelParallelism?: string;
  readonly sequences?: string;
  readonly encoderLength?: string;
  readonly decoderLength?: string;
  readonly steps?: string;
  readonly base?: string;
  readonly format?: string;
}

const LARGEST = {
  '--chips': LARGEST_FIELDS.chips,
  '--model-parallelism': LARGEST_FIELDS.modelParallelism,
  '--sequences': LARGEST_FIELDS.sequences,
  '--encoder-length': LARGEST_FIELDS.encoderLength,
  '--decoder-length': LARGEST_FIELDS.decoderLength,
  '--steps': LARGEST_FIELDS.trainSteps,
} as const;

/** What stands in for flags that are silent: the settings of a model's own file, or of a project's configuration. */
type RunDefaults = Omit<RunSettings, 'modelParallelism'> & {
  readonly modelParallelism?: ModelParallelism;
};

/**
 * The setting that the flags describe; where they are silent, that of the model's own file, and else the paper's.
 * @throws UserError for a flag that cannot be read
 */
export function readSetting(flags: CommonFlags, run: RunDefaults = {}): Setting {
  const machine = machineOf(flags);
  const chips = readWhole('--chips', flags.chips) ?? run.chips ?? defaultChips(machine);
  return {
    workload: readWorkload(flags, run),
    slice: sliceOf(machine, chips),
    modelParallelism: readModelParallelism(flags.modelParallelism, run),
    calibration: calibrationOf(flags),
  };
}

function calibrationOf({ settingFiles }: Pick<CommonFlags, 'settingFiles'>): Calibration {
  return settingFiles?.calibration ?? PAPER_CALIBRATION;
}

/**
 * The machine that the flags name; where they are silent, the one of a calibration's or of a machine's file. What a
 * machine's file says of the calibration's own machine, such as another price, wins.
 * @throws UserError `unknown-machine`
 */
export function machineOf(flags: Pick<CommonFlags, 'machine' | 'settingFiles'>): Machine {
  const { machine, settingFiles } = flags;
  const measured = calibrationOf(flags).machine;
  const added = settingFiles?.machines ?? [];
  if (machine !== undefined) return machineNamed(machine, [...added, measured]);
  const [only, ...more] = added;
  const isAsked = only !== undefined && more.length === 0 && (settingFiles?.calibration ?? null) === null;
  return isAsked ? only : machineNamed(measured.name, [...added, measured]);
}

function readWorkload(flags: CommonFlags, run: RunDefaults): Workload {
  const paper = PAPER_WORKLOAD;
  return {
    sequences: readWhole('--sequences', flags.sequences) ?? run.sequences ?? paper.sequences,
    encoderLength:
      readWhole('--encoder-length', flags.encoderLength) ?? run.encoderLength ?? paper.encoderLength,
    decoderLength:
      readWhole('--decoder-length', flags.decoderLength) ?? run.decoderLength ?? paper.decoderLength,
    trainSteps: readWhole('--steps', flags.steps) ?? run.trainSteps ?? paper.trainSteps,
  };
}

function readModelParallelism(text: string | undefined, run: RunDefaults): ModelParallelism {
  const word = text?.toLowerCase();
  if (word === undefined) return run.modelParallelism ?? 'default';
  if (word === 'default') return 'default';
  if (word === 'auto') return 'auto';
  if (/^\d+$/.test(word)) return readWhole('--model-parallelism', word) as number;
  const place = wholeOf(word);
  throw new UserError('model-parallelism-not-a-number', { text: word, allowed: MODEL_PARALLELISMS }, place);
}

function readWhole(flag: keyof typeof LARGEST, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = parseQuantity(text, { flag, kind: 'whole' });
  if (value <= LARGEST[flag]) return value;
  throw new UserError('flag-too-large', { flag, limit: LARGEST[flag] }, wholeOf(text));
}
