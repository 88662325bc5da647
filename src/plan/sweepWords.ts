import type { ModelEstimate } from '../estimate/model';
import { DEPTH_CONVERGES, deepestUsefulLayers } from '../evidence/depthLimits';
import { countsLayers, type NumericCode, SWITCH_KNOBS } from '../model/operators';
import { nearestSize } from '../names/format';
import { formatChange, formatCount, formatTflops, plural, significant } from '../units/format';
import type { MetricName } from './metrics';
import type { Row, SeriesStep } from './series';

/** A step that buys less than this much of what the best one of its series buys for the same cost has fallen off. */
const FALLEN_OFF = 0.5;

/** What added cost is called in sentences. */
const COST_NOUNS: Readonly<Record<MetricName, string>> = {
  flops: '#TFlops',
  params: 'parameters',
  speed: 'seconds a step',
  quality: 'points',
  'train-flops': 'training FLOPs',
  hours: 'hours',
  usd: 'US dollars',
  memory: 'memory a core',
};

/** What metrics are called that are no costs. */
const METRIC_NOUNS: Readonly<Partial<Record<MetricName, string>>> = { quality: 'score', speed: 'speed' };

/** What a series shows: its ends, where its gain falls off, the paper's depth limit, and its part of the frontier. */
export function summariseSeries(row: Row, cost: MetricName, onFrontier: ReadonlySet<ModelEstimate>): string {
  return [endsSentence(row), gainSentence(row, cost), limitSentence(row), frontierSentence(row, onFrontier)]
    .filter(Boolean)
    .join(' ');
}

function endsSentence({ series, estimates, scores }: Row): string {
  const [first, last] = endsOf(estimates);
  const turn = isSwitch(series.knob) ? 'off to on' : `${series.values[0]} to ${series.values.at(-1)}`;
  const costs = [
    `${formatTflops(first.compute.tflops)} to ${formatTflops(last.compute.tflops)} #TFlops`,
    `${formatCount(first.parameters.total)} to ${formatCount(last.parameters.total)} parameters`,
    `${significant(first.throughput.stepsPerSecond, 3)} to ${significant(last.throughput.stepsPerSecond, 3)} steps/s`,
  ];
  const [least, most] = scores === null ? [] : endsOf(scores);
  const basis = series.scoreBasis === 'published' ? 'score' : 'fitted score';
  if (least !== undefined && most !== undefined) {
    costs.push(`${basis} ${least.toFixed(2)} to ${most.toFixed(2)}`);
  }
  return `${series.name}, ${turn}: ${costs.join(', ')}.`;
}

/** Where a step buys most for its cost, and from where on less than half of that; without scores, what steps cost. */
function gainSentence({ series: { steps, scoreBasis, knob } }: Row, cost: MetricName): string {
  const noun = COST_NOUNS[cost];
  const [first, last] = endsOf(steps);
  if (scoreBasis === null) {
    const ends = `${formatChange(first.costRatio)} ${noun} (${first.to})`;
    return steps.length === 1
      ? `The step is ${ends}.`
      : `A step is ${ends} at first and ${formatChange(last.costRatio)} (${last.to}) at the end.`;
  }
  const paid = steps.filter((step) => step.pointsPerTenPercent !== null);
  if (paid.length < 2) return isSwitch(knob) ? '' : paid.map((step) => oneStep(step, noun)).join(' ');
  const best = paid.reduce((most, step) => (gainOf(step) > gainOf(most) ? step : most));
  if (gainOf(best) <= 0) return `No step buys points for more ${noun}.`;
  const fallen = fallsOffAt(paid, best);
  const peak = `The step to ${best.to} buys most: ${points(gainOf(best))} for 10% more ${noun}`;
  if (fallen === null) return `${peak}; no later step falls below half of that for good.`;
  const end = `${points(gainOf(last))} at the end`;
  return `${peak}; from ${fallen.to} on a step buys less than half of that${gainOf(last) === gainOf(fallen) ? '' : ` (${end})`}.`;
}

function oneStep(step: SeriesStep, noun: string): string {
  return `The step to ${step.to} buys ${points(gainOf(step))} for 10% more ${noun}.`;
}

/** The first step after the best one from which on none buys half as much for its cost. */
function fallsOffAt(paid: readonly SeriesStep[], best: SeriesStep): SeriesStep | null {
  const bar = FALLEN_OFF * gainOf(best);
  const after = paid.slice(paid.indexOf(best) + 1);
  const from = after.findLastIndex((step) => gainOf(step) >= bar) + 1;
  return after[from] ?? null;
}

/** The paper's limit of depth beside the depths of a series; the fit behind fitted scores was told of it. */
function limitSentence({ series, estimates }: Row): string {
  if (isSwitch(series.knob) || !countsLayers(series.knob as NumericCode)) return '';
  const [, deepest] = endsOf(estimates);
  if (deepest.family !== 'encoder-decoder') return '';
  const limit = deepestUsefulLayers(nearestSize(deepest.shape));
  const beyond = series.values.filter((layers) => layers > limit).length;
  const where = `the paper's limit of ${limit} layers a stack at this width (it sees depth converge at ${DEPTH_CONVERGES.from} to ${DEPTH_CONVERGES.to})`;
  if (beyond === 0) return `The series ends ${series.values.at(-1) === limit ? 'at' : 'before'} ${where}.`;
  const assumed = series.scoreBasis === 'fitted' ? '; the fit counts no layers beyond it' : '';
  return `${plural(beyond, 'model')} of the series ${beyond === 1 ? 'is' : 'are'} beyond ${where}${assumed}.`;
}

function frontierSentence({ series, estimates }: Row, onFrontier: ReadonlySet<ModelEstimate>): string {
  const kept = estimates.filter((model) => onFrontier.has(model)).map(({ name }) => name);
  const { length } = series.models;
  if (kept.length === 0) return 'None is on the frontier.';
  if (kept.length === length) return `${length === 2 ? 'Both' : `All ${length}`} are on the frontier.`;
  const [first, last] = endsOf(kept);
  const which = kept.length <= 2 ? kept.join(' and ') : `${first} to ${last}`;
  return `On the frontier: ${kept.length} of ${length}, ${which}.`;
}

/** What a frontier is drawn from. */
interface FrontierFacts {
  readonly frontier: readonly ModelEstimate[];
  readonly metrics: readonly MetricName[];
  readonly cost: MetricName;
  readonly rows: readonly Row[];
}

/** What the frontier is over, which series it follows as cost grows, and what its scores rest on. */
export function summariseFrontier(models: readonly ModelEstimate[], facts: FrontierFacts): string {
  const { frontier, metrics } = facts;
  const over = metrics.map((metric) => METRIC_NOUNS[metric] ?? COST_NOUNS[metric]);
  const listed = `${over.slice(0, -1).join(', ')} and ${over.at(-1)}`;
  const count = `No other model beats ${frontier.length} of ${models.length} in ${listed} together.`;
  return [count, courseOf(facts), metrics.includes('quality') ? basisOf(models) : '']
    .filter(Boolean)
    .join(' ');
}

/** As Figure 4 reads: which series the frontier follows up to where. */
function courseOf({ frontier, metrics, cost, rows }: FrontierFacts): string {
  if (metrics.length !== 2 || !metrics.includes('quality') || cost !== 'flops' || rows.length < 2) return '';
  const sorted = [...frontier].sort((a, b) => a.compute.tflops - b.compute.tflops);
  const runs: { name: string; last: ModelEstimate }[] = [];
  for (const model of sorted) {
    const own = rows.filter(({ estimates }) => estimates.includes(model)).map(({ series }) => series.name);
    const current = runs.at(-1);
    if (current !== undefined && own.includes(current.name)) current.last = model;
    else if (own[0] !== undefined) runs.push({ name: own[0], last: model });
  }
  if (runs.length < 2 || runs.length > MOST_RUNS) return '';
  const stretches = runs.map(
    ({ name, last }) => `${name} up to ${formatTflops(last.compute.tflops)} (${last.name})`,
  );
  return `By #TFlops it follows ${stretches.join(', then ')}.`;
}

/** More stretches than this are no course. */
const MOST_RUNS = 8;

function basisOf(models: readonly ModelEstimate[]): string {
  const scores = models.map(({ quality }) => quality);
  const published = scores.filter((quality) => quality?.basis === 'published').length;
  const fitted = scores.flatMap((quality) => (quality?.basis === 'fitted' ? [quality] : []));
  const unknown = models.length - published - fitted.length;
  const halves = fitted.map(({ low, high }) => (high - low) / 2);
  const [least, most] = [Math.min(...halves), Math.max(...halves)].map((half) => half.toFixed(1));
  const parts = [
    published > 0 ? `${published} published` : '',
    fitted.length > 0
      ? `${fitted.length} fitted, each ${least === most ? least : `${least} to ${most}`} points either way`
      : '',
    unknown > 0 ? `${unknown} unknown and never on it` : '',
  ].filter(Boolean);
  const doubt =
    fitted.length > 0 ? ' It is drawn by the scores themselves, whose intervals may overlap.' : '';
  return `Scores: ${parts.join('; ')}.${doubt}`;
}

function gainOf(step: SeriesStep): number {
  return step.pointsPerTenPercent ?? 0;
}

function points(value: number): string {
  return `${value.toFixed(2)} points`;
}

function isSwitch(knob: string): boolean {
  return SWITCH_KNOBS.some(({ code }) => code === knob);
}

function endsOf<Item>(items: readonly Item[]): readonly [Item, Item] {
  return [items[0] as Item, items.at(-1) as Item];
}
