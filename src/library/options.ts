import type { Calibration } from '../steptime/calibration';
import type { MachineData } from './machines';

/** A number, or a quantity as the command line takes it: `64`, `'64'`, `'16K'`, `'11T'`, `'12GiB'`. */
export type Amount = number | string;

/** Where and how a model is trained. What is left out is the model's own, and else the paper's: 16 chips of TPU v3. */
export interface SettingOptions {
  /** The machine by name: `tpu-v3` unless told, or that of the calibration, or of the only one in `machines`. */
  readonly machine?: string;
  /** Machines that are known beside the built-in ones, in the form of a machine file (schemas/machine.json). */
  readonly machines?: readonly MachineData[];
  /** What turns a step into seconds: `readCalibration` reads one; the paper's Table 4 unless told. */
  readonly calibration?: Calibration;
  /** Chips of the slice: 16 unless told. */
  readonly chips?: Amount;
  /** A power of two, `default` (the size's own), or `auto` (the fastest that fits). */
  readonly modelParallelism?: Amount;
  /** Sequences a step; images of a Vision Transformer: 128 unless told. */
  readonly sequences?: Amount;
  /** Tokens of an encoder sequence: 512 unless told. */
  readonly encoderLength?: Amount;
  /** Tokens of a decoder sequence: 128 unless told. */
  readonly decoderLength?: Amount;
  /** Training steps: 524288 unless told. */
  readonly steps?: Amount;
}

/** The setting, and how names are read: the flags of `describe` in camel case. */
export interface ModelOptions extends SettingOptions {
  /** The size that operators without one apply to: `BASE` unless told. */
  readonly base?: string;
  /** What models of text are made: `encoder-only`, `decoder-only` or `encoder-decoder`. */
  readonly family?: string;
  /** Pixels of the side of a patch, where the name of a Vision Transformer does not say: 32 unless told. */
  readonly patchSize?: Amount;
  /** Pixels of the side of an image, where the name does not say: 224 unless told. */
  readonly imageSize?: Amount;
  /** Classes of the head of a Vision Transformer: 18291 unless told. */
  readonly classes?: Amount;
}
