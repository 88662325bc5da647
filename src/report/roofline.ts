import type { Resource, RooflineGroup } from '../estimate/roofline';
import type { NamedRoofline } from '../request/roofline';
import { formatPercent, formatSeconds, plural, significant } from '../units/format';
import { basisPhrase } from './basis';
import { FEATURE_TITLES } from './describe';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

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

/** Rounding errors of a group's seconds, relatively. */
const ROUNDING = 1e-9;

/** In seconds. */
const LEAST_SHOWN = 1e-5;

/** Groups that a sentence lists, the farthest above their roof; more are no help. */
const MOST_LISTED = 6;

/** The seconds of a group that its roof allows at least: arithmetic at the peak, traffic at the bandwidth, overlapped. */
function secondsAtRoof({ peakSeconds }: RooflineGroup): number {
  return Math.max(peakSeconds.matrixUnit, peakSeconds.memory);
}

/** What is said of groups whose estimated time is shorter than their roof allows; null where there are none. */
export function aboveRoofSentence(rooflines: readonly NamedRoofline[]): string | null {
  const above = rooflines
    .flatMap(({ name, groups }) => groups.map((group) => ({ name, group, least: secondsAtRoof(group) })))
    .filter(({ group, least }) => group.seconds < least * (1 - ROUNDING))
    .sort((a, b) => b.least - b.group.seconds - (a.least - a.group.seconds));
  if (above.length === 0) return null;
  const listed = above
    .slice(0, MOST_LISTED)
    .map(
      ({ name, group, least }) =>
        `${group.name} of ${name} (${formatSeconds(group.seconds)}, at the roof ${formatSeconds(least)})`,
    );
  const more = above.length - listed.length;
  const others = more > 0 ? ` and ${plural(more, 'group')} more` : '';
  return `Above the roof: ${listed.join(', ')}${others}. The roof counts every operand as moved through the memory. The estimate is fitted on whole steps and has no term for each group: it charges these less, as a compiler that fuses them with their neighbours would, or charges others for them. Believe the sum before its parts.`;
}

function drawOne(roofline: NamedRoofline, canvas: Canvas): string {
  const { name, roofs, slice, stepsPerSecond } = roofline;
  const say = (text: string) => paragraph('  ', text, canvas.width);
  const lines = [
    `${plural(slice.chips, 'chip')} of ${slice.machine}, model parallelism ${slice.modelParallelism}: ${significant(stepsPerSecond, 3)} steps/s, ${basisPhrase(roofline)}.`,
    `A core: ${significant(inTera(roofs.peakFlopsPerSecond), 3)} TFLOP/s at peak, ${significant(roofs.memoryBytesPerSecond / 1e9, 3)} GB/s of memory; its ridge is at ${significant(roofs.ridgeFlopsPerByte, 3)} FLOPs a byte.`,
  ];
  return `${canvas.style.strong(name)}\n${lines.map(say).join('\n')}\n\n${groupTable(roofline, canvas)}`;
}

/** Next to nothing is said shortly: its digits would make the table wider than 80 columns. */
function tableSeconds(seconds: number): string {
  return seconds > 0 && seconds < LEAST_SHOWN ? '<0.01 ms' : formatSeconds(seconds);
}

function groupTable({ groups, rest, seconds }: NamedRoofline, canvas: Canvas): string {
  const { strong } = canvas.style;
  const rate = (value: number | null) => (value === null ? '-' : significant(inTera(value), 3));
  const rows = groups.map((group): Cell[] => [
    group.name,
    group.flops === 0 ? '-' : significant(group.flopsPerByte, 3),
    rate(group.attainableFlopsPerSecond),
    rate(group.estimatedFlopsPerSecond),
    tableSeconds(group.seconds),
    formatPercent(group.share),
    RESOURCE_TITLES[group.boundBy],
  ]);
  const others = Object.entries(rest).map(([name, own]): Cell[] => [
    FEATURE_TITLES[name as keyof typeof rest],
    '',
    '',
    '',
    tableSeconds(own),
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
