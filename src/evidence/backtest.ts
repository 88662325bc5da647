import { leaveOneOut } from '../calibration/calibrate';
import { countCompute } from '../census/compute';
import { countParameters } from '../census/parameters';
import { PAPER_WORKLOAD } from '../census/workload';
import { SIZE_NAMES, type SizeName } from '../model/sizes';
import { mean } from '../numerics/mean';
import { predictSeconds } from '../steptime/calibration';
import { PAPER_CALIBRATION } from '../steptime/paperCalibration';
import { printedValue, roundsLooselyTo, writeLike } from '../units/printed';
import { noteOn, PUBLISHED_ROWS, type PublishedQuantity, type PublishedRow, TABLE_4 } from './published';
import { backtestQuality, type QualityBacktest } from './quality/backtest';
import { publishedSpeeds, stepOfRow } from './speeds';
import { backtestVision, type VisionBacktest } from './visionBacktest';

/** A printed figure beside the computed one. */
export interface BacktestRow {
  readonly table: string;
  readonly model: string;
  readonly quantity: PublishedQuantity;
  readonly published: string;
  readonly computed: number;
  /** The count of one microbatch, where a step has several. */
  readonly computedPerMicrobatch?: number;
  readonly microbatches?: number;
  readonly match: boolean;
  readonly note: string | null;
}

/** A printed speed beside what the other thirteen predict. */
export interface LeftOutRow {
  readonly model: string;
  readonly published: string;
  readonly predicted: number;
  readonly match: boolean;
}

/** How well predictions agree with printed figures. Errors are relative; bias is the mean signed error. */
export interface Agreement {
  readonly figures: number;
  readonly matches: number;
  readonly meanAbsoluteError: number;
  readonly maximumAbsoluteError: number;
  readonly bias: number;
}

/** Every published figure beside the computed one, and the errors on rows left out. */
export interface Backtest {
  readonly rows: readonly BacktestRow[];
  readonly leaveOneOut: readonly LeftOutRow[];
  readonly quality: QualityBacktest;
  /** The speeds of Table 5, extrapolated. */
  readonly vision: VisionBacktest;
  readonly summary: {
    readonly parameters: Agreement;
    readonly tflops: Agreement & { readonly matchesOfWholeStep: number };
    readonly stepsPerSecond: Agreement;
    readonly leaveOneOut: Agreement;
    /** Over the rows printed as 9 or more, whose rounding hides less than 6%. */
    readonly leaveOneOutFast: Agreement;
  };
}

const FAST = 9;

/**
 * Every figure of Tables 1, 3 and 4 that can be computed beside the computed one, and the leave-one-out of the speeds and of
 * the downstream averages.
 */
export function backtest(): Backtest {
  const rows = PUBLISHED_ROWS.flatMap(backtestRow);
  const leftOut = leaveOneOut(publishedSpeeds()).map((predicted, i): LeftOutRow => {
    const { model, figures } = TABLE_4[i] as PublishedRow;
    const published = figures.stepsPerSecond as string;
    return { model, published, predicted, match: writeLike(predicted, published) === published };
  });
  const of = (quantity: PublishedQuantity) => rows.filter((row) => row.quantity === quantity);
  const asComputed = leftOut.map((row) => ({ ...row, computed: row.predicted }));
  const matchesOfWholeStep = of('tflops').filter(
    (row) => writeLike(row.computed, row.published) === row.published,
  );
  return {
    rows,
    leaveOneOut: leftOut,
    quality: backtestQuality(),
    vision: backtestVision(),
    summary: {
      parameters: agreement(of('parameters')),
      tflops: { ...agreement(of('tflops').map(asPrinted)), matchesOfWholeStep: matchesOfWholeStep.length },
      stepsPerSecond: agreement(of('stepsPerSecond')),
      leaveOneOut: agreement(asComputed),
      leaveOneOutFast: agreement(asComputed.filter(({ published }) => printedValue(published) >= FAST)),
    },
  };
}

function backtestRow(row: PublishedRow): BacktestRow[] {
  const step = stepOfRow(row);
  const parameters = countParameters(step.census);
  const compute = countCompute(step.census, PAPER_WORKLOAD, step.mesh);
  const rows: BacktestRow[] = [];
  const { parameters: printedParameters, tflops, stepsPerSecond } = row.figures;
  if (printedParameters) {
    const withSlots = row.table === 'Table 4' && !isCanonical(row);
    const computed = withSlots ? parameters.totalWithSlots : parameters.total;
    rows.push(parameterRow(row, printedParameters, computed, withSlots));
  }
  if (tflops) {
    const several = step.mesh.microbatches > 1;
    const perMicrobatch = compute.forwardMacsPerMicrobatch / 1e12;
    const matchesOne = several && writeLike(perMicrobatch, tflops) === tflops;
    const { match, note, ...figures } = base(row, 'tflops', tflops, compute.tflops);
    rows.push({
      ...figures,
      ...(several ? { computedPerMicrobatch: perMicrobatch, microbatches: step.mesh.microbatches } : {}),
      match: match || matchesOne,
      note,
    });
  }
  if (stepsPerSecond) {
    const computed = 1 / predictSeconds(PAPER_CALIBRATION, step.features).seconds;
    rows.push(base(row, 'stepsPerSecond', stepsPerSecond, computed));
  }
  return rows;
}

/** The row with the count that the printed figure agrees with: of a microbatch, or else of the whole step. */
function asPrinted(row: BacktestRow): BacktestRow {
  const { computedPerMicrobatch, published } = row;
  if (computedPerMicrobatch === undefined) return row;
  return writeLike(computedPerMicrobatch, published) === published
    ? { ...row, computed: computedPerMicrobatch }
    : row;
}

function base(
  row: PublishedRow,
  quantity: PublishedQuantity,
  published: string,
  computed: number,
): BacktestRow {
  const { table, model } = row;
  const match = writeLike(computed, published) === published;
  return { table, model, quantity, published, computed, match, note: noteOn(table, model, quantity) };
}

function parameterRow(
  row: PublishedRow,
  published: string,
  computed: number,
  withSlots: boolean,
): BacktestRow {
  const exact = base(row, 'parameters', published, computed);
  const loosely = !exact.match && roundsLooselyTo(computed, published);
  const notes = [
    withSlots ? 'with optimizer slots, as Table 4 prints for sizes that are not canonical' : null,
    loosely ? 'printed to the nearest ten' : null,
    exact.note,
  ].filter((note) => note !== null);
  return { ...exact, match: exact.match || loosely, note: notes.length > 0 ? notes.join('; ') : null };
}

function isCanonical({ name }: PublishedRow): boolean {
  return SIZE_NAMES.includes(name as SizeName);
}

function agreement(rows: readonly { published: string; computed: number; match: boolean }[]): Agreement {
  const errors = rows.map(({ published, computed }) => computed / printedValue(published) - 1);
  return {
    figures: rows.length,
    matches: rows.filter(({ match }) => match).length,
    meanAbsoluteError: mean(errors.map(Math.abs)),
    maximumAbsoluteError: Math.max(...errors.map(Math.abs)),
    bias: mean(errors),
  };
}
