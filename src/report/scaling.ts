import type { ModelEstimate } from '../estimate/model';
import type { ScaledModel } from '../plan/scaling';
import type { NotLaidOut, ScalingRow } from '../plan/scalingRow';
import { formatPercent, formatSeconds, GIB, plural, significant } from '../units/format';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** Stands before what no measured slice backs. */
const EXTRAPOLATED = '~';

/** How the step of a model grows over slices: a row a slice and model parallelism, what it shows, and what cannot be. */
export function drawScaling(scaled: ScaledModel, canvas: Canvas): string {
  const { model, scaling, scalingSummary, scalingLeftOut } = scaled;
  const sections = [
    heading(model, canvas),
    scalingTable(scaling, canvas),
    legend(scaling, canvas),
    ...scalingSummary.map((text) => paragraph('  ', text, canvas.width)),
    leftOutLines(model, scalingLeftOut, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function heading(model: ModelEstimate, { style, width }: Canvas): string {
  const { name, slice, workload } = model;
  const text = `Slices of ${slice.machine}, ${plural(workload.sequences, itemOf(model))} a step, data x model parallelism.`;
  return [style.strong(name), paragraph('  ', text, width)].join('\n');
}

/** What a step is over: the images of a Vision Transformer, else sequences. */
function itemOf({ family }: ModelEstimate): 'image' | 'sequence' {
  return family === 'vit' ? 'image' : 'sequence';
}

function scalingTable(rows: readonly ScalingRow[], canvas: Canvas): string {
  const right = { align: 'right' } as const;
  const cells = rows.map((row): Cell[] => {
    const mark = row.basis === 'extrapolated' ? EXTRAPOLATED : '';
    const memory = significant(row.perCoreBytes / GIB, 3);
    const own = [
      String(row.chips),
      `${row.dataParallelism} x ${row.modelParallelism}`,
      formatSeconds(row.seconds),
      `${mark}${significant(row.stepsPerSecond, 3)}`,
      formatPercent(row.mfu),
      formatPercent(row.collectiveShare),
      row.fits ? memory : `${memory} !`,
      `${significant(row.speedup, 3)}x`,
      formatPercent(row.efficiency, 0),
      row.isFastest ? '*' : '',
    ];
    return row.isFastest ? own.map((text) => ({ text, set: canvas.style.strong })) : own;
  });
  const columns = [
    { title: 'Chips', ...right },
    { title: 'Mesh', ...right },
    { title: 'Step', ...right },
    { title: 'Steps/s', ...right },
    { title: 'MFU', ...right },
    { title: 'Network', ...right },
    { title: 'GiB', ...right },
    { title: 'Faster', ...right },
    { title: 'Linear', ...right },
    { title: '' },
  ];
  return drawTable(columns, cells, canvas);
}

function legend(rows: readonly ScalingRow[], { width }: Canvas): string {
  const own = rows.find(({ isDefault }) => isDefault);
  const fastest = rows.filter(({ isFastest }) => isFastest);
  const parts = [
    fastest.every(({ fits }) => fits)
      ? '* the fastest that fits of its slice'
      : '* the fastest that fits of its slice, or the fastest where none fits',
    rows.some(({ basis }) => basis === 'extrapolated') ? `${EXTRAPOLATED} extrapolated` : '',
    rows.some(({ fits }) => !fits) ? '! does not fit a core' : '',
    own === undefined ? '' : `the size's own model parallelism is ${own.modelParallelism}`,
    'Network is the share of collectives, GiB the memory of a core; Faster is against the smallest slice, Linear what that is of its chips',
  ];
  return paragraph('  ', `${parts.filter(Boolean).join('; ')}.`, width);
}

/** Why a slice cannot be had, in few words. */
const REASONS: Readonly<Partial<Record<NotLaidOut['code'], (items: string) => string>>> = {
  'fewer-sequences-than-replicas': (items) => `more replicas than ${items}`,
  'indivisible-sequences': (items) => `${items} that replicas cannot share evenly`,
  'indivisible-dimensions': () => 'heads or widths that it does not divide',
  'more-model-parallelism-than-cores': () => 'more than there are cores',
};

/** One line a reason. */
function leftOutLines(
  model: ModelEstimate,
  leftOut: readonly NotLaidOut[],
  { style, width }: Canvas,
): string {
  const byCode = new Map<NotLaidOut['code'], NotLaidOut[]>();
  for (const one of leftOut) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  return [...byCode]
    .map(([code, places]) => {
      const reason = REASONS[code]?.(`${itemOf(model)}s`) ?? (places[0] as NotLaidOut).reason;
      return style.dim(paragraph('  - ', `Not laid out, ${reason}: ${placesOf(places)}.`, width));
    })
    .join('\n');
}

/** `128 chips at model parallelism 1; 256 at 1, 2`. Slices that lack the same ones stand together. */
function placesOf(places: readonly NotLaidOut[]): string {
  const bySlice = new Map<number, number[]>();
  for (const { chips, modelParallelism } of places) {
    bySlice.set(chips, [...(bySlice.get(chips) ?? []), modelParallelism]);
  }
  const byParallelisms = new Map<string, number[]>();
  for (const [chips, parallelisms] of bySlice) {
    const key = parallelisms.join(', ');
    byParallelisms.set(key, [...(byParallelisms.get(key) ?? []), chips]);
  }
  return [...byParallelisms]
    .map(
      ([parallelisms, slices], i) =>
        `${slices.join(', ')}${i === 0 ? ` ${nounOf(slices)} at model parallelism` : ' at'} ${parallelisms}`,
    )
    .join('; ');
}

function nounOf(slices: readonly number[]): string {
  return slices.every((chips) => chips === 1) ? 'chip' : 'chips';
}
