import { elements, type LocalSize, roundsPerStep } from './dimensions';
import { type Einsum, loopDimensions, MODULES, type Module, multiplyAccumulates } from './einsum';
import type { Workload } from './workload';

/** Floating-point operations of a multiply-accumulate: one multiplication, one addition. */
export const FLOPS_PER_MAC = 2;

/** Passes of a training step in units of the forward one: forward, and backward for the inputs and for the weights. */
export const PASSES_PER_STEP = 3;

/** What a layout does to a count: how large a dimension is on a core in one microbatch, and how often that happens in a step. */
export interface Spread {
  readonly local: LocalSize;
  readonly cores: number;
  readonly microbatches: number;
}

/** Everything that is counted in multiply-accumulates (MACs) and floating-point operations (FLOPs, two a MAC). */
export interface ComputeCount {
  /** The paper's #TFlops: forward MACs of one step over all cores, laid out, in units of 1e12. */
  readonly tflops: number;
  /** The same, not divided. */
  readonly forwardMacs: number;
  /** Forward MACs with nothing counted twice that several cores or microbatches repeat. */
  readonly forwardMacsUnique: number;
  /** What the library's counter sees where it looks at one microbatch. */
  readonly forwardMacsPerMicrobatch: number;
  /** 6 x forward MACs: the usual convention. */
  readonly trainFlopsPerStep: number;
  /** The same without look-ups and bias gathers, which are no arithmetic. */
  readonly usefulTrainFlopsPerStep: number;
  /** For the whole run. */
  readonly trainFlops: number;
  readonly byModule: Readonly<Record<Module, number>>;
}

/** Forward MACs of one entry of a census. */
interface EntryMacs {
  /** In a step, on all cores in all microbatches. */
  readonly laidOut: number;
  /** The same in one microbatch. */
  readonly perMicrobatch: number;
  /** Each once, without a layout. */
  readonly unique: number;
}

function macsOf(einsum: Einsum, { local, cores, microbatches }: Spread): EntryMacs {
  const { repeat, products } = einsum;
  const loop = loopDimensions(einsum);
  const aCore = products * elements(loop, local);
  return {
    laidOut: repeat * roundsPerStep(loop, microbatches) * cores * aCore,
    perMicrobatch: repeat * cores * aCore,
    unique: repeat * (products * elements(loop)),
  };
}

/** Forward MACs of one entry in a step: on all cores in all microbatches under a layout, or each once without. */
export function forwardMacs(einsum: Einsum, spread: Spread | null): number {
  return spread === null ? einsum.repeat * multiplyAccumulates(einsum) : macsOf(einsum, spread).laidOut;
}

/** Counts the arithmetic of one training step (section 3 and Table 4 of the paper; "laid out" as in Mesh TensorFlow's counter). */
export function countCompute(census: readonly Einsum[], workload: Workload, spread: Spread): ComputeCount {
  const byModule = Object.fromEntries(MODULES.map((module) => [module, 0])) as Record<Module, number>;
  let laidOut = 0;
  let perMicrobatch = 0;
  let unique = 0;
  let useful = 0;
  for (const einsum of census) {
    const macs = macsOf(einsum, spread);
    byModule[einsum.module] += macs.laidOut;
    laidOut += macs.laidOut;
    perMicrobatch += macs.perMicrobatch;
    unique += macs.unique;
    if (einsum.kind !== 'lookup') useful += macs.laidOut;
  }
  const trainFlopsPerStep = FLOPS_PER_MAC * PASSES_PER_STEP * laidOut;
  return {
    tflops: laidOut / 1e12,
    forwardMacs: laidOut,
    forwardMacsUnique: unique,
    forwardMacsPerMicrobatch: perMicrobatch,
    trainFlopsPerStep,
    usefulTrainFlopsPerStep: FLOPS_PER_MAC * PASSES_PER_STEP * useful,
    trainFlops: trainFlopsPerStep * workload.trainSteps,
    byModule,
  };
}
