import workload from '../../presets/workload.json';

/** What one training step is run on: B sequences, S and T tokens each, and how many steps. */
export interface Workload {
  /** B: sequences a step. */
  readonly sequences: number;
  /** S: tokens of an encoder sequence. */
  readonly encoderLength: number;
  /** T: tokens of a decoder sequence. */
  readonly decoderLength: number;
  readonly trainSteps: number;
}

/** The paper's pre-training run: 128 sequences of 512 and 128 tokens, 2^19 steps (section 3). */
export const PAPER_WORKLOAD: Workload = workload.paper;
