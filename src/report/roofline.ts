import type { SliceUse } from '../estimate/model';
import type { Resource, StepRoofline } from '../estimate/roofline';
import { formatPercent, formatSeconds, significant } from '../units/format';
import { basisPhrase } from './basis';
import { FEATURE_TITLES } from './describe';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** A model's groups of einsums under the roofline of a core, and the speed that they come to. */
export interface NamedRoofline extends StepRoofline {
  readonly name: string;
  readonly slice: SliceUse;
  readonly stepsPerSecond: number;
  readonly basis: 'calibrated' | 'extrapolated';
  /** What the estimate was calibrated on. */
  readonly calibration: string;
}

/** What binds a group, in words. */
export const RESOURCE_TITLES: Readonly<Record<Resource, string>> = {
  matrixUnit: 'matrix unit',
  padding: 'padding',
  memory: 'memory',
  network: 'network',
};

/** FLOP/s in units of 1e12. */
export function inTera(flopsPerSecond: number): number {
  return flopsPerSecond / 1e12;
}

/** The groups of each model's step: intensity, roof, rate, time, what binds. */
export function drawRooflines(rooflines: readonly NamedRoofline[], canvas: Canvas): string {
  const above = aboveRoofSentence(rooflines);
  const notes = [EXPLANATION, ...(above === null ? [] : [above])];
  const say = (text: string) => canvas.style.dim(paragraph('  ', text, canvas.width));
  return [...rooflines.map((one) => drawOne(one, canvas)), notes.map(say).join('\n')].join('\n\n');
}

/** What is said of groups whose estimated rate is above their roof; null where there are none. */
export function aboveRoofSentence(rooflines: readonly NamedRoofline[]): string | null {
  const above = rooflines.flatMap(({ name, groups }) =>
    groups
      .filter(
        ({ estimatedFlopsPerSecond: rate, attainableFlopsPerSecond: roof }) => (rate ?? 0) > (roof ?? 0),
      )
      .map((group) => `${group.name} of ${name}`),
  );
  if (above.length === 0) return null;
  return `Above its roof: ${above.join(', ')}. The roof counts every operand as moved through the memory; the calibrated estimate, fitted on whole steps, charges less, as a compiler that keeps part of them on the chip would.`;
}

function drawOne(roofline: NamedRoofline, canvas: Canvas): string {
  const { name, roofs, slice, stepsPerSecond } = roofline;
  const say = (text: string) => paragraph('  ', text, canvas.width);
  const lines = [
    `${slice.chips} chips of ${slice.machine}, model parallelism ${slice.modelParallelism}: ${significant(stepsPerSecond, 3)} steps/s, ${basisPhrase(roofline)}.`,
    `A core: ${significant(inTera(roofs.peakFlopsPerSecond), 3)} TFLOP/s at peak, ${significant(roofs.memoryBytesPerSecond / 1e9, 3)} GB/s of memory; its ridge is at ${significant(roofs.ridgeIntensity, 3)} FLOPs a byte.`,
  ];
  return `${canvas.style.strong(name)}\n${lines.map(say).join('\n')}\n\n${groupTable(roofline, canvas)}`;
}

function groupTable({ groups, rest, seconds }: NamedRoofline, canvas: Canvas): string {
  const { strong } = canvas.style;
  const rate = (value: number | null) => (value === null ? '-' : significant(inTera(value), 3));
  const rows = groups.map((group): Cell[] => [
    group.name,
    group.flops === 0 ? '-' : significant(group.intensity, 3),
    rate(group.attainableFlopsPerSecond),
    rate(group.estimatedFlopsPerSecond),
    formatSeconds(group.seconds),
    formatPercent(group.share),
    RESOURCE_TITLES[group.boundBy],
  ]);
  const others = Object.entries(rest).map(([name, own]): Cell[] => [
    FEATURE_TITLES[name as keyof typeof rest],
    '',
    '',
    '',
    formatSeconds(own),
    formatPercent(own / seconds),
    '',
  ]);
  const total = ['the step', '', '', '', formatSeconds(seconds), formatPercent(1), ''].map((text) => ({
    text,
    set: strong,
  }));
  return drawTable(
    [
      { title: 'Group of einsums' },
      { title: 'FLOP/byte', align: 'right' },
      { title: 'Roof', align: 'right' },
      { title: 'Rate', align: 'right' },
      { title: 'Time', align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'Binds' },
    ],
    [...rows, ...others, total],
    canvas,
  );
}

const EXPLANATION =
  'FLOP/byte: arithmetic intensity, forward and backward, over what the memory moves. Roof: TFLOP/s a core that the peak and the memory allow at it. Rate: TFLOP/s that the estimated time comes to. Binds: the longest at peak rates of useful matrix-unit time, padding to the matrix unit, memory and network.';
