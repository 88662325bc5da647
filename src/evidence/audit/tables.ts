import { takeCensus } from '../../census/census';
import { FLOPS_PER_MAC } from '../../census/compute';
import { countParameters } from '../../census/parameters';
import { PAPER_WORKLOAD } from '../../census/workload';
import type { ModelShape } from '../../model/shape';
import { parseName } from '../../names/parse';
import { formatPercent } from '../../units/format';
import { exactly, meanOf, scaled } from '../../units/interval';
import { roundingInterval, writeFinerThan } from '../../units/printed';
import {
  columnTitle,
  noteOn,
  PRINTED_DIMENSIONS,
  type PrintedDimension,
  PUBLISHED_ROWS,
  printedFigure,
  SCORE_NAMES,
} from '../published';
import { DOWNSTREAM } from '../quality/published';
import { type Claim, claimFound, claimOfFigure, type Reading, type Statement, verdictOn } from './claim';
import { computedReadings, oneMicrobatch, type Row } from './quantities';

/** The claims of a table of text models, row by row. */
export function claimsOfTable(table: string): Claim[] {
  const rows = PUBLISHED_ROWS.filter((row) => row.table === table);
  return rows.flatMap((row) => [
    ...PRINTED_DIMENSIONS.flatMap((dimension) => claimOfDimension(row, dimension)),
    ...['parameters', 'tflops'].flatMap((quantity) => claimOfCount(row, quantity)),
    ...(row.scores.average === undefined ? [] : [claimOfAverage(row)]),
    ...claimsOfRepetition(row),
  ]);
}

/** A figure of a row that is counted from its shape. None where the table does not print it. */
export function claimOfCount(row: Row, quantity: string): Claim[] {
  const statement = statementOf(row, quantity);
  if (statement === null) return [];
  const { printed } = statement;
  const counted = quantity === 'tflops' ? tellMicrobatch(row.model, printed) : '';
  const readings = computedReadings(row, quantity);
  const isMissed = readings.every((reading) => verdictOn(printed, reading) === 'does not hold');
  const missed = isMissed ? readings.map((reading) => tellNearMiss(printed, reading)).join('') : '';
  const note = [missed, statement.note, counted].filter(Boolean).join('; ') || null;
  return [claimOfFigure({ ...statement, note }, readings)];
}

/** A count that misses a printed figure by less than this share is told by how much. */
const NEAR_MISS = 0.01;

/** How far a count lies from the edge of a printed rounding that it just misses; nothing where they are far apart. */
function tellNearMiss(printed: string, { interval }: Reading): string {
  const edges = roundingInterval(printed);
  const [side, edge, ends] =
    interval.most < edges.least
      ? ['under', edges.least, [interval.most, interval.least]]
      : ['over', edges.most, [interval.least, interval.most]];
  const [least = 0, most = 0] = ends.map((end) => Math.abs(end / edge - 1));
  if (most > NEAR_MISS) return '';
  return `${(100 * least).toFixed(2)} to ${formatPercent(most, 2)} ${side} the edge of the printed rounding`;
}

/** Whether a table's column of multiply-accumulates is one of floating-point operations, as its title says. */
export function claimOfUnit(rows: readonly Row[], quantity: string): Claim {
  const { table } = rows[0] as Row;
  const figures = rows.map((row) => ({
    printed: printedFigure(table, row.model, quantity) as string,
    readings: computedReadings(row, quantity),
  }));
  const agree = (factor: number) =>
    figures.filter(({ printed, readings }) => agrees(printed, readings, factor, 0)).length;
  const [asMacs, asFlops] = [agree(1), agree(FLOPS_PER_MAC)];
  const title = columnTitle(table, quantity);
  const note = `of its ${rows.length} figures ${asMacs} agree as multiply-accumulates, ${asFlops} as floating-point operations (${FLOPS_PER_MAC} to a multiply-accumulate)`;
  const statement = { group: table, subject: `unit of ${title}`, printed: title, note };
  const holds = asFlops >= asMacs;
  return claimFound(statement, holds ? 'floating-point operations' : 'multiply-accumulates', holds);
}

/** Whether the parameters of Tables 1, 3 and 4 have the embedding in them: more figures agree with it than without. */
export function claimOfEmbedding(statement: Statement): Claim {
  const rows = PUBLISHED_ROWS.filter(({ figures }) => figures.parameters !== undefined);
  const agree = (included: 0 | 1) =>
    rows.filter((row) => {
      const { vocabSize, dModel } = parseName(row.name);
      const left = (included - 1) * vocabSize * dModel;
      return agrees(row.figures.parameters as string, computedReadings(row, 'parameters'), 1, left);
    }).length;
  const [included, left] = [agree(1), agree(0)];
  const found = `of ${rows.length} figures ${included} agree with the embedding, ${left} without it`;
  return claimFound(statement, found, included > left);
}

/** Whether a printed figure can be what is computed, times a factor, plus a term. */
function agrees(printed: string, readings: readonly Reading[], factor: number, term: number): boolean {
  return readings.some(({ reading, value, interval }) => {
    const changed = { value: term + factor * value, interval: scaled(interval, factor, term) };
    return verdictOn(printed, { reading, ...changed }) !== 'does not hold';
  });
}

function statementOf({ table, model }: Row, column: string): Statement | null {
  const printed = printedFigure(table, model, column);
  if (printed === null) return null;
  const subject = `${model}, ${columnTitle(table, column)}`;
  return { group: table, subject, printed, note: noteOn(table, model, column) };
}

/** What one microbatch counts, where a step has several. */
function tellMicrobatch(model: string, printed: string): string {
  const { tflops, microbatches } = oneMicrobatch(model);
  return microbatches === 1
    ? ''
    : `one of its ${microbatches} microbatches counts ${writeFinerThan(printed, tflops)}`;
}

/**
 * A printed dimension beside that of the shape. One that differs is accused only where the row's own parameters cannot
 * come from it.
 */
function claimOfDimension(row: Row, dimension: PrintedDimension): Claim[] {
  const statement = statementOf(row, dimension);
  if (statement === null) return [];
  const shape = parseName(row.name);
  const used = writeDimension(shape, dimension, statement.printed);
  if (used === statement.printed) return [claimFound({ ...statement, note: null }, used, true)];
  const parameters = printedFigure(row.table, row.model, 'parameters') as string;
  const { total } = countParameters(
    takeCensus({ ...shape, [dimension]: Number(statement.printed) }, PAPER_WORKLOAD),
  );
  const holds =
    verdictOn(parameters, { reading: '', value: total, interval: exactly(total) }) !== 'does not hold';
  const instead = `with ${statement.printed} the row's ${parameters} parameters would be ${writeFinerThan(parameters, total)}`;
  const note = [instead, statement.note].filter(Boolean).join('; ');
  return [claimFound({ ...statement, note }, used, holds)];
}

function writeDimension(shape: ModelShape, dimension: PrintedDimension, printed: string): string {
  if (dimension !== 'layers') return String(shape[dimension]);
  const { encoderLayers, decoderLayers } = shape;
  return printed.includes('/') ? `${encoderLayers}/${decoderLayers}` : String(decoderLayers);
}

/** The average of a row's three downstream scores, each of which stands for its rounding. */
function claimOfAverage(row: Row): Claim {
  const scores = DOWNSTREAM.map((score) => printedFigure(row.table, row.model, score) as string);
  const interval = meanOf(scores.map(roundingInterval));
  const value = meanOf(scores.map((score) => exactly(Number(score)))).least;
  const statement = statementOf(row, 'average') as Statement;
  const note = `the mean of ${scores.join(', ')}, each within its rounding`;
  return claimOfFigure({ ...statement, note }, [{ reading: '', value, interval }]);
}

/** Scores that another table prints too, with more digits, of the same run. */
function claimsOfRepetition(row: Row): Claim[] {
  if (row.table !== 'Table 3') return [];
  const other = PUBLISHED_ROWS.find(({ table, name }) => table === 'Table 4' && name === row.name);
  return SCORE_NAMES.flatMap((score) => {
    const statement = statementOf(row, score);
    const again = other?.scores[score];
    if (statement === null || again === undefined) return [];
    const reading = {
      reading: 'as Table 4 prints it',
      value: Number(again),
      interval: roundingInterval(again),
    };
    return [claimOfFigure(statement, [reading])];
  });
}
