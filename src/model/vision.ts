import presets from '../../presets/vision.json';
import type { ModelShape, VisionInput } from './shape';

/** The sizes of Vision Transformers: S and B of Table 5, L and H of Dosovitskiy et al. 2020. Narrowest first. */
export const VISION_SIZE_NAMES = ['S', 'B', 'L', 'H'] as const;

/** The letter of a size of Vision Transformers. */
export type VisionSizeName = (typeof VISION_SIZE_NAMES)[number];

/** Numbers of a pixel. */
export const COLOURS = presets.input.colours;

/** Numbers that Adam keeps beside each weight: two moments. */
export const VISION_OPTIMIZER_SLOTS = presets.run.optimizerSlots;

/** The largest side of an image or a patch that is taken for one, in pixels; those published have at most 4,096. */
export const LARGEST_SIDE = 2 ** 13;

/** What the models of Table 5 look at and tell apart. */
export const PAPER_VISION: VisionInput = {
  patchSize: presets.input.patchSize,
  imageSize: presets.input.imageSize,
  classes: presets.input.classes,
};

/** A size of Vision Transformers with the input of Table 5. */
export interface VisionSize {
  readonly name: VisionSizeName;
  readonly shape: ModelShape & { readonly vision: VisionInput };
}

/** The sizes of Vision Transformers, narrowest first. */
export const VISION_SIZES: readonly VisionSize[] = presets.sizes.map((size) => ({
  name: size.name as VisionSizeName,
  shape: {
    encoderLayers: size.layers,
    decoderLayers: 0,
    dModel: size.dModel,
    dFf: size.dFf,
    dKv: size.dKv,
    numHeads: size.numHeads,
    numMemoryHeads: 0,
    sharedKv: false,
    gatedFf: false,
    tiedEmbedding: false,
    vocabSize: 0,
    vision: PAPER_VISION,
  },
}));

/** The size with this letter. */
export function visionSizeNamed(name: VisionSizeName): VisionSize {
  return VISION_SIZES[VISION_SIZE_NAMES.indexOf(name)] as VisionSize;
}

/** The tokens of an image: its patches, and the class token. */
export function tokensOf({ patchSize, imageSize }: VisionInput): number {
  const side = imageSize / patchSize;
  return side * side + 1;
}

/** The run of Table 5: how many chips, images a step, and steps. */
export const PAPER_VISION_RUN = {
  chips: presets.run.chips,
  sequences: presets.run.images,
  trainSteps: Math.round((presets.run.epochs * presets.run.imagesPerEpoch) / presets.run.images),
} as const;
