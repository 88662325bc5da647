import type { RooflineGroup } from '../estimate/roofline';
import { formatPercent, formatSeconds, significant } from '../units/format';
import { basisPhrase } from './basis';
import type { Chart, Point, Series } from './charts/chart';
import { FEATURE_TITLES } from './describe';
import type { DataTable, Exhibit } from './exhibit';
import { aboveRoofSentence, inTera, type NamedRoofline, RESOURCE_TITLES } from './roofline';

/** How far the roofs reach beyond the outermost groups, as a factor of intensity. */
const REACH = 1.6;

/** Marks of one group that are this near to each other, relatively, share a label. */
const BESIDE = 0.03;

/** The rooflines of some models as a picture of one core's roofs with the groups below them, and as tables. */
export function exhibitRooflines(rooflines: readonly NamedRoofline[]): Exhibit {
  const above = aboveRoofSentence(rooflines);
  const names = rooflines.map(({ name }) => name).join(', ');
  return {
    title: `Roofline of ${names}`,
    notes: [
      ...rooflines.map(
        ({ name, slice, stepsPerSecond, basis, calibration }) =>
          `${name}: ${slice.chips} chips of ${slice.machine}, model parallelism ${slice.modelParallelism}, ${significant(stepsPerSecond, 3)} steps/s (${basisPhrase({ basis, calibration })}).`,
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
      points: bySeconds(groups).flatMap((group) =>
        pointOf(name, group, name === first.name ? [] : first.groups),
      ),
    }),
  );
  const intensities = series.flatMap(({ points }) => points.map(({ x }) => x));
  return {
    title: `Roofline of a ${machine} core: ${rooflines.map(({ name }) => name).join(', ')}`,
    description:
      'Estimated rate of each group of einsums over its arithmetic intensity, below the roofs of the memory and of the matrix unit; both axes are logarithmic.',
    x: { label: 'Arithmetic intensity (FLOPs a byte of memory traffic)', scale: 'log', format: 'decimal' },
    y: { label: 'Rate of a core (TFLOP/s)', scale: 'log', format: 'decimal' },
    series: [...roofLines(first.roofs, intensities), ...series],
    markedMeaning: null,
  };
}

/** What takes longest is labelled first. */
function bySeconds(groups: readonly RooflineGroup[]): RooflineGroup[] {
  return [...groups].sort((a, b) => b.seconds - a.seconds);
}

/** The mark of a group; the first model's mark beside it is labelled for both. */
function pointOf(model: string, group: RooflineGroup, labelled: readonly RooflineGroup[]): Point[] {
  const { name, intensity, estimatedFlopsPerSecond, attainableFlopsPerSecond, seconds, share, boundBy } =
    group;
  if (estimatedFlopsPerSecond === null || attainableFlopsPerSecond === null) return [];
  const rate = significant(inTera(estimatedFlopsPerSecond), 3);
  const roof = significant(inTera(attainableFlopsPerSecond), 3);
  const title = `${model}, ${name}: ${significant(intensity, 3)} FLOPs a byte, ${rate} TFLOP/s of ${roof} attainable, ${formatSeconds(seconds)} a step (${formatPercent(share)}), bound by ${RESOURCE_TITLES[boundBy]}`;
  const label = labelled.some((other) => other.name === name && isBeside(other, group)) ? null : name;
  return [{ x: intensity, y: inTera(estimatedFlopsPerSecond), label, title }];
}

function isBeside(a: RooflineGroup, b: RooflineGroup): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= BESIDE * Math.max(x, y);
  return (
    near(a.intensity, b.intensity) && near(a.estimatedFlopsPerSecond ?? 0, b.estimatedFlopsPerSecond ?? 0)
  );
}

/** The slanted roof of the memory up to the ridge, and the level one of the matrix unit from there on. */
function roofLines(roofs: NamedRoofline['roofs'], intensities: readonly number[]): Series[] {
  const { peakFlopsPerSecond, memoryBytesPerSecond, ridgeIntensity } = roofs;
  const peak = inTera(peakFlopsPerSecond);
  const least = Math.min(ridgeIntensity, ...intensities) / REACH;
  const most = Math.max(ridgeIntensity, ...intensities) * REACH;
  // Halfway up, on logarithmic axes.
  const middle = Math.sqrt(least * ridgeIntensity);
  const memory = `memory: ${significant(memoryBytesPerSecond / 1e9, 3)} GB/s`;
  const matrix = `matrix unit: ${significant(peak, 3)} TFLOP/s`;
  const ridge = `ridge: ${significant(ridgeIntensity, 3)} FLOPs a byte`;
  const end = (x: number, y: number, label: string | null, title: string): Point => ({ x, y, label, title });
  return [
    {
      name: memory,
      kind: 'guide',
      points: [
        end(least, inTera(least * memoryBytesPerSecond), null, memory),
        end(middle, inTera(middle * memoryBytesPerSecond), memory, memory),
        end(ridgeIntensity, peak, null, ridge),
      ],
    },
    {
      name: matrix,
      kind: 'guide',
      points: [end(ridgeIntensity, peak, ridge, ridge), end(most, peak, matrix, matrix)],
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
      { key: 'intensity', label: 'FLOPs a byte', format: 'decimal' },
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
        group.intensity,
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
