import type { ShapeFit } from '../fits/shape';
import { printable } from '../problems/quote';
import { formatPercent } from '../units/format';
import { drawCoefficients, drawInterval, levelOf, number } from './fitNumbers';
import type { Canvas } from './style';
import { paragraph } from './wrap';

/** The fit with a shape term: whether the points tell that the shape matters, and its coefficients. */
export function drawShape(fit: ShapeFit, canvas: Canvas): string {
  const rowOf = (key: 'nc' | 'alpha' | 'gamma' | 'eInf') => [key, fit[key], fit.intervals[key]] as const;
  const rows = [rowOf('nc'), rowOf('alpha'), rowOf('gamma'), rowOf('eInf')];
  const reference = `With ${printable(fit.column)} (s), ${fit.model}, s0 = ${number(fit.referenceShape)}:`;
  return [
    paragraph('  ', sentencesOnShape(fit).join(' '), canvas.width),
    '',
    paragraph('  ', reference, canvas.width),
    drawCoefficients(rows, levelOf(fit), canvas),
  ].join('\n');
}

function sentencesOnShape(fit: ShapeFit): string[] {
  const column = printable(fit.column);
  const effect = `At the same size a ${column} twice as large changes e by ${number(fit.gamma * Math.LN2)}`;
  const { low, high } = fit.intervals.gamma;
  const times = (end: number | null) => (end === null ? null : end * Math.LN2);
  const interval = drawInterval({ low: times(low), high: times(high) });
  const { improvement } = fit;
  const leftOut =
    improvement === null ? [] : [`The mean error on points left out is ${changeOf(improvement)}.`];
  return [`${verdictOn(fit, column)}.`, `${effect} (${interval}).`, ...leftOut];
}

/** What the points tell of a shape by its name, with the interval of gamma that it rests on. */
export function verdictOn(fit: ShapeFit, name: string): string {
  if (fit.preferred !== null) return `These points tell that ${name} matters (${gammaOf(fit)})`;
  return `These points cannot tell whether ${name} matters (${reasonOf(fit)})`;
}

/** `gamma -0.031 (-0.037 to -0.025)`. */
export function gammaOf({ gamma, intervals }: ShapeFit): string {
  return `gamma ${number(gamma)}, ${levelOf({ intervals })} interval ${drawInterval(intervals.gamma)}`;
}

function reasonOf(fit: ShapeFit): string {
  const { low, high } = fit.intervals.gamma;
  if (fit.unidentified.length > 0) return `${gammaOf(fit)}, but see below`;
  const isOpen = low === null || high === null || (low <= 0 && high >= 0);
  if (isOpen) return `${gammaOf(fit)}, has 0 in it`;
  return `${gammaOf(fit)}, but points left out are not predicted better`;
}

/** `53% smaller with it`. */
export function changeOf(improvement: number): string {
  return `${formatPercent(Math.abs(improvement), 0)} ${improvement > 0 ? 'smaller' : 'larger'} with it`;
}
