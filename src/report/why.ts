import { MODULES } from '../census/einsum';
import type { CensusLine } from '../census/lines';
import type { Explanation } from '../estimate/explanation';
import { formatCount, formatSeconds, significant } from '../units/format';
import { FEATURE_TITLES } from './describe';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';

/** Where each number of a model comes from: the census lines, the terms of the step time and the collectives. */
export function drawExplanation(explanation: Explanation, canvas: Canvas): string {
  const sections = [
    censusTable(explanation, canvas),
    stepTimeTable(explanation, canvas),
    reductionTable(explanation, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function censusTable({ census }: Explanation, canvas: Canvas): string {
  const rows = MODULES.flatMap((module): Cell[][] => [
    [{ text: module, set: canvas.style.strong }, '', '', '', ''],
    ...census.filter((line) => line.module === module).map(censusRow),
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

function censusRow({ einsum, dimensions, repeat, parameters, forwardMacs }: CensusLine): Cell[] {
  const counts = [parameters, forwardMacs].map((count) => (count > 0 ? formatCount(count) : ''));
  return [`  ${einsum}`, dimensions, String(repeat), ...counts];
}

function stepTimeTable({ stepTime }: Explanation, canvas: Canvas): string {
  const rows = stepTime.map(({ name, feature, coefficient, seconds }) => {
    const isCount = name === 'layer' || name === 'step';
    return [
      FEATURE_TITLES[name],
      isCount ? `${feature} of them` : `${formatSeconds(feature)} at peak`,
      isCount ? formatSeconds(coefficient) : significant(coefficient, 3),
      formatSeconds(seconds),
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

function reductionTable({ reductions }: Explanation, canvas: Canvas): string {
  if (reductions.length === 0) return '';
  const rows = reductions.map(({ axis, runsPerStep, elementsPerCore, bytesPerElement, seconds }) => [
    axis,
    String(runsPerStep),
    formatCount(elementsPerCore),
    String(bytesPerElement),
    formatSeconds(seconds),
  ]);
  return drawTable(
    [
      { title: 'All-reduces over axis' },
      { title: 'a step', align: 'right' },
      { title: 'Elements a core', align: 'right' },
      { title: 'Bytes each', align: 'right' },
      { title: 'Seconds at peak', align: 'right' },
    ],
    rows,
    canvas,
  );
}
