import type { ModelEstimate } from '../estimate/model';
import { formatPercent, formatSeconds, plural, significant } from '../units/format';
import { CONTRAST_FACTOR } from './contrast';
import type { NotLaidOut, ScalingContrast, ScalingRow, WidestSplit } from './scalingRow';

/** What the summary of a scaling table is written from. */
interface ScalingFacts {
  readonly scaling: readonly ScalingRow[];
  readonly leftOut: readonly NotLaidOut[];
  readonly contrast: ScalingContrast | null;
  /** How far the model axis can split the model. */
  readonly split: WidestSplit;
}

/** What a scaling table shows: how far from linear, what binds, that width parallelises and depth does not, and where data parallelism ends. */
export function summariseScaling(model: ModelEstimate, facts: ScalingFacts): string[] {
  const fastest = facts.scaling.filter(({ isFastest }) => isFastest);
  return [
    speedupSentence(fastest),
    bindingSentence(model, fastest.at(-1) as ScalingRow),
    contrastSentence(model, fastest, facts),
    sequencesSentence(model, facts.leftOut),
  ].filter((sentence) => sentence !== '');
}

function speedupSentence(fastest: readonly ScalingRow[]): string {
  const [first, last] = [fastest[0] as ScalingRow, fastest.at(-1) as ScalingRow];
  if (first === last) return '';
  return `From ${first.chips} to ${last.chips} chips the step goes from ${formatSeconds(first.seconds)} to ${formatSeconds(last.seconds)}: ${times(last.speedup)} as fast on ${times(last.chips / first.chips)} the chips, ${formatPercent(last.efficiency, 0)} of linear.`;
}

/** The part of a step that no chip shortens is one launch after another: a layer waits for the one before. */
function bindingSentence({ shape }: ModelEstimate, row: ScalingRow): string {
  const layers = shape.encoderLayers + shape.decoderLayers;
  const { chips, seconds, layerSeconds, fixedSeconds, collectiveSeconds, mfu } = row;
  const serial = layerSeconds + fixedSeconds;
  return `On ${chips} chips no further chip shortens ${formatPercent(serial / seconds, 0)} of the step: ${formatSeconds(fixedSeconds)} of fixed cost, and ${formatSeconds(layerSeconds)} of launching ${plural(layers, 'layer')} one after another. ${formatPercent(collectiveSeconds / seconds, 0)} is collectives; ${formatPercent(mfu, 0)} of peak is used.`;
}

/** Speed-ups closer than this are the same. */
const SAME_SPEEDUP = 0.03;

/** The paper's sentence (section 4.4), where the two shapes bear it out: in how far they can be split, or in their speed-ups. */
function contrastSentence(
  { name }: ModelEstimate,
  fastest: readonly ScalingRow[],
  { contrast, split }: ScalingFacts,
): string {
  if (contrast === null) return '';
  const chips = sharedSlice(fastest, contrast.scaling);
  if (chips === null) return '';
  const [from] = fastest as [ScalingRow];
  const own = rowOn(fastest, chips).speedup;
  const other = rowOn(contrast.scaling, chips).speedup;
  const isWide = contrast.kind === 'wide';
  const shape = isWide
    ? `1/${CONTRAST_FACTOR} as deep and ${CONTRAST_FACTOR} times as wide`
    : `${CONTRAST_FACTOR} times as deep and 1/${CONTRAST_FACTOR} as wide`;
  const described = `${contrast.name} (${shape}, ${formatPercent(contrast.tflopsRatio, 0)} of the #TFlops)`;
  const splits = splitPhrase([described, contrast], [name, split]);
  const speedups = `On ${chips} chips they are ${significant(other, 2)} and ${significant(own, 2)} times as fast as on ${from.chips}`;
  const [wide, deep] = isWide ? [other, own] : [own, other];
  const ahead = wide / deep - 1;
  const isClose = Math.abs(ahead) <= SAME_SPEEDUP;
  const [wideSplit, deepSplit] = isWide ? [contrast, split] : [split, contrast];
  const splitsFurther = wideSplit.widestModelParallelism > deepSplit.widestModelParallelism;
  // Where the deep one is not split as far as it could be, what it gains says nothing of its depth.
  const deepRow = rowOn(isWide ? fastest : contrast.scaling, chips);
  const isFair = !deepSplit.splitsFurther || deepRow.modelParallelism < deepSplit.widestModelParallelism;
  const isBorneOut = isFair && (isClose ? splitsFurther : ahead > 0);
  const lead = isBorneOut ? 'Width parallelises, depth does not: ' : 'Wide against deep: ';
  return `${lead}${splits}. ${speedups}${verdictOn(ahead, isClose)}${further(contrast, fastest)}.${isFair ? '' : UNFAIR}`;
}

const UNFAIR = ' Split further than that, either might gain more: this decides nothing.';

function verdictOn(ahead: number, isClose: boolean): string {
  if (isClose) return ', no clear difference';
  return ahead > 0 ? '' : ': on these slices the deep one gains more';
}

function splitPhrase([contrast, most]: [string, WidestSplit], [name, own]: [string, WidestSplit]): string {
  const [ofContrast, ofOwn] = [waysOf(most), waysOf(own)];
  return ofContrast === ofOwn
    ? `the model axis splits both ${contrast} and ${name} ${ofOwn}`
    : `the model axis splits ${contrast} ${ofContrast}, ${name} ${ofOwn}`;
}

function waysOf({ widestModelParallelism: most, splitsFurther }: WidestSplit): string {
  if (splitsFurther) return `${most} ways, the most that scaleplan tries`;
  return most === 1 ? 'not at all' : `up to ${most} ways`;
}

/** The largest slice that two tables have, if both start from the same one. */
function sharedSlice(own: readonly ScalingRow[], others: readonly ScalingRow[]): number | null {
  if (own[0]?.chips !== others[0]?.chips) return null;
  const shared = own.filter(({ chips }) => others.some((other) => other.chips === chips));
  return shared.length < 2 ? null : (shared.at(-1) as ScalingRow).chips;
}

function rowOn(rows: readonly ScalingRow[], chips: number): ScalingRow {
  return rows.find((row) => row.chips === chips) as ScalingRow;
}

/** Where the one can be laid out on a slice that the other cannot. */
function further(contrast: ScalingContrast, fastest: readonly ScalingRow[]): string {
  const [own, other] = [fastest.at(-1) as ScalingRow, contrast.scaling.at(-1) as ScalingRow];
  if (other.chips > own.chips)
    return `; only ${contrast.name} goes on to ${other.chips} chips (${significant(other.speedup, 2)} times)`;
  if (own.chips > other.chips) return `; ${contrast.name} ends at ${other.chips} chips`;
  return '';
}

function sequencesSentence({ workload, family }: ModelEstimate, leftOut: readonly NotLaidOut[]): string {
  const { sequences } = workload;
  if (!leftOut.some(({ code }) => code === 'fewer-sequences-than-replicas')) return '';
  return `A step of ${plural(sequences, family === 'vit' ? 'image' : 'sequence')} keeps at most ${plural(sequences, 'replica')} busy: beyond that a slice takes model parallelism or more --sequences.`;
}

function times(ratio: number): string {
  return `${Number.isInteger(ratio) ? ratio : significant(ratio, 2)} times`;
}
