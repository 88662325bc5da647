import type { RooflineGroup } from '../estimate/roofline';
import type { NamedRoofline } from '../request/roofline';
import { formatPercent, formatSeconds, plural, significant } from '../units/format';
import { basisPhrase } from './basis';
import type { Chart, Point, Series } from './charts/chart';
import { FEATURE_TITLES } from './describe';
import type { DataTable, Exhibit } from './exhibit';
import { aboveRoofSentence, inTera, RESOURCE_TITLES } from './roofline';

/** How far the roofs reach beyond the outermost groups, as a factor of intensity. */
const REACH = 1.6;

/** The rooflines of some models as a picture of one core's roofs with the groups below them, and as tables. */
export function exhibitRooflines(rooflines: readonly NamedRoofline[]): Exhibit {
  const above = aboveRoofSentence(rooflines);
  const names = rooflines.map(({ name }) => name).join(', ');
  return {
    title: `Roofline of ${names}`,
    notes: [
      ...rooflines.map(
        ({ name, slice, stepsPerSecond, ...speed }) =>
          `${name}: ${plural(slice.chips, 'chip')} of ${slice.machine}, model parallelism ${slice.modelParallelism}, ${significant(stepsPerSecond, 3)} steps/s (${basisPhrase(speed)}).`,
      ),
      'Arithmetic intensity: FLOPs of a core in a step, forward and backward, over the bytes that its memory moves, every operand of every operation once. Roof: the lesser of the peak and of intensity times bandwidth. Rate: FLOPs over the estimated seconds, which are the calibrated step time allotted to groups.',
      ...(above === null ? [] : [above]),
    ],
    charts: chartsOf(rooflines),
    tables: [groupTable(rooflines), restTable(rooflines)],
  };
}

/** One picture for each kind of core: models on one machine share their roofs. */
function chartsOf(rooflines: readonly NamedRoofline[]): Chart[] {
  const byMachine = new Map<string, NamedRoofline[]>();
  for (const roofline of rooflines) {
    const { machine } = roofline.slice;
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), roofline]);
  }
  return [...byMachine].map(([machine, ofMachine]) => chartOf(machine, ofMachine));
}

function chartOf(machine: string, rooflines: readonly NamedRoofline[]): Chart {
  const [first] = rooflines as [NamedRoofline];
  const series = rooflines.map(
    ({ name, groups }): Series => ({
      name,
      kind: 'points',
      points: bySeconds(groups).flatMap((group) => pointOf(name, group, rooflines.length)),
    }),
  );
  const intensities = series.flatMap(({ points }) => points.map(({ x }) => x));
  return {
    title: `Roofline of a ${machine} core: ${rooflines.map(({ name }) => name).join(', ')}`,
    description: `Estimated rate of each group of einsums over its arithmetic intensity, with the roofs of the memory and of the matrix unit: ${wherePhrase(rooflines)}. Both axes are logarithmic.`,
    x: { label: 'Arithmetic intensity (FLOPs a byte of memory traffic)', scale: 'log', format: 'decimal' },
    y: { label: 'Rate of a core (TFLOP/s)', scale: 'log', format: 'decimal' },
    series: [...roofLines(first.roofs, intensities), ...series],
    markedMeaning: 'above its roof: see the note',
  };
}

/** How much above its roof a rate is by rounding alone, relatively. */
const ROUNDING = 1e-9;

/** Whether the estimate allots less time to a group than its roof allows. */
function isAboveRoof({
  estimatedFlopsPerSecond: rate,
  attainableFlopsPerSecond: roof,
}: RooflineGroup): boolean {
  return rate !== null && roof !== null && rate > roof * (1 + ROUNDING);
}

function wherePhrase(rooflines: readonly NamedRoofline[]): string {
  const above = rooflines.flatMap(({ name, groups }) =>
    groups.filter(isAboveRoof).map((group) => `${group.name} of ${name}`),
  );
  if (above.length === 0) return 'all groups are below their roofs';
  return `above their roofs are ${above.join(', ')}; the others are below`;
}

/** What takes longest is labelled first. */
function bySeconds(groups: readonly RooflineGroup[]): RooflineGroup[] {
  return [...groups].sort((a, b) => b.seconds - a.seconds);
}

/** The mark of a group; one model's mark of it is labelled for all. */
function pointOf(model: string, group: RooflineGroup, models: number): Point[] {
  const { name, flopsPerByte, estimatedFlopsPerSecond, attainableFlopsPerSecond, seconds, share, boundBy } =
    group;
  if (estimatedFlopsPerSecond === null || attainableFlopsPerSecond === null) return [];
  const rate = significant(inTera(estimatedFlopsPerSecond), 3);
  const roof = significant(inTera(attainableFlopsPerSecond), 3);
  const title = `${model}, ${name}: ${significant(flopsPerByte, 3)} FLOPs a byte, ${rate} TFLOP/s of ${roof} attainable, ${formatSeconds(seconds)} a step (${formatPercent(share)}), bound by ${RESOURCE_TITLES[boundBy]}`;
  // What a group takes of the step is each model's own.
  const label = models === 1 ? `${name}, ${formatPercent(share, 0)}` : name;
  return [
    {
      x: flopsPerByte,
      y: inTera(estimatedFlopsPerSecond),
      label,
      sharesLabel: models > 1,
      marked: isAboveRoof(group),
      title,
    },
  ];
}

/** The slanted roof of the memory up to the ridge, and the level one of the matrix unit from there on. */
function roofLines(roofs: NamedRoofline['roofs'], intensities: readonly number[]): Series[] {
  const { peakFlopsPerSecond, memoryBytesPerSecond, ridgeFlopsPerByte } = roofs;
  const peak = inTera(peakFlopsPerSecond);
  const least = Math.min(ridgeFlopsPerByte, ...intensities) / REACH;
  const most = Math.max(ridgeFlopsPerByte, ...intensities) * REACH;
  // Halfway up, on logarithmic axes.
  const middle = Math.sqrt(least * ridgeFlopsPerByte);
  const memory = `memory: ${significant(memoryBytesPerSecond / 1e9, 3)} GB/s`;
  const matrix = `matrix unit: ${significant(peak, 3)} TFLOP/s`;
  const ridge = `ridge: ${significant(ridgeFlopsPerByte, 3)} FLOPs a byte`;
  const end = (x: number, y: number, label: string | null, title: string): Point => ({ x, y, label, title });
  return [
    {
      name: memory,
      kind: 'guide',
      points: [
        end(least, inTera(least * memoryBytesPerSecond), null, memory),
        end(middle, inTera(middle * memoryBytesPerSecond), memory, memory),
        end(ridgeFlopsPerByte, peak, null, ridge),
      ],
    },
    {
      name: matrix,
      kind: 'guide',
      points: [end(ridgeFlopsPerByte, peak, ridge, ridge), end(most, peak, matrix, matrix)],
    },
  ];
}

function groupTable(rooflines: readonly NamedRoofline[]): DataTable {
  return {
    title: 'Groups of einsums, a core and step',
    columns: [
      { key: 'model', label: 'Model', format: 'text' },
      { key: 'group', label: 'Group', format: 'text' },
      { key: 'flops', label: 'FLOPs', format: 'count' },
      { key: 'bytes', label: 'Memory traffic', format: 'bytes' },
      { key: 'flopsPerByte', label: 'FLOPs a byte', format: 'decimal' },
      { key: 'attainableFlopsPerSecond', label: 'Attainable FLOP/s', format: 'count' },
      { key: 'estimatedFlopsPerSecond', label: 'Estimated FLOP/s', format: 'count' },
      { key: 'seconds', label: 'Estimated time', format: 'seconds' },
      { key: 'share', label: 'Share of the step', format: 'percent' },
      { key: 'boundBy', label: 'Binds', format: 'text' },
    ],
    rows: rooflines.flatMap(({ name, groups }) =>
      groups.map((group) => [
        name,
        group.name,
        group.flops,
        group.bytes,
        group.flops === 0 ? null : group.flopsPerByte,
        group.attainableFlopsPerSecond,
        group.estimatedFlopsPerSecond,
        group.seconds,
        group.share,
        RESOURCE_TITLES[group.boundBy],
      ]),
    ),
  };
}

function restTable(rooflines: readonly NamedRoofline[]): DataTable {
  return {
    title: 'The rest of the step',
    columns: [
      { key: 'model', label: 'Model', format: 'text' },
      { key: 'part', label: 'Part', format: 'text' },
      { key: 'seconds', label: 'Estimated time', format: 'seconds' },
      { key: 'share', label: 'Share of the step', format: 'percent' },
    ],
    rows: rooflines.flatMap(({ name, rest, seconds }) =>
      Object.entries(rest).map(([part, own]) => [
        name,
        FEATURE_TITLES[part as keyof typeof rest],
        own,
        own / seconds,
      ]),
    ),
  };
}
