import { MODULES } from '../census/einsum';
import type { Workload } from '../census/workload';
import type { ModelEstimate } from '../estimate/model';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import {
  formatBytes,
  formatCount,
  formatHours,
  formatPercent,
  formatScientific,
  formatSeconds,
  formatTflops,
  formatUsd,
  formatWhole,
  plural,
  significant,
} from '../units/format';
import { formatScoreInterval } from '../units/score';
import { calibrationNote } from './basis';
import { imageRows, readsOf, stacksOf, stepOf } from './families';
import type { Canvas } from './style';
import { drawTable } from './table';
import { paragraph } from './wrap';

/** What each term of the step time is, in words. */
export const FEATURE_TITLES: Readonly<Record<FeatureName, string>> = {
  matmul: 'matrix products',
  parameters: 'passes over the weights',
  residualStream: 'passes over the residual stream',
  innerActivations: 'passes over scores and hidden units',
  network: 'collectives',
  layer: 'launching layers',
  step: 'fixed cost of a step',
};

/** One model in full: dimensions, modules, the three efficiency metrics, memory, step time, the run, warnings. */
export function describeModel(model: ModelEstimate, workload: Workload, canvas: Canvas): string {
  const sections = [
    heading(model, workload, canvas),
    moduleTable(model, canvas),
    metricTable(model, canvas),
    stepTable(model, canvas),
    runLine(model, workload, canvas),
    nearestLine(model, canvas),
    warningLines(model, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function heading(
  { name, family, shape, slice }: ModelEstimate,
  workload: Workload,
  { style, width }: Canvas,
): string {
  const features = [
    shape.numMemoryHeads === 1 ? 'shared heads (SH)' : '',
    shape.numMemoryHeads > 1 ? `${shape.numMemoryHeads} memory heads` : '',
    shape.sharedKv ? 'tied key-values (SKV)' : '',
    shape.gatedFf ? 'gated feed-forward' : '',
    shape.tiedEmbedding || shape.vision ? '' : 'untied embedding',
  ].filter(Boolean);
  const lines = [
    `${stacksOf(shape)} (L), d_model ${shape.dModel} (d), d_ff ${shape.dFf} (f), ${plural(shape.numHeads, 'head')} (H), d_kv ${shape.dKv} (k), ${readsOf(shape)}${features.map((feature) => `, ${feature}`).join('')}`,
    stepOf(family, workload),
    `${plural(slice.chips, 'chip')} (${plural(slice.cores, 'core')}) of ${slice.machine}: data parallelism ${slice.dataParallelism}, model parallelism ${slice.modelParallelism}, ${slice.microbatches === 1 ? '1 microbatch' : `${slice.microbatches} microbatches`} a step`,
  ];
  return [`${style.strong(name)}  ${family}`, ...lines.map((line) => paragraph('  ', line, width))].join(
    '\n',
  );
}

function moduleTable({ parameters, compute }: ModelEstimate, canvas: Canvas): string {
  const { strong } = canvas.style;
  const used = MODULES.filter((module) => parameters.byModule[module] + compute.byModule[module] > 0);
  const rows = used.map((module) => [
    module,
    formatCount(parameters.byModule[module]),
    formatPercent(parameters.byModule[module] / parameters.total),
    formatCount(compute.byModule[module]),
    formatPercent(compute.byModule[module] / compute.forwardMacs),
  ]);
  const total = [
    'total',
    formatCount(parameters.total),
    '100.0%',
    formatCount(compute.forwardMacs),
    '100.0%',
  ];
  return drawTable(
    [
      { title: 'Module' },
      { title: 'Parameters', align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'Forward MACs a step', align: 'right' },
      { title: 'share', align: 'right' },
    ],
    [...rows, total.map((text) => ({ text, set: strong }))],
    canvas,
  );
}

function metricTable(model: ModelEstimate, canvas: Canvas): string {
  const { parameters, compute, throughput, memory, quality } = model;
  const slots = `${formatCount(parameters.totalWithSlots)} with optimizer slots`;
  const rows = [
    ['Parameters', `${formatCount(parameters.total)} (${slots})`, 'exact'],
    ['#TFlops', `${formatTflops(compute.tflops)} x 1e12 multiply-accumulates (forward)`, 'exact'],
    ...imageRows(model),
    ['Training FLOPs', `${formatScientific(compute.trainFlopsPerStep)} a step (6 x MACs)`, 'exact'],
    ['Speed', `${speedOf(model)} steps/s`, throughput.basis],
    ['Utilisation', `${formatPercent(throughput.mfu)} of peak (MFU, 6 x MACs)`, throughput.basis],
    [
      'Memory',
      `${formatBytes(memory.perCoreBytes)} a core of ${formatBytes(memory.limitBytes)}`,
      'estimated',
    ],
    ['Quality', scoreOf(model), quality?.basis ?? ''],
  ];
  const table = drawTable([{ title: 'Metric' }, { title: 'Value' }, { title: 'Basis' }], rows, canvas);
  const notes = [memoryParts(model), calibrationNote(throughput), qualityNote(model)].filter(Boolean);
  return [table, ...notes.map((note) => paragraph('  ', note, canvas.width))].join('\n');
}

/** What a quality means that is not printed; beside one that is, what the fit makes of it; of another run, the paper's. */
function qualityNote({ quality, publishedQuality, fittedQuality }: ModelEstimate): string {
  const known = publishedQuality ?? fittedQuality;
  if (known === null) return '';
  const level = fittedQuality?.level ?? 0;
  const of = `${formatPercent(level, 0)} interval; see scaleplan backtest`;
  const far = fittedQuality?.extrapolated ? '; beyond the depths and widths that the paper scored' : '';
  if (quality === null) {
    const score = `${formatScoreInterval(known)} points`;
    return known.basis === 'published'
      ? `The paper's own run of this shape, which is not this one, reached ${score}.`
      : `Trained as in the paper, which this run is not, the fit on its scores expects ${score} (${of})${far}.`;
  }
  if (publishedQuality !== null && fittedQuality !== null) {
    return `The fit on all of the paper's scores expects ${formatScoreInterval(fittedQuality)} of this shape.`;
  }
  return `Quality is the mean of GLUE, SuperGLUE and SQuAD that the fit on the paper's scores expects of this shape, trained as in the paper (${of})${far}.`;
}

/** The quality of the planned run, or a dash. */
function scoreOf({ quality }: ModelEstimate): string {
  if (quality === null) return '-';
  const score = formatScoreInterval(quality);
  return quality.basis === 'published'
    ? `${score} points (GLUE, SuperGLUE, SQuAD)`
    : `${score} average points`;
}

/** A speed with its interval: `9.12 (8.66 to 9.16)`. */
export function speedOf({ throughput }: ModelEstimate): string {
  const { stepsPerSecond, low, high } = throughput;
  return `${significant(stepsPerSecond, 3)} (${significant(low, 3)} to ${significant(high, 3)})`;
}

function memoryParts({ memory }: ModelEstimate): string {
  const { weightBytes, optimizerBytes, gradientBytes, activationBytes } = memory;
  return `A core holds ${formatBytes(weightBytes)} of weights, ${formatBytes(optimizerBytes)} of optimizer slots, ${formatBytes(gradientBytes)} of gradients, and ${formatBytes(activationBytes)} of activations and bfloat16 weight copies.`;
}

function stepTable({ throughput }: ModelEstimate, canvas: Canvas): string {
  const { seconds, featureSeconds, lowerBoundSeconds, upperBoundSeconds, overheadSeconds, boundBy } =
    throughput;
  const rows = FEATURE_NAMES.map((name) => [
    FEATURE_TITLES[name],
    formatSeconds(featureSeconds[name]),
    formatPercent(featureSeconds[name] / seconds),
    name === boundBy ? 'binds' : '',
  ]);
  const table = drawTable(
    [
      { title: 'Step time' },
      { title: 'Seconds', align: 'right' },
      { title: 'share', align: 'right' },
      { title: '' },
    ],
    [
      ...rows,
      ['total', formatSeconds(seconds), '100.0%', ''].map((text) => ({ text, set: canvas.style.strong })),
    ],
    canvas,
  );
  const overhead =
    overheadSeconds > 0
      ? `; ${formatPercent(overheadSeconds / seconds, 0)} of the step is overhead beyond that`
      : '';
  const bounds = `At peak rates: ${formatSeconds(lowerBoundSeconds)} with perfect overlap, ${formatSeconds(upperBoundSeconds)} with none${overhead}.`;
  return `${table}\n${paragraph('  ', bounds, canvas.width)}`;
}

function runLine({ compute, training, slice }: ModelEstimate, workload: Workload, { width }: Canvas): string {
  const text = `The run of ${plural(workload.trainSteps, 'step')}: ${formatScientific(compute.trainFlops)} training FLOPs (6 x MACs), ${formatHours(training.hours)}, ${formatWhole(training.chipHours)} chip-hours of ${slice.machine}, ${priceOf(training)}, ${energyOf(training)}.`;
  return paragraph('  ', text, width);
}

function priceOf({ usd }: ModelEstimate['training']): string {
  return usd === null ? 'price unknown' : `${formatUsd(usd)} on demand`;
}

function energyOf({ kwh }: ModelEstimate['training']): string {
  return kwh === null ? 'energy unknown' : `${formatWhole(kwh)} kWh at the meter`;
}

function nearestLine({ nearestPublished: { source, text } }: ModelEstimate, { width }: Canvas): string {
  return paragraph('  ', `Nearest published row: ${text} (${source}).`, width);
}

function warningLines({ warnings, notes }: ModelEstimate, { style, width }: Canvas): string {
  const warned = warnings.map(({ code, message }) =>
    style.caution(paragraph('  ! ', `${message} [${code}]`, width)),
  );
  return [...warned, ...notes.map((note) => paragraph('  note: ', note, width))].join('\n');
}
