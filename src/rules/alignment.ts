import type { ConfigField } from '../formats/config';
import type { ModelShape } from '../model/shape';
import { type Step, takeStep } from '../steptime/step';
import { formatPercent, formatWhole } from '../units/format';
import type { RuleContext } from './context';
import { inFile, keyOf, placeOf, writtenKey } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

/** Widths that leave part of the matrix unit idle. */
export const MISALIGNED: Rule = defineRule({
  id: 'misaligned',
  category: 'shape',
  defaultSeverity: 'warning',
  title: 'dimensions waste part of the matrix unit',
  page: {
    what: "Looks at what a core holds of d_model, d_ff and heads x d_kv after model parallelism. What is no multiple of the matrix unit's 128 is padded up to one, and the padding costs time like real work. The percentage is what padding takes of all multiply-accumulates that the matrix units spend on a training step, in the products with weights; attention scores, which a d_kv of 64 pads in the paper's own sizes too, are not held against a shape.",
    why: 'The paper trains on TPU-v3 (section 3), whose matrix units are 128 x 128; all of its sizes (Table 1) are aligned.',
    example: 'd_model (700) is no multiple of 128: 7.4% of the time of the matrix units goes to padding.',
    mend: 'Use a multiple of 128 (times the model parallelism for d_ff and heads x d_kv).',
  },
  check: checkAlignment,
});

interface Width {
  readonly label: string;
  readonly field: ConfigField;
  /** Of a core. */
  readonly size: number;
  /** The shape with this width rounded up to a multiple, or down where that leaves something. */
  readonly aligned: (shape: ModelShape, up: boolean) => ModelShape;
}

function checkAlignment(context: RuleContext): RuleResult[] {
  const { model, shape, setting } = context;
  if (model === null) return [];
  const { modelParallelism } = model.slice;
  const width = setting.slice.machine.matrixUnitWidth;
  const misaligned = widthsOf(shape, modelParallelism, width).filter(({ size }) => size % width !== 0);
  if (misaligned.length === 0) return [];
  const aligned = (up: boolean) => misaligned.reduce((changed, one) => one.aligned(changed, up), shape);
  const wasted = wastedShare(takeStep(shape, setting.workload, setting.slice, modelParallelism));
  const core = modelParallelism === 1 ? '' : ' a core';
  const named = misaligned.map(({ label, size }) => `${label} (${formatWhole(size)}${core})`).join(' and ');
  const [above, below] = [true, false].map((up) => describe(context, misaligned, aligned(up)));
  const fields = misaligned.map(({ field }) => field);
  return [
    {
      message: `${named} ${misaligned.length === 1 ? 'is' : 'are'} no multiple of ${width}: ${formatPercent(wasted)} of the time of the matrix units goes to padding.`,
      hint: `Use ${[...new Set([above, below])].join(', or the smaller ')}${inFile(context, ...fields)}.`,
      actual: 100 * wasted,
      limit: 0,
      unit: '%',
      place: placeOf(context, ...fields),
    },
  ];
}

function widthsOf(shape: ModelShape, modelParallelism: number, width: number): Width[] {
  const split = width * modelParallelism;
  return [
    {
      label: 'd_model',
      field: 'dModel',
      size: shape.dModel,
      aligned: (to, up) => ({ ...to, dModel: multipleOf(width, to.dModel, up) }),
    },
    {
      label: 'd_ff',
      field: 'dFf',
      size: shape.dFf / modelParallelism,
      aligned: (to, up) => ({ ...to, dFf: multipleOf(split, to.dFf, up) }),
    },
    {
      label: 'heads x d_kv',
      field: 'numHeads',
      size: (shape.numHeads * shape.dKv) / modelParallelism,
      aligned: (to, up) => alignHeads(to, split, up, modelParallelism),
    },
  ];
}

function multipleOf(unit: number, value: number, up: boolean): number {
  return Math.max(1, up ? Math.ceil(value / unit) : Math.floor(value / unit)) * unit;
}

/** Changes the heads where that aligns them with this d_kv, and else d_kv with them. */
function alignHeads(shape: ModelShape, split: number, up: boolean, modelParallelism: number): ModelShape {
  const { numHeads, dKv } = shape;
  const step = up ? modelParallelism : -modelParallelism;
  for (let heads = numHeads; heads > 0 && heads <= 2 * numHeads + split; heads += step) {
    if ((heads * dKv) % split === 0) return withHeads(shape, heads);
  }
  return up ? shape : alignHeads(shape, split, true, modelParallelism);
}

// Memory heads must still divide: as many as heads where there were several.
function withHeads(shape: ModelShape, numHeads: number): ModelShape {
  return { ...shape, numHeads, numMemoryHeads: shape.numMemoryHeads > 1 ? 0 : shape.numMemoryHeads };
}

function describe(context: RuleContext, misaligned: readonly Width[], shape: ModelShape): string {
  const heads = writtenKey(context, 'numHeads');
  const values: Partial<Record<ConfigField, string>> = {
    dModel: `${keyOf(context, 'dModel')} ${shape.dModel}`,
    dFf: `${keyOf(context, 'dFf')} ${shape.dFf}`,
    numHeads: heads === null ? `${shape.numHeads} heads` : `${heads} ${shape.numHeads}`,
  };
  return misaligned.map(({ field }) => values[field]).join(' and ');
}

/** The share of the matrix units' time that goes to padding the products with weights. */
function wastedShare({ roofline }: Step): number {
  let all = 0;
  let padding = 0;
  for (const { operation, macs, paddedMacs } of roofline.operations) {
    all += paddedMacs;
    if (operation.einsum.kind === 'projection') padding += paddedMacs - macs;
  }
  return padding / all;
}
