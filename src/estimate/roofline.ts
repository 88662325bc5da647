import { FLOPS_PER_MAC } from '../census/compute';
import type { Einsum } from '../census/einsum';
import type { Calibration } from '../steptime/calibration';
import { FEATURE_NAMES, type FeatureName, readFeatures } from '../steptime/features';
import type { OperationSeconds } from '../steptime/roofline';
import type { Step } from '../steptime/step';

/** What a group of einsums asks of a core, each at its peak rate; the longest binds. Padding is what a matrix unit wastes. */
export const RESOURCES = ['matrixUnit', 'padding', 'memory', 'network'] as const;

/** What binds a group of einsums. */
export type Resource = (typeof RESOURCES)[number];

/** Terms of the step time that follow from the einsums of a group. */
const GROUP_FEATURES = ['matmul', 'residualStream', 'innerActivations', 'network'] as const;

/** Terms of the step time that belong to no group: the optimizer's passes, and what is counted and not moved. */
export const REST_FEATURES = ['parameters', 'layer', 'step'] as const;

/** Some einsums of a step, forward and backward, under the roofline of a core. */
export interface RooflineGroup {
  readonly name: string;
  /** Floating-point operations of a core on its matrix unit in a step, padding not counted. */
  readonly flops: number;
  /** Bytes between a core and its memory in a step, every operand of every operation read or written once. */
  readonly bytes: number;
  /** Arithmetic intensity: FLOPs a byte. */
  readonly flopsPerByte: number;
  /** FLOP/s a core at most: its peak, or what its memory feeds at this intensity; null without arithmetic. */
  readonly attainableFlopsPerSecond: number | null;
  /** FLOP/s a core that the estimated seconds come to; null without arithmetic. */
  readonly estimatedFlopsPerSecond: number | null;
  /** Seconds of each resource in a step at its peak rate. */
  readonly peakSeconds: Readonly<Record<Resource, number>>;
  /** The resource with the most of them. */
  readonly boundBy: Resource;
  /** The group's part of the estimated step time. */
  readonly seconds: number;
  /** The same as a fraction of the step. */
  readonly share: number;
}

/** A step's groups of einsums under the roofline of a core. The groups' seconds and the rest are the estimated step. */
export interface StepRoofline {
  readonly roofs: {
    readonly peakFlopsPerSecond: number;
    readonly memoryBytesPerSecond: number;
    /** FLOPs a byte from which on the matrix unit binds, and not the memory. */
    readonly ridgeFlopsPerByte: number;
  };
  readonly groups: readonly RooflineGroup[];
  readonly rest: Readonly<Record<(typeof REST_FEATURES)[number], number>>;
  readonly seconds: number;
}

/**
 * Places each group of einsums under the roofline of a core. A group's seconds are its own part of the calibrated step
 * time: the features that can be read from its einsums alone (matrix products, passes over the residual stream and the
 * inner activations, collectives), each times the calibration's coefficient. The rest is the optimizer's passes over the
 * weights, launching layers, and the fixed cost of a step. All together are the estimated step.
 */
export function groupRoofline(step: Step, { coefficients }: Calibration): StepRoofline {
  const { machine } = step.mesh.slice;
  const coefficientOf = (name: FeatureName) => coefficients[FEATURE_NAMES.indexOf(name)] as number;
  const secondsOf = (features: readonly number[], name: FeatureName) =>
    (features[FEATURE_NAMES.indexOf(name)] as number) * coefficientOf(name);
  const seconds = FEATURE_NAMES.reduce((sum, name) => sum + secondsOf(step.features, name), 0);
  const groups = groupEinsums(step.census).map(({ name, einsums }) => {
    const features = featuresOf(einsums, step);
    const own = GROUP_FEATURES.reduce((sum, feature) => sum + secondsOf(features, feature), 0);
    return placeGroup(name, einsums, own, seconds, step);
  });
  const rest = Object.fromEntries(REST_FEATURES.map((name) => [name, secondsOf(step.features, name)]));
  return {
    roofs: {
      peakFlopsPerSecond: machine.peakFlopsPerCore,
      memoryBytesPerSecond: machine.memoryBytesPerSecondPerCore,
      ridgeFlopsPerByte: machine.peakFlopsPerCore / machine.memoryBytesPerSecondPerCore,
    },
    groups,
    rest: rest as StepRoofline['rest'],
    seconds,
  };
}

interface EinsumGroup {
  readonly name: string;
  readonly einsums: ReadonlySet<Einsum>;
}

/** The einsums of a census by what they do, in the order in which the first of each comes. */
function groupEinsums(census: readonly Einsum[]): EinsumGroup[] {
  const groups = new Map<string, Set<Einsum>>();
  for (const einsum of census) {
    const name = groupName(einsum);
    const group = groups.get(name) ?? new Set();
    group.add(einsum);
    groups.set(name, group);
  }
  return [...groups].map(([name, einsums]) => ({ name, einsums }));
}

/**
 * Short enough to stand beside a point: `encoder projections`, `cross scores`, `decoder feed-forward`, `layer norms`. What a
 * Vision Transformer adds (biases, positions, the class token) is one group: alone, each takes next to nothing.
 */
function groupName({ module, kind, output }: Einsum): string {
  const isAttention = module.endsWith('attention');
  const block = module.replace(/[ -](?:self-)?attention$/, '');
  if (kind === 'attention') return `${block} scores`;
  if (kind === 'projection') return isAttention ? `${block} projections` : module;
  const isOnScores = isAttention && output.dimensions.some(({ name }) => name === 'memoryLength');
  if (kind === 'addition' && !isOnScores) return 'bias additions';
  if (isAttention && kind !== 'elementwise') return 'position biases';
  if (kind === 'lookup') return `${module} look-ups`;
  return output.dimensions.some(({ name }) => name === 'dFf') ? `${module} gates` : 'layer norms';
}

/** The features of a step that only these einsums are run in. */
function featuresOf(
  einsums: ReadonlySet<Einsum>,
  { shape, census, mesh, roofline }: Step,
): readonly number[] {
  const own = { ...roofline, ...operationsOf(einsums, roofline) };
  return readFeatures(
    shape,
    census.filter((einsum) => einsums.has(einsum)),
    mesh,
    own,
  );
}

function operationsOf(einsums: ReadonlySet<Einsum>, { operations, reductions }: Step['roofline']) {
  return {
    operations: operations.filter(({ operation }) => einsums.has(operation.einsum)),
    reductions: reductions.filter(({ operation }) => einsums.has(operation.einsum)),
  };
}

function placeGroup(
  name: string,
  einsums: ReadonlySet<Einsum>,
  seconds: number,
  stepSeconds: number,
  { mesh, roofline }: Step,
): RooflineGroup {
  const { peakFlopsPerCore: peak, memoryBytesPerSecondPerCore: bandwidth } = mesh.slice.machine;
  const { operations } = operationsOf(einsums, roofline);
  const sum = (read: (operation: OperationSeconds) => number) =>
    operations.reduce((total, operation) => total + read(operation), 0);
  const flops = FLOPS_PER_MAC * sum(({ macs }) => macs);
  const memory = sum(({ memorySeconds }) => memorySeconds);
  const bytes = Math.round(memory * bandwidth);
  const flopsPerByte = flops === 0 ? 0 : flops / bytes;
  const matrixUnit = flops / peak;
  const peakSeconds = {
    matrixUnit,
    padding: Math.max(0, sum(({ matmulSeconds }) => matmulSeconds) - matrixUnit),
    memory,
    network: sum(({ networkSeconds }) => networkSeconds),
  };
  return {
    name,
    flops,
    bytes,
    flopsPerByte,
    attainableFlopsPerSecond: flops === 0 ? null : Math.min(peak, flopsPerByte * bandwidth),
    estimatedFlopsPerSecond: flops === 0 || seconds === 0 ? null : flops / seconds,
    peakSeconds,
    boundBy: RESOURCES.reduce((most, one) => (peakSeconds[one] > peakSeconds[most] ? one : most)),
    seconds,
    share: seconds / stepSeconds,
  };
}
