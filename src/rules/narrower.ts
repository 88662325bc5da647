import { estimateModel, type ModelEstimate } from '../estimate/model';
import { ratiosTo } from '../estimate/versus';
import { printedFigure } from '../evidence/published';
import { publishedQuality, type ScoredShape, scoredShapes } from '../evidence/quality/published';
import type { ModelShape } from '../model/shape';
import { SIZE_NAMES } from '../model/sizes';
import { formatName } from '../names/format';
import { UserError } from '../problems/problem';
import { formatChange, formatCount, formatTflops, formatTyped, significant } from '../units/format';
import type { RuleContext } from './context';
import { placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';
import { yardstickOf } from './yardstick';

/** A narrower and deeper shape is cheaper and scores as well. */
export const WIDE_WHERE_NARROW: Rule = defineRule({
  id: 'wide-where-narrow',
  category: 'shape',
  defaultSeverity: 'warning',
  families: ['encoder-decoder'],
  title: 'a DeepNarrow shape is cheaper at the same or a better score',
  page: {
    what: 'Looks in Tables 3 and 4 for a shape of a narrower size with fewer parameters and fewer FLOPs whose downstream average is at least that of the model: its own printed average, or that of the same widths with more layers, which it is not expected to beat. Without such a row the rule is silent. Speed is told, and may be lower: depth does not parallelise.',
    why: 'The paper recommends depth before width (DeepNarrow, section 4.4): a tall small model is generally more efficient than the base model, a tall base model than the large one. Table 4 lists the alternatives.',
    example: `NL20-SM is cheaper than BASE: -26.7% parameters (163.3M against 222.9M), -24.7% #TFlops (8.58 against 11.40), +16.6% steps/s (10.6 against 9.05); the paper measured ${printedAverage('Small 20L')} average points against ${printedAverage('Base')}.`,
    mend: 'Train the shape that is named, or look at the others with `scaleplan suggest`.',
  },
  check: checkWidth,
});

/** The downstream average of a row of Table 4. */
function printedAverage(model: string): string {
  return printedFigure('Table 4', model, 'average') as string;
}

function checkWidth(context: RuleContext): RuleResult[] {
  const { model, shape } = context;
  if (model === null) return [];
  const score = expectedScore(shape);
  if (score === null) return [];
  const [best] = cheaperShapes(context, model, score.average);
  if (best === undefined) return [];
  return [
    {
      message: writeMessage(model, best, score),
      hint: `Train ${best.name}, or see the others: scaleplan suggest --budget-flops ${formatTyped(model.compute.forwardMacs)}`,
      actual: model.compute.tflops,
      limit: best.compute.tflops,
      unit: 'tflops',
      place: placeOf(context, 'dModel', 'dFf', 'numHeads'),
    },
  ];
}

interface Score {
  readonly average: number;
  /** The deeper shape whose score it is, where the model has none of its own. */
  readonly of: string | null;
}

/** The printed average of a shape; else the least of the same widths in deeper stacks; null where there is neither. */
function expectedScore(shape: ModelShape): Score | null {
  const own = publishedQuality(shape);
  if (own !== null) return { average: own.average, of: null };
  const deeper = scoredShapes().filter(
    ({ shape: { encoderLayers, decoderLayers, ...widths } }) =>
      encoderLayers >= shape.encoderLayers &&
      decoderLayers >= shape.decoderLayers &&
      (Object.keys(widths) as (keyof typeof widths)[]).every((key) => widths[key] === shape[key]),
  );
  return deeper
    .map(({ shape: { encoderLayers, decoderLayers }, row }) => ({
      average: averageOf({ shape: { ...shape, encoderLayers, decoderLayers }, row }),
      of: row.name,
    }))
    .reduce<Score | null>(
      (least, score) => (least === null || score.average < least.average ? score : least),
      null,
    );
}

function averageOf({ shape }: ScoredShape): number {
  return publishedQuality(shape)?.average ?? 0;
}

/** Scored shapes of narrower sizes that cost less and score as much, the fewest FLOPs first. */
function cheaperShapes(
  { shape, setting }: RuleContext,
  model: ModelEstimate,
  score: number,
): ModelEstimate[] {
  const width = SIZE_NAMES.indexOf(yardstickOf(shape).name);
  return scoredShapes()
    .filter((one) => SIZE_NAMES.indexOf(yardstickOf(one.shape).name) < width && averageOf(one) >= score)
    .flatMap((one) => {
      try {
        return [estimateModel(one.shape, setting)];
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    })
    .filter(
      ({ memory, parameters, compute }) =>
        memory.fits &&
        parameters.total < model.parameters.total &&
        compute.forwardMacs < model.compute.forwardMacs,
    )
    .sort((a, b) => a.compute.forwardMacs - b.compute.forwardMacs);
}

function writeMessage(model: ModelEstimate, best: ModelEstimate, { average, of }: Score): string {
  const { parametersRatio, tflopsRatio, stepsPerSecondRatio } = ratiosTo(model, best);
  const name = formatName(model.shape) ?? model.name;
  const costs = [
    `${formatChange(parametersRatio)} parameters (${formatCount(best.parameters.total)} against ${formatCount(model.parameters.total)})`,
    `${formatChange(tflopsRatio)} #TFlops (${formatTflops(best.compute.tflops)} against ${formatTflops(model.compute.tflops)})`,
    `${formatChange(stepsPerSecondRatio)} steps/s (${significant(best.throughput.stepsPerSecond, 3)} against ${significant(model.throughput.stepsPerSecond, 3)})`,
  ].join(', ');
  const points = (best.publishedQuality?.average ?? 0).toFixed(2);
  const against =
    of === null ? average.toFixed(2) : `${average.toFixed(2)} of ${of}, which is deeper than this`;
  return `${best.name} is cheaper than ${name}: ${costs}; the paper measured ${points} average points against ${against}.`;
}
