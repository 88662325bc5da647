import { axisSize, type Mesh, type MeshAxis } from './mesh';

/** Mesh TensorFlow reduces over larger groups in float32, over smaller ones in bfloat16. */
const LARGEST_BFLOAT16_GROUP = 8;

/** Bytes an element of an all-reduce over an axis. */
export function bytesPerElement(mesh: Mesh, axis: MeshAxis): number {
  return axisSize(mesh, axis) > LARGEST_BFLOAT16_GROUP ? 4 : 2;
}

/**
 * Seconds of a ring all-reduce of some elements a core over an axis, at the peak rate of the links: every core sends and
 * receives 2 (n - 1) / n of its bytes. A model axis inside one chip goes through the chip's memory instead of its links.
 * Source: jax-ml.github.io/scaling-book, "sharding".
 */
export function allReduceSeconds(mesh: Mesh, axis: MeshAxis, elements: number): number {
  const group = axisSize(mesh, axis);
  const { machine } = mesh.slice;
  const insideChip = axis === 'model' && group <= machine.coresPerChip;
  const rate = insideChip
    ? machine.memoryBytesPerSecondPerCore
    : machine.linksPerRing * machine.linkBytesPerSecond;
  return ((2 * (group - 1)) / group) * ((elements * bytesPerElement(mesh, axis)) / rate);
}
