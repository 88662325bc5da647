import type { Census } from '../census/census';
import { elements, hasDimension } from '../census/dimensions';
import type { Einsum } from '../census/einsum';
import { weightElements } from '../census/parameters';
import { BFLOAT16_BYTES, FLOAT32_BYTES } from '../census/stack';
import type { Mesh } from '../machine/mesh';
import type { ModelShape } from '../model/shape';

/** The physical terms that a training step's time is a weighted sum of, in the order of the calibration's coefficients. */
export const FEATURE_NAMES = [
  'matmul',
  'parameters',
  'residualStream',
  'innerActivations',
  'network',
  'layer',
  'step',
] as const;

/** A term of the step time. */
export type FeatureName = (typeof FEATURE_NAMES)[number];

/** One number a feature: seconds at peak rate a core and step, but layers and steps, which are counted. */
export type Features = readonly number[];

/** What is summed up of a step's roofline: its matrix products and its collectives. */
export interface Sums {
  readonly operations: readonly { readonly matmulSeconds: number }[];
  readonly reductions: readonly { readonly seconds: number }[];
}

/**
 * Reads the features of a training step from its census:
 * - `matmul`: all matrix products, forward and backward, padded, at the peak of the matrix units;
 * - `parameters`: one pass over the core's float32 weights at memory bandwidth (optimizer, gradients, casts);
 * - `residualStream`: one bfloat16 pass over each look-up's and each layer norm's output;
 * - `innerActivations`: one bfloat16 pass over attention scores and feed-forward hidden units;
 * - `network`: all collectives at the peak of the links;
 * - `layer`: encoder and decoder layers run, once a microbatch;
 * - `step`: one.
 */
export function readFeatures(shape: ModelShape, census: Census, mesh: Mesh, roofline: Sums): Features {
  const bandwidth = mesh.slice.machine.memoryBytesPerSecondPerCore;
  const pass = (chosen: (einsum: Einsum) => boolean) => {
    const moved = census
      .filter(chosen)
      .reduce((sum, { repeat, output }) => sum + repeat * elements(output.dimensions, mesh.local), 0);
    return (mesh.microbatches * BFLOAT16_BYTES * moved) / bandwidth;
  };
  return [
    roofline.operations.reduce((sum, { matmulSeconds }) => sum + matmulSeconds, 0),
    (FLOAT32_BYTES * weightElements(census, mesh.local)) / bandwidth,
    pass(writesResidualStream),
    pass(writesInnerActivation),
    roofline.reductions.reduce((sum, { seconds }) => sum + seconds, 0),
    (shape.encoderLayers + shape.decoderLayers) * mesh.microbatches,
    1,
  ];
}

function writesResidualStream({ kind, output }: Einsum): boolean {
  const normOrLookup = kind === 'elementwise' || kind === 'lookup';
  return normOrLookup && hasDimension(output.dimensions, 'dModel');
}

function writesInnerActivation({ kind, output }: Einsum): boolean {
  const product = kind === 'projection' || kind === 'attention';
  return (
    product && (hasDimension(output.dimensions, 'memoryLength') || hasDimension(output.dimensions, 'dFf'))
  );
}
