import type { ModelShape } from '../model/shape';
import type { Place } from '../problems/problem';

/** The kinds of configuration files that a shape is read from. */
export const FORMAT_NAMES = ['hf', 'mesh-tf', 't5x', 'flaxformer', 'scaleplan'] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

/** A file that has been read: its name as the user knows it, and its text, decoded and without a byte order mark. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** The settings of a training run that a file may carry beside the shape; flags win over them. */
export interface RunSettings {
  readonly sequences?: number;
  readonly encoderLength?: number;
  readonly decoderLength?: number;
  readonly trainSteps?: number;
  readonly chips?: number;
  readonly modelParallelism?: number;
}

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

/** A line of a file as the place of a problem: `start` and `end` count from the line's first character. */
export function placeIn(source: SourceFile, start: number, end: number): Place {
  const { line, lineStart, text } = lineAt(source, start);
  return {
    file: source.name,
    line,
    text,
    start: start - lineStart,
    end: Math.max(start - lineStart + 1, Math.min(end - lineStart, text.length)),
  };
}

/** Lines end with a line feed, a carriage return, or both. */
function lineAt({ text }: SourceFile, position: number): { line: number; lineStart: number; text: string } {
  let line = 1;
  let lineStart = 0;
  for (const { 0: ending, index } of text.matchAll(/\r\n?|\n/g)) {
    if (index + ending.length > position) return { line, lineStart, text: text.slice(lineStart, index) };
    line++;
    lineStart = index + ending.length;
  }
  return { line, lineStart, text: text.slice(lineStart) };
}
