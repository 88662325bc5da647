import assumptions from '../../../presets/quality/assumptions.json';
import { nearestSize } from '../../names/format';
import { mean } from '../../numerics/mean';
import { leaveGroupsOut, leaveOneOut } from './fit';
import { scoredPoints } from './points';
import { DOWNSTREAM, publishedQuality, scoredShapes } from './published';
import type { Quality } from './quality';

/** A published average beside what a fit on the other fourteen expects. */
export interface QualityRow {
  readonly table: string;
  readonly model: string;
  readonly name: string;
  /** The average as printed; where none is, the three scores that it is the mean of. */
  readonly published: string;
  readonly average: number;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  /** Whether the published average lies in the interval. */
  readonly inside: boolean;
}

/** How well left-out averages are predicted. Errors are in points; bias is the mean signed error. */
export interface QualityAgreement {
  readonly figures: number;
  /** Averages inside their intervals, which are made to hold a share `level` of them. */
  readonly inside: number;
  readonly level: number;
  readonly meanAbsoluteError: number;
  readonly maximumAbsoluteError: number;
  readonly bias: number;
}

/** The scores of the paper beside what the fit expects of each row, the row left out. */
export interface QualityBacktest {
  readonly rows: readonly QualityRow[];
  readonly summary: QualityAgreement;
  /** The same where every row of the same size is left out, not one alone: rows of one size are much alike. */
  readonly sizeLeftOut: QualityAgreement;
}

/** Each of the fifteen published averages predicted from the fourteen others, and from those of other sizes. */
export function backtestQuality(): QualityBacktest {
  const points = scoredPoints();
  const bySize = leaveGroupsOut(points, ({ shape }) => nearestSize(shape));
  const rows = rowsOf(leaveOneOut(points));
  return { rows, summary: summarise(rows), sizeLeftOut: summarise(rowsOf(bySize)) };
}

function rowsOf(expected: readonly Quality[]): QualityRow[] {
  return scoredShapes().map(({ row, shape }, i): QualityRow => {
    const { average } = publishedQuality(shape) as Quality;
    const { average: predicted, low, high } = expected[i] as Quality;
    const published = row.scores.average ?? DOWNSTREAM.map((score) => row.scores[score]).join('/');
    const { table, model, name } = row;
    const inside = low <= average && average <= high;
    return { table, model, name, published, average, predicted, low, high, inside };
  });
}

function summarise(rows: readonly QualityRow[]): QualityAgreement {
  const errors = rows.map(({ average, predicted }) => predicted - average);
  return {
    figures: rows.length,
    inside: rows.filter(({ inside }) => inside).length,
    level: assumptions.level,
    meanAbsoluteError: mean(errors.map(Math.abs)),
    maximumAbsoluteError: Math.max(...errors.map(Math.abs)),
    bias: mean(errors),
  };
}
