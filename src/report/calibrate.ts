import { printable } from '../problems/quote';
import type { CalibrationReport } from '../request/calibration';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import {
  formatChange,
  formatCount,
  formatPercent,
  formatSeconds,
  formatTflops,
  plural,
  significant,
} from '../units/format';
import { FEATURE_TITLES } from './describe';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** With as many coefficients as runs or more, the runs cannot contradict each other. */
const FEW_RUNS = FEATURE_NAMES.length;

/** What measured runs say about the step time: coefficients, the runs one by one, and how far all that reaches. */
export function drawCalibration(report: CalibrationReport, canvas: Canvas): string {
  const lines = (texts: readonly string[]) =>
    texts.map((text) => paragraph('  ', text, canvas.width)).join('\n');
  return [
    heading(report, canvas),
    coefficientTable(report, canvas),
    runTable(report, canvas),
    lines(errorLines(report)),
    lines(doubtLines(report)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function heading({ source, machine, measured }: CalibrationReport, { style, width }: Canvas): string {
  const { chips, parameters, tflops } = measured;
  const text = `Measured: ${chips.length === 1 ? `a slice of ${plural(chips[0] as number, 'chip')}` : `slices of ${chips.join(', ')} chips`}, ${range(parameters, formatCount)} parameters, ${range(tflops, formatTflops)} #TFlops a step. Outside of that, and on other machines, an estimate is extrapolated.`;
  const title = `${style.strong(printable(machine.name))}  calibrated on ${printable(source)}`;
  return `${title}\n${paragraph('  ', text, width)}`;
}

function range({ least, most }: { least: number; most: number }, write: (value: number) => string): string {
  return least === most ? write(least) : `${write(least)} to ${write(most)}`;
}

function coefficientTable(
  { coefficients, intervals, unidentified }: CalibrationReport,
  canvas: Canvas,
): string {
  const rows = FEATURE_NAMES.map((name): Cell[] => {
    const write = (value: number) => (isSeconds(name) ? formatSeconds(value) : significant(value, 3));
    const { low, high } = intervals[name];
    const reason = unidentified.find((one) => one.name === name)?.reason;
    return [
      FEATURE_TITLES[name],
      write(coefficients[name]),
      `${write(low)} to ${write(high)}`,
      reason === undefined ? 'yes' : { text: DOUBTS[reason], set: canvas.style.caution },
    ];
  });
  return drawTable(
    [
      { title: 'Coefficient' },
      { title: 'x', align: 'right' },
      { title: 'All that fit', align: 'right' },
      { title: 'Pinned' },
    ],
    rows,
    canvas,
  );
}

const DOUBTS = { wide: 'NO', unmeasured: 'unmeasured' } as const;

function isSeconds(name: FeatureName): boolean {
  return name === 'layer' || name === 'step';
}

function runTable({ rows }: CalibrationReport, canvas: Canvas): string {
  const { style } = canvas;
  const cells = rows.map((row): Cell[] => [
    printable(row.model),
    String(row.chips),
    String(row.modelParallelism),
    `${significant(row.measured, 4)} (${significant(row.low, 3)} to ${significant(row.high, 3)})`,
    significant(row.computed, 4),
    significant(row.leaveOneOut, 4),
    formatChange(1 + row.leaveOneOutError),
    row.leaveOneOutMatch ? { text: 'yes', set: style.good } : { text: 'NO', set: style.bad },
  ]);
  return drawTable(
    [
      { title: 'Model' },
      { title: 'Chips', align: 'right' },
      { title: 'MP', align: 'right' },
      { title: 'Steps/s measured', align: 'right' },
      { title: 'Fitted', align: 'right' },
      { title: 'Left out', align: 'right' },
      { title: 'Error', align: 'right' },
      { title: 'Within' },
    ],
    cells,
    canvas,
  );
}

/** How far the runs agree, with such a model and with each other. */
function errorLines({ summary }: CalibrationReport): string[] {
  const { runs, disagreement, widening, oddRun } = summary;
  const left =
    runs === 1
      ? `The priors alone predict it with an error of ${formatPercent(summary.leaveOneOutMeanAbsoluteError)}.`
      : `Left out one by one, ${plural(summary.leaveOneOutMatches, 'run')} of ${runs} ${summary.leaveOneOutMatches === 1 ? 'is' : 'are'} predicted within the measured interval; the error is ${formatPercent(summary.leaveOneOutMeanAbsoluteError)} on average and ${formatPercent(summary.leaveOneOutMaximumAbsoluteError)} at most.`;
  if (disagreement === 0) {
    const fits = runs === 1 ? 'It is met' : 'All are met at once';
    return [`${fits}: some coefficients give every measured speed within its interval.`, left];
  }
  const agree = `The runs disagree with any such model by ${share(disagreement)}: no coefficients give every speed within its interval unless all give way by that much. What fits is taken within ${share(widening)}.`;
  const odd =
    oddRun === null
      ? []
      : [
          `Without run ${oddRun.row}, ${printable(oddRun.model)}, the others disagree by ${share(oddRun.disagreementWithout)} only: check that run.`,
        ];
  return [agree, ...odd, left];
}

/** A small share with as many digits as tell it from 0. */
function share(value: number): string {
  return value < 0.001 ? `${significant(100 * value, 2)}%` : formatPercent(value);
}

/** What the runs do not say. */
function doubtLines({ summary, unidentified, machine }: CalibrationReport): string[] {
  const { runs, corners, cornerRuns } = summary;
  const titles = (reason: string) =>
    unidentified.filter((one) => one.reason === reason).map(({ name }) => FEATURE_TITLES[name]);
  const wide = titles('wide');
  const unmeasured = titles('unmeasured');
  return [
    runs === 1
      ? 'One run says how long one step takes, and nearly nothing about how that grows: the coefficients are the priors, moved as little as the run asks for. Measure shapes, slices and parallelism that differ.'
      : '',
    runs > 1 && runs <= FEW_RUNS
      ? `With ${plural(runs, 'run')} for ${FEW_RUNS} coefficients, noise can hardly show: the intervals are as honest as the rounding that the runs state.`
      : '',
    wide.length > 0
      ? `Not pinned down (what fits spans more than the coefficient itself), since others can take their place in these runs: ${wide.join(', ')}.${summary.disagreement > 0 ? '' : ' A model whose costs are mixed like theirs is predicted well all the same; the interval of another is wide.'}`
      : '',
    unmeasured.length > 0
      ? `Not measured by any run, and left at ${unmeasured.length === 1 ? 'its prior' : 'their priors'}: ${unmeasured.join(', ')}.`
      : '',
    cornerRuns < runs
      ? `${corners} corners of the set that fits are kept, those of the ${cornerRuns} runs that narrow it most: all would be too many. Intervals are wider for it, not narrower.`
      : '',
    machine.name === 'tpu-v3'
      ? ''
      : 'The priors are relative to the peak rates of the machine, but those of a layer and of a step, which were thought of for TPU v3.',
  ].filter(Boolean);
}
