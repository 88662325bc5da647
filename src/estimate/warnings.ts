import { deepestUsefulLayers } from '../evidence/depth';
import { divides, type Mesh, MODEL_PARALLELISMS } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { nearestSize } from '../names/format';
import { plural } from '../units/format';
import type { ExtrapolationReason, Throughput } from './throughput';

/** Something a user should know about a shape; never a reason to fail. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}

const GIB = 1024 ** 3;

const REASONS: Readonly<Record<ExtrapolationReason, string>> = {
  machine: 'another machine',
  slice: 'a slice of another size than 16 or 64 chips',
  parameters: 'a size more than twice outside the measured ones in parameters',
  tflops: 'a step more than twice outside the measured ones in #TFlops',
  interval: 'a mixture of costs unlike the measured ones, so the interval is wide',
};

/** The one table of warnings. */
const TEXTS = {
  'does-not-fit': (a: { bytes: number; limit: number; sequences: number; next: number | null }) =>
    `Needs ${(a.bytes / GIB).toFixed(1)} GiB a core of ${(a.limit / GIB).toFixed(0)} GiB. Less than ${plural(a.sequences, 'sequence')} a replica at a time would need less${a.next === null ? '' : `, and so would --model-parallelism ${a.next}`}.`,
  misaligned: (a: { dimensions: readonly (readonly [string, number])[]; width: number }) =>
    `${a.dimensions.map(([name, size]) => `${name} (${size} a core)`).join(' and ')} ${a.dimensions.length === 1 ? 'is' : 'are'} no multiple of ${a.width}: part of the matrix unit idles.`,
  'beyond-depth-limit': (a: { layers: number; limit: number }) =>
    `${a.layers} layers a stack: the paper sees depth stop paying at 32 to 36 (${a.limit} at this width).`,
  extrapolated: (a: { reasons: readonly ExtrapolationReason[] }) =>
    `The speed is extrapolated: ${a.reasons.map((reason) => REASONS[reason]).join('; ')}.`,
};

export type WarningCode = keyof typeof TEXTS;

function warn<Code extends WarningCode>(code: Code, details: Parameters<(typeof TEXTS)[Code]>[0]): Warning {
  return { code, message: (TEXTS[code] as (a: typeof details) => string)(details) };
}

/** The warnings about a shape on a mesh. */
export function findWarnings(
  shape: ModelShape,
  mesh: Mesh,
  perCoreBytes: number,
  throughput: Throughput,
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
  if (layers > limit) warnings.push(warn('beyond-depth-limit', { layers, limit }));
  if (throughput.basis === 'extrapolated') {
    warnings.push(warn('extrapolated', { reasons: throughput.extrapolatedBecause }));
  }
  return warnings;
}

/** The widths of the weights on a core: what the matrix unit is 128 wide for. */
function weightWidths(shape: ModelShape, { modelParallelism }: Mesh): [string, number][] {
  return [
    ['d_model', shape.dModel],
    ['d_ff', shape.dFf / modelParallelism],
    ['heads x d_kv', (shape.numHeads * shape.dKv) / modelParallelism],
  ];
}
