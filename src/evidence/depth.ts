import depth from '../../presets/depth.json';
import { takeCensus } from '../census/census';
import { weightElements } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import { familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { nearestSize } from '../names/format';
import { log } from '../numerics/elementary';
import { formatWhole } from '../units/format';
import { printedValue } from '../units/printed';
import { DEEPEST_OF_XL_AND_WIDER, DEPTH_CONVERGES, deepestUsefulLayers } from './depthLimits';
import { statementNamed } from './statements';

/** Levine et al.'s fit: log(width) = intercept + slope x depth. */
export interface DepthWidthFit {
  readonly intercept: number;
  readonly slope: number;
  readonly source: string;
}

/** The fit, as published. */
export const LEVINE: DepthWidthFit = {
  intercept: depth.levine.intercept,
  slope: depth.levine.slope,
  source: depth.levine.source,
};

/** The depth at which a stack of this width has its optimum by Levine et al.; negative for widths below 155. */
export function optimalLayers(width: number): number {
  return (log(width) - LEVINE.intercept) / LEVINE.slope;
}

/** The depths of one shape: its own, the optimum by either reading of width, and the paper's limit. */
export interface ShapeDepth {
  readonly name: string;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly dModel: number;
  readonly dFf: number;
  readonly parameters: number;
  /** Levine et al.'s optimum where width is d_model, as it is in their paper. */
  readonly optimumOnDModel: number;
  /** The same where width is taken for d_ff. */
  readonly optimumOnDFf: number;
  /** Layers of a stack at which the paper sees depth stop paying; null for families that it does not look at. */
  readonly paperLimit: number | null;
}

/** The example that the paper quotes, recomputed with either reading of its width. */
export interface QuotedOptimum {
  readonly source: string;
  readonly width: number;
  readonly printedLayers: number;
  readonly computedLayers: number;
  /** Of a decoder-only stack of that width and the computed depth: 12 x layers x width^2. */
  readonly decoderOnlyParameters: number;
  /** The model of that size, its width, and the optimum at it. */
  readonly comparable: {
    readonly name: string;
    readonly parameters: number;
    readonly layers: number;
    readonly dModel: number;
    readonly optimum: number;
    readonly source: string;
  };
}

/** Levine et al.'s optimum beside the paper's limit, and why they disagree. */
export interface DepthStudy {
  readonly fit: DepthWidthFit;
  readonly quoted: QuotedOptimum;
  readonly paperSource: string;
  readonly shapes: readonly ShapeDepth[];
  readonly explanation: readonly string[];
}

/** Attention's four matrices and the feed-forward block's eight of a decoder-only layer, each width x width. */
const MATRICES_A_LAYER = 12;

/** The depths of named shapes. */
export function studyDepth(
  shapes: readonly { readonly name: string; readonly shape: ModelShape }[],
): DepthStudy {
  const quoted = recomputeQuoted();
  const depths = shapes.map(({ name, shape }) => depthsOf(name, shape));
  return {
    fit: LEVINE,
    quoted,
    paperSource: `${depth.paper}: the gain of depth converges at ${DEPTH_CONVERGES.from} to ${DEPTH_CONVERGES.to} layers; XL models are hard to scale beyond ${DEEPEST_OF_XL_AND_WIDER}`,
    shapes: depths,
    explanation: explain(quoted, depths),
  };
}

function depthsOf(name: string, shape: ModelShape): ShapeDepth {
  const { encoderLayers, decoderLayers, dModel, dFf } = shape;
  return {
    name,
    encoderLayers,
    decoderLayers,
    dModel,
    dFf,
    parameters: weightElements(takeCensus(shape, PAPER_WORKLOAD)),
    optimumOnDModel: optimalLayers(dModel),
    optimumOnDFf: optimalLayers(dFf),
    paperLimit: familyOf(shape) === 'encoder-decoder' ? deepestUsefulLayers(nearestSize(shape)) : null,
  };
}

function recomputeQuoted(): QuotedOptimum {
  const { printed, quote } = statementNamed('levine-depth');
  const width = printedValue(statementNamed('levine-width').printed);
  const { largestOfItsTime: largest } = depth;
  const computedLayers = optimalLayers(width);
  return {
    source: `${depth.paper}: ${quote}`,
    width,
    printedLayers: printedValue(printed),
    computedLayers,
    decoderOnlyParameters: MATRICES_A_LAYER * computedLayers * width * width,
    comparable: { ...largest, optimum: optimalLayers(largest.dModel) },
  };
}

function explain(quoted: QuotedOptimum, shapes: readonly ShapeDepth[]): string[] {
  const billions = (parameters: number) => `${(parameters / 1e9).toFixed(0)}B`;
  const { width, printedLayers, computedLayers, decoderOnlyParameters, comparable } = quoted;
  return [
    `Which width: the formula gives ${computedLayers.toFixed(1)} layers at ${width}, the ${printedLayers} that the paper quotes for d_ff. But Levine et al.'s width is d_model: a decoder-only stack ${computedLayers.toFixed(1)} layers deep and ${width} wide has ${billions(decoderOnlyParameters)} parameters (12 x depth x width^2), the size of ${comparable.name} (${billions(comparable.parameters)}; its own d_model of ${comparable.dModel} gives ${comparable.optimum.toFixed(1)}).`,
    ...wideSentence(shapes),
    `What is measured: Levine et al. look at the upstream loss of decoder-only models of equal parameters, each as deep or as wide as its budget lets it; the paper looks at downstream scores of encoder-decoders that grow with every layer, after a fixed ${formatWhole(PAPER_WORKLOAD.trainSteps)} steps. What a longer run would pay back need not have paid by then.`,
    `What is counted: ${DEPTH_CONVERGES.to} layers a stack are ${2 * DEPTH_CONVERGES.to} that a token may pass, encoder and decoder; the paper itself counts ${DEEPEST_OF_XL_AND_WIDER} as ${2 * DEEPEST_OF_XL_AND_WIDER}. The depth of a decoder-only stack stands between the two readings, so the two limits need not contradict each other.`,
    'Where they agree: beyond some depth, width is what pays, and that depth grows with width (for Levine et al. with its logarithm).',
  ];
}

/** What the two readings make of the shapes at hand: on d_model the optimum is often below the paper's limit. */
function wideSentence(all: readonly ShapeDepth[]): string[] {
  const shapes = all.filter(hasLimit);
  const [first] = shapes;
  if (first === undefined) return [];
  const widest = shapes.reduce((most, shape) => (shape.dFf > most.dFf ? shape : most), first);
  const xl = shapes.find(({ name }) => name === 'XL') ?? widest;
  const below = shapes.filter(({ optimumOnDModel, paperLimit }) => optimumOnDModel < paperLimit);
  const listed = below.map(({ name, optimumOnDModel }) => `${name} ${optimumOnDModel.toFixed(0)}`).join(', ');
  const less =
    below.length > 0
      ? ` Read so, the formula is the stricter of the two for ${listed}: less optimistic about depth than the paper, not more.`
      : '';
  return [
    `What follows: ${xl.name} has d_model ${xl.dModel} and d_ff ${xl.dFf}. On d_ff the formula asks for ${xl.optimumOnDFf.toFixed(0)} layers, against the paper's ${xl.paperLimit}; on d_model for ${xl.optimumOnDModel.toFixed(0)}, ${beside(xl)} it.${less}`,
  ];
}

type LimitedDepth = ShapeDepth & { readonly paperLimit: number };

function hasLimit(shape: ShapeDepth): shape is LimitedDepth {
  return shape.paperLimit !== null;
}

/** Layers that make no difference to a limit which the paper itself gives as 32 to 36. */
const NEAR = DEPTH_CONVERGES.to - DEPTH_CONVERGES.from;

function beside({ optimumOnDModel, paperLimit }: LimitedDepth): string {
  if (Math.abs(optimumOnDModel - paperLimit) <= NEAR) return 'beside';
  return optimumOnDModel < paperLimit ? 'below' : 'beyond';
}
