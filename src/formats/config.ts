import type { ModelShape } from '../model/shape';
import type { Place } from '../problems/problem';
import type { SourceText } from '../text/place';

/** The kinds of configuration files that a shape is read from. */
export const FORMAT_NAMES = ['hf', 'mesh-tf', 't5x', 'flaxformer', 'scaleplan'] as const;

/** The kind of a configuration file that a shape is read from. */
export type FormatName = (typeof FORMAT_NAMES)[number];

/** A configuration file that has been read, its text decoded and without a byte order mark. */
export type SourceFile = SourceText;

/** The settings of a training run that a file may carry beside the shape; flags win over them. */
export interface RunSettings {
  readonly sequences?: number;
  readonly encoderLength?: number;
  readonly decoderLength?: number;
  readonly trainSteps?: number;
  readonly chips?: number;
  readonly modelParallelism?: number;
}

/** A field that a configuration file may hold, of the shape or of the run. */
export type ConfigField = keyof ModelShape | keyof RunSettings;

/** A model as a configuration file describes it. */
export interface ModelConfig {
  readonly file: string;
  readonly format: FormatName;
  readonly shape: ModelShape;
  readonly run: RunSettings;
  /** Where each field is written (in the file or one that it includes); a field that a default gives has no place. */
  readonly places: Readonly<Partial<Record<ConfigField, Place>>>;
  /** Where the file describes something else than what is counted. */
  readonly notes: readonly string[];
}

/** How a file is read. */
export interface ReadOptions {
  /** What the file is, where the user says so; else its content tells. */
  readonly format?: FormatName | undefined;
  /**
   * A file that another one includes, by the path as written; null where there is none inside the folder tree.
   * Only the outermost program touches the disk.
   */
  readonly include: (path: string, from: SourceFile) => SourceFile | null;
}
