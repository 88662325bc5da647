import released from '../../presets/published/released.json';
import { tellDimension } from '../model/labels';
import { type ModelShape, sameShape } from '../model/shape';
import { sizeNamed } from '../model/sizes';
import { nearestSize } from '../names/format';
import { parseName } from '../names/parse';

/** A released checkpoint: the files of its weights, and what is known of their shape. */
interface Checkpoint {
  readonly name: string;
  /** Bytes of each weight file whose size is at hand. */
  readonly files: Readonly<Partial<Record<string, number>>>;
  /** What its configuration says, where it has one. */
  readonly config?: Partial<ModelShape>;
  /** The dimensions that its weights are recorded to have instead of those of its name. */
  readonly holds?: Partial<ModelShape>;
}

/** A released checkpoint whose weights are recorded to be of another shape than its name says. */
export type Misfit = Checkpoint & { readonly holds: Partial<ModelShape> };

/** The released checkpoints of which something is known. */
export const CHECKPOINTS: readonly Checkpoint[] = released.checkpoints;

/** Those whose weights do not fit their names. */
export const MISFITS: readonly Misfit[] = CHECKPOINTS.filter(
  (checkpoint): checkpoint is Misfit => checkpoint.holds !== undefined,
);

/** Where it is known from that they do not. */
export const MISFITS_SOURCE: string = released.holdsSource;

/** The shape that the weights of a checkpoint are recorded to hold. */
export function heldShape({ name, holds }: Misfit): ModelShape {
  return { ...parseName(name), ...holds };
}

/** What the weights are that were released under the name of a shape, where they do not fit it; else null. */
export function releasedMisfit(shape: ModelShape): string | null {
  const misfit = MISFITS.find(({ name }) => sameShape(parseName(name), shape));
  return misfit === undefined ? null : tellHeld(misfit);
}

/** What the weights of a checkpoint have: a plain size, or the dimensions that differ from its name. */
function tellHeld(misfit: Misfit): string {
  const held = heldShape(misfit);
  const size = sizeNamed(nearestSize(held));
  return sameShape(held, size.shape)
    ? `they are the size of ${size.name.toLowerCase()} itself`
    : `they have ${tellDimensions(misfit.holds)}`;
}

/** Dimensions with their values, as a sentence has them: `d_kv 64 and 32 heads`. */
export function tellDimensions(dimensions: Partial<ModelShape>): string {
  return (Object.keys(dimensions) as (keyof ModelShape)[])
    .map((dimension) => tellDimension(dimension, dimensions[dimension]))
    .join(' and ');
}
