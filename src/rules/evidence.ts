import studied from '../../presets/rules/studied.json';
import { scoredShapes } from '../evidence/quality/published';
import type { ConfigField } from '../formats/config';
import type { ModelShape } from '../model/shape';
import { significant } from '../units/format';
import type { RuleContext } from './context';
import { placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

const COMMON = { category: 'evidence', defaultSeverity: 'warning' } as const;

/** A shape unlike every shape that the paper printed scores of. */
export const FAR_FROM_EVIDENCE: Rule = defineRule({
  ...COMMON,
  families: ['encoder-decoder'],
  id: 'far-from-evidence',
  title: 'the shape is far from everything that the paper measured',
  page: {
    what: `Compares encoder layers, decoder layers, d_model, d_ff (a gated one counts half as much again) and heads x d_kv with each shape of Tables 3 and 4. The distance of two shapes is the ratio of the dimension in which they differ most; the nearest shape must be within a factor of ${studied.farthestRatio.value}, which is how far the widest steps of the paper's own figures go.`,
    why: 'Section 4.2: scaling behaves differently at different compute regions, and what holds in one need not hold in another. What scaleplan says of such a shape is arithmetic, not evidence.',
    example:
      'The nearest shape that the paper printed scores of is LG, 4.00 times away in d_ff (16384 against 4096).',
    mend: 'Stay nearer to a measured shape, or measure this one at small scale before booking a large slice.',
  },
  check: checkDistance,
});

/** A dimension in which shapes are compared. */
interface Axis {
  readonly field: ConfigField;
  readonly label: string;
  readonly of: (shape: ModelShape) => number;
}

const AXES: readonly Axis[] = [
  { field: 'encoderLayers', label: 'encoder layers', of: ({ encoderLayers }) => encoderLayers },
  { field: 'decoderLayers', label: 'decoder layers', of: ({ decoderLayers }) => decoderLayers },
  { field: 'dModel', label: 'd_model', of: ({ dModel }) => dModel },
  { field: 'dFf', label: 'd_ff', of: ({ dFf, gatedFf }) => (gatedFf ? 1.5 : 1) * dFf },
  { field: 'numHeads', label: 'heads x d_kv', of: ({ numHeads, dKv }) => numHeads * dKv },
];

interface Distance {
  readonly axis: Axis;
  readonly ratio: number;
  readonly of: number;
  readonly to: number;
}

/** The dimension in which two shapes differ most. */
function distance(shape: ModelShape, other: ModelShape): Distance {
  const distances = AXES.map((axis) => {
    const [of, to] = [axis.of(shape), axis.of(other)];
    return { axis, of, to, ratio: Math.max(of / to, to / of) };
  });
  return distances.reduce((most, next) => (next.ratio > most.ratio ? next : most));
}

function checkDistance(context: RuleContext): RuleResult[] {
  const rows = scoredShapes().map(({ shape, row }) => ({ row, ...distance(context.shape, shape) }));
  const { row, axis, ratio, of, to } = rows.reduce((best, next) => (next.ratio < best.ratio ? next : best));
  const limit = studied.farthestRatio.value;
  if (ratio <= limit) return [];
  return [
    {
      message: `The nearest shape that the paper printed scores of is ${row.name}, ${significant(ratio, 3)} times away in ${axis.label} (${of} against ${to}).`,
      hint: `Stay within ${limit} times of a measured shape, or measure this one yourself before relying on what is said of it.`,
      actual: ratio,
      limit,
      unit: 'times',
      place: placeOf(context, axis.field),
    },
  ];
}

/** A speed outside what was calibrated. */
export const EXTRAPOLATED_SPEED: Rule = defineRule({
  ...COMMON,
  id: 'extrapolated-speed',
  title: 'the speed is extrapolated',
  page: {
    what: 'Tells where the estimated speed lies outside what the calibration covers: another machine, a slice of another size than 16 or 64 chips, a size or a step more than twice outside the measured ones, or a mixture of costs that leaves a wide interval.',
    why: 'The fourteen printed speeds of Table 4 are all that the step time is calibrated with. Hours, price and speed budgets of such a model are only as good as the extrapolation.',
    example:
      'The speed is extrapolated: a slice of another size than 16 or 64 chips. It is 29.1 steps/s, between 27.1 and 30.0.',
    mend: 'Check on 16 or 64 chips of TPU-v3, measure a few hundred steps, or leave room in the budgets.',
  },
  check: checkSpeed,
});

function checkSpeed(context: RuleContext): RuleResult[] {
  const { model } = context;
  if (model === null || model.throughput.basis === 'calibrated') return [];
  const { stepsPerSecond, low, high, extrapolatedBecause } = model.throughput;
  const warning =
    model.warnings.find(({ code }) => code === 'extrapolated')?.message ?? 'The speed is extrapolated.';
  const isSlice = extrapolatedBecause.includes('slice');
  const [least, most] = [significant(low, 3), significant(high, 3)];
  return [
    {
      message: `${warning} It is ${significant(stepsPerSecond, 3)} steps/s, between ${least} and ${most}.`,
      hint: `${isSlice ? 'Estimate it on 16 or 64 chips, or leave' : 'Leave'} room for ${least} steps/s in budgets of speed, hours and money; a few hundred measured steps settle it.`,
      actual: stepsPerSecond,
      limit: null,
      unit: 'steps/s',
      place: isSlice ? placeOf(context, 'chips') : null,
    },
  ];
}
