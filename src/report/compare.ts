import type { Comparison } from '../plan/compare';
import type { Failure } from '../plan/failOn';
import { formatChange, formatCount, formatTflops, significant } from '../units/format';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** Models side by side: costs with differences against the first, published scores, and the verdict. */
export function drawComparison(comparison: Comparison, canvas: Canvas): string {
  const sections = [
    costTable(comparison, canvas),
    scoreTable(comparison, canvas),
    verdict(comparison, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

/** The conditions of `--fail-on` that are met, a paragraph each. */
export function drawFailures(failures: readonly Failure[], { style, width }: Canvas): string[] {
  return failures.map(({ message }) => style.bad(paragraph('  FAIL ', message, width)));
}

function costTable({ models, versus }: Comparison, canvas: Canvas): string {
  const rows = models.map((model, i): Cell[] => {
    const ratios = versus[i - 1];
    const change = (ratio: number | undefined, lessIsGood: boolean): Cell => {
      if (ratio === undefined) return '';
      const good = lessIsGood ? ratio < 1 : ratio > 1;
      return { text: formatChange(ratio), set: good ? canvas.style.good : canvas.style.bad };
    };
    return [
      { text: model.name, set: canvas.style.strong },
      formatCount(model.parameters.total),
      change(ratios?.parametersRatio, true),
      formatTflops(model.compute.tflops),
      change(ratios?.tflopsRatio, true),
      significant(model.throughput.stepsPerSecond, 3),
      change(ratios?.stepsPerSecondRatio, false),
      model.throughput.basis,
    ];
  });
  return drawTable(
    [
      { title: 'Model' },
      { title: 'Parameters', align: 'right' },
      { title: '', align: 'right' },
      { title: '#TFlops', align: 'right' },
      { title: '', align: 'right' },
      { title: 'Steps/s', align: 'right' },
      { title: '', align: 'right' },
      { title: 'Speed is' },
    ],
    rows,
    canvas,
  );
}

function scoreTable({ models, scores }: Comparison, canvas: Canvas): string {
  if (scores.every((row) => row === null)) return '';
  const rows = models.flatMap((model, i): Cell[][] => {
    const row = scores[i];
    if (!row) return [];
    const { perplexity, glue, superGlue, squad, average } = row.scores;
    const shown = [perplexity, glue, superGlue, squad, average].map((score) => score ?? '-');
    return [[{ text: model.name, set: canvas.style.strong }, ...shown, row.table]];
  });
  return drawTable(
    [
      { title: 'Published scores' },
      { title: '-log ppl', align: 'right' },
      { title: 'GLUE', align: 'right' },
      { title: 'SuperGLUE', align: 'right' },
      { title: 'SQuAD', align: 'right' },
      { title: 'Average', align: 'right' },
      { title: 'Source' },
    ],
    rows,
    canvas,
  );
}

function verdict({ verdicts }: Comparison, { width }: Canvas): string {
  return verdicts.map((text) => paragraph('  ', text, width)).join('\n');
}
