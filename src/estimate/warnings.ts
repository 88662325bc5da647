import { DEPTH_CONVERGES, deepestUsefulLayers } from '../evidence/depthLimits';
import { divides, type Mesh, MODEL_PARALLELISMS } from '../machine/mesh';
import { familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { nearestSize } from '../names/format';
import type { Calibration } from '../steptime/calibration';
import { GIB, plural } from '../units/format';
import type { ExtrapolationReason, Throughput } from './throughput';

/** Something a user should know about a shape; never a reason to fail. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}

/** What the words of an extrapolation are about. */
interface Extrapolation {
  readonly reasons: readonly ExtrapolationReason[];
  readonly calibration: Calibration;
}

const REASONS: Readonly<Record<ExtrapolationReason, (calibration: Calibration) => string>> = {
  machine: ({ machine }) =>
    `another machine than the measured ${machine.name}, so the interval is stretched by a factor of two each way, within the peak rates`,
  family: ({ measured }) => `another family than the measured ${measured.families.join(' and ')}`,
  slice: ({ measured }) => `a slice of another size than ${measured.chips.join(' or ')} chips`,
  parameters: () => 'a size more than twice outside the measured ones in parameters',
  tflops: () => 'a step more than twice outside the measured ones in #TFlops',
  interval: ({ agreement }) =>
    agreement === null
      ? 'a mixture of costs unlike the measured ones, so the interval is wide'
      : 'an interval wider than a fifth of the speed: a mixture of costs unlike the measured ones, or runs that leave so much open',
};

/** The one table of warnings. */
const TEXTS = {
  'does-not-fit': (a: { bytes: number; limit: number; sequences: number; next: number | null }) =>
    `Needs ${(a.bytes / GIB).toFixed(1)} GiB a core of ${(a.limit / GIB).toFixed(0)} GiB. Less than ${plural(a.sequences, 'sequence')} a replica at a time would need less${a.next === null ? '' : `, and so would --model-parallelism ${a.next}`}.`,
  misaligned: (a: { dimensions: readonly (readonly [string, number])[]; width: number }) =>
    `${a.dimensions.map(([name, size]) => `${name} (${size} a core)`).join(' and ')} ${a.dimensions.length === 1 ? 'is' : 'are'} no multiple of ${a.width}: part of the matrix unit idles.`,
  'beyond-depth-limit': (a: { layers: number; limit: number }) =>
    `${a.layers} layers a stack: the paper sees depth stop paying at ${DEPTH_CONVERGES.from} to ${DEPTH_CONVERGES.to} (${a.limit} at this width).`,
  extrapolated: ({ reasons, calibration }: Extrapolation) =>
    `The speed is extrapolated: ${reasons.map((reason) => REASONS[reason](calibration)).join('; ')}.`,
};

type WarningCode = keyof typeof TEXTS;

function warn<Code extends WarningCode>(code: Code, details: Parameters<(typeof TEXTS)[Code]>[0]): Warning {
  return { code, message: (TEXTS[code] as (a: typeof details) => string)(details) };
}

/** The warnings about a shape on a mesh. */
export function findWarnings(
  shape: ModelShape,
  mesh: Mesh,
  perCoreBytes: number,
  throughput: Throughput,
  calibration: Calibration,
): Warning[] {
  const { machine } = mesh.slice;
  const warnings: Warning[] = [];
  if (perCoreBytes > machine.memoryBytesPerCore) {
    const next = MODEL_PARALLELISMS.find((candidate) => candidate > mesh.modelParallelism);
    const splits = next !== undefined && next <= mesh.cores && divides(shape, next);
    const sequences = mesh.sequencesPerMicrobatch;
    const details = {
      bytes: perCoreBytes,
      limit: machine.memoryBytesPerCore,
      sequences,
      next: splits ? next : null,
    };
    warnings.push(warn('does-not-fit', details));
  }
  const misaligned = weightWidths(shape, mesh).filter(([, size]) => size % machine.matrixUnitWidth !== 0);
  if (misaligned.length > 0) {
    warnings.push(warn('misaligned', { dimensions: misaligned, width: machine.matrixUnitWidth }));
  }
  const layers = Math.max(shape.encoderLayers, shape.decoderLayers);
  const limit = deepestUsefulLayers(nearestSize(shape));
  // What the paper sees of depth, it sees in encoder-decoders.
  if (layers > limit && familyOf(shape) === 'encoder-decoder')
    warnings.push(warn('beyond-depth-limit', { layers, limit }));
  if (throughput.basis === 'extrapolated') {
    warnings.push(warn('extrapolated', { reasons: throughput.extrapolatedBecause, calibration }));
  }
  return warnings;
}

/** The widths of the weights on a core: what the matrix unit's width is for. */
function weightWidths(shape: ModelShape, { modelParallelism }: Mesh): [string, number][] {
  return [
    ['d_model', shape.dModel],
    ['d_ff', shape.dFf / modelParallelism],
    ['heads x d_kv', (shape.numHeads * shape.dKv) / modelParallelism],
  ];
}
