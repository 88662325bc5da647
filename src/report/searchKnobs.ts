import type { TurnedKnob } from '../search/turned';
import type { WideReport } from '../search/wide';
import { formatPercent, formatWhole } from '../units/format';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

type Knob = TurnedKnob['knob'];
type Ends = TurnedKnob['grid'];

const LABELS: Readonly<Record<Knob, string>> = {
  encoderLayers: 'encoder layers',
  decoderLayers: 'decoder layers',
  dModel: 'd_model',
  dFf: 'd_ff',
  numHeads: 'heads',
  dKv: 'd_kv',
  sharing: 'sharing',
  modelParallelism: 'model parallelism',
};

const COLUMNS = [
  { title: 'What it turns' },
  { title: 'Grid', align: 'right' },
  { title: 'Values', align: 'right' },
  { title: 'Frontier', align: 'right' },
  { title: 'Mostly', align: 'right' },
  { title: '' },
] as const;

/** For every knob of a grid where the frontier stands, and which never move. */
export function drawKnobs({ knobs }: WideReport['search'], canvas: Canvas): string {
  const varied = knobs.filter(({ gridValues }) => gridValues > 1);
  if (varied.length === 0) return '';
  const rows = varied.map((knob): Cell[] => [
    LABELS[knob.knob],
    range(knob.grid),
    formatWhole(knob.gridValues),
    range(knob.frontier),
    range(knob.mostly),
    formatPercent(knob.mostlyShare, 0),
  ]);
  return [drawTable(COLUMNS, rows, canvas), paragraph('  ', sentences(varied), canvas.width)].join('\n\n');
}

function range([least, most]: Ends): string {
  return least === most ? String(least) : `${least}..${most}`;
}

function sentences(knobs: readonly TurnedKnob[]): string {
  const still = knobs.filter(({ frontierValues }) => frontierValues === 1);
  const ends = knobs.filter(({ gridEnd, frontierValues }) => gridEnd !== null && frontierValues > 1);
  const named = still.map(({ knob, frontier: [value] }) => `${LABELS[knob]} (${value})`);
  const atEnd = ends.map(({ knob, mostly: [least, most], gridEnd }) => {
    return `${LABELS[knob]} (${gridEnd === 'least' ? least : most})`;
  });
  return [
    "Mostly is the narrowest run of the grid's values with two thirds of the frontier's shapes.",
    named.length > 0 ? `Never turned: ${named.join(', ')}.` : '',
    atEnd.length > 0 ? `At an end of the grid: ${atEnd.join(', ')}; --vary can widen it.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
