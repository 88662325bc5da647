import workload from '../../presets/workload.json';
import type { Spread } from '../census/compute';
import type { Dimension, DimensionName } from '../census/dimensions';
import { longestSequence, type Workload } from '../census/workload';
import type { ModelShape } from '../model/shape';
import { UserError } from '../problems/problem';
import type { Machine } from './machine';

/** A number of chips of one machine. */
export interface Slice {
  readonly machine: Machine;
  readonly chips: number;
  readonly cores: number;
}

/** The two axes of a mesh of cores. */
export type MeshAxis = 'data' | 'model';

/** The T5 library's layout rules: which dimensions are split over which axis; all others are repeated on every core. */
export const LAYOUT_RULES: Readonly<Partial<Record<DimensionName, MeshAxis>>> = {
  batch: 'data',
  dFf: 'model',
  heads: 'model',
  headKeys: 'model',
  memoryHeadKeys: 'model',
  vocab: 'model',
};

/** Model parallelism that the planner covers: up to the paper's 32 (section 4.4). */
export const MODEL_PARALLELISMS: readonly number[] = [1, 2, 4, 8, 16, 32];

/** A slice seen as data x model, and how a step's sequences go over it. */
export interface Mesh extends Spread {
  readonly slice: Slice;
  readonly modelParallelism: number;
  readonly dataParallelism: number;
  /** Sequences that a replica works on at a time. */
  readonly sequencesPerMicrobatch: number;
}

/**
 * The slice of a machine with this many chips.
 * @throws UserError `no-such-slice`
 */
export function sliceOf(machine: Machine, chips: number): Slice {
  if (!machine.slices.includes(chips)) {
    throw new UserError('no-such-slice', { chips, machine: machine.name, slices: machine.slices });
  }
  return { machine, chips, cores: chips * machine.coresPerChip };
}

/**
 * Lays a model out over a slice: dimensions split as in LAYOUT_RULES, a replica's sequences cut into microbatches of at
 * most 8,192 tokens (the T5 library's `serialize_num_microbatches`). The images of a Vision Transformer are never cut: that
 * rule is the T5 library's alone, and Dosovitskiy et al. 2020 tell of none.
 * @throws UserError where the cores, the sequences or a dimension of the shape cannot be split that way
 */
export function layOut(shape: ModelShape, run: Workload, slice: Slice, modelParallelism: number): Mesh {
  checkModelParallelism(modelParallelism, slice);
  checkDivisible(shape, modelParallelism);
  const dataParallelism = slice.cores / modelParallelism;
  checkSequences(run, dataParallelism);
  const sequencesPerReplica = run.sequences / dataParallelism;
  const microbatches = countMicrobatches(shape, run, sequencesPerReplica);
  const sequencesPerMicrobatch = sequencesPerReplica / microbatches;
  const splits = { data: dataParallelism * microbatches, model: modelParallelism };
  const local = (dimension: Dimension) => {
    const axis = LAYOUT_RULES[dimension.name];
    return axis ? dimension.size / splits[axis] : dimension.size;
  };
  return {
    slice,
    modelParallelism,
    dataParallelism,
    cores: slice.cores,
    microbatches,
    sequencesPerMicrobatch,
    local,
  };
}

/** The number of cores along an axis of a mesh. */
export function axisSize(mesh: Mesh, axis: MeshAxis): number {
  return axis === 'data' ? mesh.dataParallelism : mesh.modelParallelism;
}

function countMicrobatches(shape: ModelShape, run: Workload, sequencesPerReplica: number): number {
  if (shape.vision !== undefined) return 1;
  const longest = longestSequence(shape, run);
  let sequences = Math.max(1, Math.floor(workload.microbatch.tokensPerReplica / longest));
  sequences = Math.min(sequences, sequencesPerReplica);
  while (sequencesPerReplica % sequences !== 0) sequences -= 1;
  return sequencesPerReplica / sequences;
}

function checkModelParallelism(modelParallelism: number, slice: Slice): void {
  if (!MODEL_PARALLELISMS.includes(modelParallelism)) {
    throw new UserError('bad-model-parallelism', { modelParallelism, allowed: MODEL_PARALLELISMS });
  }
  if (modelParallelism > slice.cores) {
    throw new UserError('more-model-parallelism-than-cores', {
      modelParallelism,
      cores: slice.cores,
      chips: slice.chips,
    });
  }
}

/** The dimensions of a shape that the model axis splits, by what a user calls them; a Vision Transformer's vocabulary is 0. */
function splitDimensions(shape: ModelShape): [string, number][] {
  const dimensions: [string, number][] = [
    ['heads', shape.numHeads],
    ['d_ff', shape.dFf],
    ['vocabulary', shape.vocabSize],
  ];
  if (shape.numMemoryHeads > 1) dimensions.push(['memory heads', shape.numMemoryHeads]);
  return dimensions;
}

/** Whether the model axis divides every dimension of a shape that it splits. */
export function divides(shape: ModelShape, modelParallelism: number): boolean {
  return splitDimensions(shape).every(([, size]) => size % modelParallelism === 0);
}

function checkDivisible(shape: ModelShape, modelParallelism: number): void {
  if (divides(shape, modelParallelism)) return;
  throw new UserError('indivisible-dimensions', {
    modelParallelism,
    dimensions: splitDimensions(shape).filter(([, size]) => size % modelParallelism !== 0),
    wouldDo: MODEL_PARALLELISMS.filter((candidate) => divides(shape, candidate)),
  });
}

function checkSequences({ sequences }: Workload, replicas: number): void {
  if (sequences < replicas) throw new UserError('fewer-sequences-than-replicas', { sequences, replicas });
  if (sequences % replicas !== 0) throw new UserError('indivisible-sequences', { sequences, replicas });
}
