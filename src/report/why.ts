import type { Census } from '../census/census';
import { forwardMacs } from '../census/compute';
import { DIMENSION_LETTERS, type Dimension, elements } from '../census/dimensions';
import { type Einsum, MODULES, type Operand, type Tensor } from '../census/einsum';
import { FEATURE_NAMES } from '../steptime/features';
import { PAPER_CALIBRATION } from '../steptime/paperCalibration';
import type { Step } from '../steptime/step';
import { formatCount, formatSeconds, significant } from '../units/format';
import { FEATURE_TITLES } from './describe';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';

/** One line of a census: an einsum and what is read from it. */
export interface CensusLine {
  readonly module: string;
  readonly einsum: string;
  readonly dimensions: string;
  readonly repeat: number;
  readonly parameters: number;
  readonly forwardMacs: number;
}

/** The lines of a step's census that every count comes from; a weight's parameters stand at its first use. */
export function censusLines({ census, mesh }: Step): CensusLine[] {
  const counted = new Set<Tensor>();
  return census.map((einsum) => ({
    module: einsum.module,
    einsum: einsum.name.slice(einsum.module.length + 2),
    dimensions: einsumInLetters(einsum),
    repeat: einsum.repeat,
    parameters: newParameters(einsum, counted),
    forwardMacs: forwardMacs(einsum, mesh),
  }));
}

function newParameters({ inputs }: Einsum, counted: Set<Tensor>): number {
  let sum = 0;
  for (const { tensor } of inputs) {
    if (tensor.kind !== 'weight' || counted.has(tensor)) continue;
    counted.add(tensor);
    sum += tensor.count * elements(tensor.dimensions);
  }
  return sum;
}

/** An einsum in the paper's letters: `BSd, dHk -> BSHk`. */
function einsumInLetters({ inputs, output }: Census[number]): string {
  const letters = (dimensions: readonly Dimension[]) =>
    dimensions.map(({ name }) => DIMENSION_LETTERS[name]).join(' ');
  return `${inputs.map(({ dimensions }: Operand) => letters(dimensions)).join(', ')} -> ${letters(output.dimensions)}`;
}

/** Where each number of a model comes from: the census lines, the coefficients and the collectives. */
export function explainStep(step: Step, canvas: Canvas): string {
  return [censusTable(step, canvas), coefficientTable(step, canvas), collectiveTable(step, canvas)]
    .filter(Boolean)
    .join('\n\n');
}

function censusTable(step: Step, canvas: Canvas): string {
  const lines = censusLines(step);
  const rows = MODULES.flatMap((module): Cell[][] => [
    [{ text: module, set: canvas.style.strong }, '', '', '', ''],
    ...lines.filter((line) => line.module === module).map(censusRow),
  ]);
  return drawTable(
    [
      { title: 'Einsum' },
      { title: 'Dimensions' },
      { title: 'x', align: 'right' },
      { title: 'Parameters', align: 'right' },
      { title: 'MACs', align: 'right' },
    ],
    rows,
    canvas,
  );
}

function censusRow({ einsum, dimensions, repeat, parameters, forwardMacs: macs }: CensusLine): Cell[] {
  const counts = [parameters, macs].map((count) => (count > 0 ? formatCount(count) : ''));
  return [`  ${einsum}`, dimensions, String(repeat), ...counts];
}

function coefficientTable({ features }: Step, canvas: Canvas): string {
  const rows = FEATURE_NAMES.map((name, i) => {
    const feature = features[i] as number;
    const coefficient = PAPER_CALIBRATION.coefficients[i] as number;
    const counted = name === 'layer' || name === 'step';
    return [
      FEATURE_TITLES[name],
      counted ? `${feature} of them` : `${formatSeconds(feature)} at peak`,
      counted ? formatSeconds(coefficient) : significant(coefficient, 3),
      formatSeconds(feature * coefficient),
    ];
  });
  return drawTable(
    [
      { title: 'Step time' },
      { title: 'Read from the census', align: 'right' },
      { title: 'x', align: 'right' },
      { title: 'Seconds', align: 'right' },
    ],
    rows,
    canvas,
  );
}

function collectiveTable({ roofline: { reductions } }: Step, canvas: Canvas): string {
  if (reductions.length === 0) return '';
  const axes = (['data', 'model'] as const).map((axis) => {
    const own = reductions.filter((reduction) => reduction.axis === axis);
    const moved = own.reduce((sum, { elementsPerRun, runsPerStep }) => sum + elementsPerRun * runsPerStep, 0);
    const runs = own.reduce((sum, { runsPerStep }) => sum + runsPerStep, 0);
    const seconds = own.reduce((sum, reduction) => sum + reduction.seconds, 0);
    return [
      axis,
      String(runs),
      formatCount(moved),
      String(own[0]?.bytesPerElement ?? ''),
      formatSeconds(seconds),
    ];
  });
  return drawTable(
    [
      { title: 'All-reduces over axis' },
      { title: 'a step', align: 'right' },
      { title: 'Elements a core', align: 'right' },
      { title: 'Bytes each', align: 'right' },
      { title: 'Seconds at peak', align: 'right' },
    ],
    axes.filter(([, runs]) => runs !== '0'),
    canvas,
  );
}
