import { type ComputeCount, countCompute } from '../census/compute';
import { type MemoryUse, measureMemory } from '../census/memory';
import { countParameters, type ParameterCount } from '../census/parameters';
import { type Workload, workloadOf } from '../census/workload';
import { type Evidence, nearestRows, rowAsEvidence } from '../evidence/nearestRows';
import type { PublishedRow } from '../evidence/published';
import { fittedQuality } from '../evidence/quality/fitted';
import { isPaperRun, publishedQuality } from '../evidence/quality/published';
import type { Quality } from '../evidence/quality/quality';
import { nearestVisionRow } from '../evidence/visionRows';
import { type Family, familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { CORRECTIONS, sizeNamed } from '../model/sizes';
import { formatName, nearestSize } from '../names/format';
import type { Step } from '../steptime/step';
import { familyNotes } from './familyNotes';
import { layOutStep } from './parallelism';
import type { Setting } from './setting';
import { estimateThroughput, type Throughput } from './throughput';
import { costOfTraining, type TrainingCost } from './training';
import { findWarnings, type Warning } from './warnings';

/** Where a model runs and how it is laid out there. */
export interface SliceUse {
  readonly machine: string;
  readonly chips: number;
  readonly cores: number;
  readonly modelParallelism: number;
  readonly dataParallelism: number;
  readonly microbatches: number;
}

/** Everything scaleplan knows about one model in one setting: MODEL of the JSON contract. */
export interface ModelEstimate {
  readonly name: string;
  readonly family: Family;
  readonly shape: ModelShape;
  readonly parameters: ParameterCount;
  readonly compute: ComputeCount;
  readonly memory: MemoryUse & { readonly limitBytes: number; readonly fits: boolean };
  readonly slice: SliceUse;
  /** The run of this model: its own file may set it. */
  readonly workload: Workload;
  readonly throughput: Throughput;
  readonly training: TrainingCost;
  /** The quality of the planned run, published or fitted; null where it is not the paper's run, or neither is known. */
  readonly quality: Quality | null;
  /** What the paper's own run of this shape reached. */
  readonly publishedQuality: Quality | null;
  /** What the fit on the paper's scores expects of this shape, trained as in the paper. */
  readonly fittedQuality: Quality | null;
  readonly warnings: readonly Warning[];
  /** Where the shape departs from what the paper prints, or from what its file describes, and why. */
  readonly notes: readonly string[];
  /** The published row that stands nearest. */
  readonly nearestPublished: Evidence;
}

/**
 * Estimates one shape in one setting.
 * @throws UserError where the shape cannot be laid out over the slice
 */
export function estimateModel(
  shape: ModelShape,
  setting: Setting,
  fileName?: string,
  fileNotes?: readonly string[],
): ModelEstimate {
  return estimateStep(layOutStep(shape, setting), setting, fileName, fileNotes);
}

/**
 * Estimates a step that is laid out already. A shape without a canonical name is named after its file.
 * @param fileNotes where the file describes something else than what is counted
 */
export function estimateStep(
  step: Step,
  { workload, slice, calibration }: Setting,
  fileName = 'unnamed',
  fileNotes: readonly string[] = [],
): ModelEstimate {
  const { shape, census, mesh } = step;
  const parameters = countParameters(census);
  const compute = countCompute(census, workload, mesh);
  const memory = measureMemory(census, mesh.local);
  const throughput = estimateThroughput(step, compute, parameters, calibration);
  const name = formatName(shape) ?? fileName;
  const limitBytes = slice.machine.memoryBytesPerCore;
  const published = publishedQuality(shape);
  const fitted = fittedQuality(shape);
  return {
    name,
    family: familyOf(shape),
    shape,
    parameters,
    compute,
    memory: { ...memory, limitBytes, fits: memory.perCoreBytes <= limitBytes },
    slice: {
      machine: slice.machine.name,
      chips: slice.chips,
      cores: slice.cores,
      modelParallelism: mesh.modelParallelism,
      dataParallelism: mesh.dataParallelism,
      microbatches: mesh.microbatches,
    },
    workload: workloadOf(shape, workload),
    throughput,
    training: costOfTraining(throughput.seconds, workload, slice),
    quality: isPaperRun(workload) ? (published ?? fitted) : null,
    publishedQuality: published,
    fittedQuality: fitted,
    warnings: findWarnings(shape, mesh, memory.perCoreBytes, throughput, calibration),
    notes: [...correctionNotes(shape), ...familyNotes(shape, calibration), ...fileNotes],
    nearestPublished: nearestEvidence(shape, parameters.total),
  };
}

function nearestEvidence(shape: ModelShape, parameters: number): Evidence {
  if (shape.vision !== undefined) return nearestVisionRow(shape, parameters);
  return rowAsEvidence(nearestRows(shape, parameters, 1)[0] as PublishedRow);
}

function correctionNotes(shape: ModelShape): string[] {
  if (shape.vision !== undefined) return [];
  return CORRECTIONS.filter(
    ({ sizes, dimension, used }) =>
      sizes.includes(nearestSize(shape)) &&
      shape.dModel === sizeNamed(nearestSize(shape)).shape.dModel &&
      shape[dimension as keyof ModelShape] === used,
  ).map(
    ({ dimension, printed, used, reason }) =>
      `${dimension} is ${used}; the ${printed} of Table 1 is ${reason}.`,
  );
}
