import type { Comparison } from '../plan/compare';
import type { Failure } from '../plan/failOn';
import { formatChange, formatCount, formatTflops, significant } from '../units/format';
import { formatScore } from '../units/score';
import { calibrationNote } from './basis';
import { mixedSteps } from './families';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** Models side by side: costs with differences against the first, published or fitted scores, and the verdict. */
export function drawComparison(comparison: Comparison, canvas: Canvas): string {
  const sections = [
    costTable(comparison, canvas),
    calibrationLine(comparison, canvas),
    stepLines(comparison, canvas),
    scoreTable(comparison, canvas),
    verdict(comparison, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function calibrationLine({ models }: Comparison, { width }: Canvas): string {
  const note = calibrationNote(...models.map(({ throughput }) => throughput));
  return note === '' ? '' : paragraph('  ', note, width);
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

/** Models of several families do different things in a step. */
function stepLines({ models }: Comparison, { width }: Canvas): string {
  return mixedSteps(models)
    .map((line) => paragraph('  ', line, width))
    .join('\n');
}

function scoreTable({ models, scores }: Comparison, canvas: Canvas): string {
  const isKnown = models.some(({ quality }, i) => scores[i] || quality);
  if (!isKnown) return '';
  const rows = models.flatMap((model, i): Cell[][] => {
    const row = scores[i];
    const name = { text: model.name, set: canvas.style.strong };
    if (!row) {
      return model.quality ? [[name, '-', '-', '-', '-', formatScore(model.quality), 'fitted']] : [];
    }
    const { perplexity, glue, superGlue, squad, average } = row.scores;
    const shown = [perplexity, glue, superGlue, squad, average].map((score) => score ?? '-');
    return [[name, ...shown, row.table]];
  });
  return drawTable(
    [
      { title: 'Scores' },
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
