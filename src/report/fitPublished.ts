import type { NamedFit } from '../evidence/publishedFits';
import { formatPercent, significant } from '../units/format';
import { drawInterval, goodness, levelOf, number } from './fitNumbers';
import { changeOf, gammaOf } from './fitShape';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

const HEADING = 'How well size tells it, without and with depth';

/** What Appendix A says. */
const CLAIM =
  'Appendix A fits this curve to the points of Figure 1 and finds "a much higher fitting error when modeling the downstream performance compared to modeling the upstream performance", and in it a sign that the shape matters downstream. Those points are printed nowhere; these are the fifteen that are (Table 4 and NL12-XXL), against computed parameters.';

/** The paper's measures side by side: their curves, and how well size tells them with and without depth. */
export function drawPublishedFits(fits: readonly NamedFit[], canvas: Canvas): string {
  const { style, width } = canvas;
  return [
    paragraph('  ', CLAIM, width),
    curves(fits, canvas),
    [style.strong(paragraph('', HEADING, width)), comparison(fits, canvas)].join('\n'),
    verdict(fits, canvas),
    ...fits.flatMap((fit) => worst(fit, canvas)),
  ].join('\n\n');
}

function curves(fits: readonly NamedFit[], canvas: Canvas): string {
  return drawTable(
    [
      { title: 'Error e' },
      { title: `alpha (${levelOf(fits[0] as NamedFit)} interval)` },
      { title: `eInf (${levelOf(fits[0] as NamedFit)} interval)` },
    ],
    fits.map(({ name, alpha, eInf, intervals }): Cell[] => [
      { text: name, set: canvas.style.strong },
      `${number(alpha)} (${drawInterval(intervals.alpha)})`,
      `${number(eInf)} (${drawInterval(intervals.eInf)})`,
    ]),
    canvas,
  );
}

function comparison(fits: readonly NamedFit[], canvas: Canvas): string {
  return drawTable(
    [
      { title: 'Error e' },
      { title: 'Curve of' },
      { title: 'R2', align: 'right' },
      { title: 'RMSE', align: 'right' },
      { title: 'Left out', align: 'right' },
      { title: 'its R2', align: 'right' },
    ],
    fits.flatMap((fit): Cell[][] => [
      [{ text: fit.name, set: canvas.style.strong }, 'size', ...goodness(fit)],
      ...(fit.withShape === null ? [] : [[fit.name, 'size and depth', ...goodness(fit.withShape)]]),
    ]),
    canvas,
  );
}

/** What these rows show of the claim, in numbers; a measure that does not follow it is said to. */
function verdict(fits: readonly NamedFit[], { width }: Canvas): string {
  const [upstream, ...downstream] = fits as readonly [NamedFit, ...NamedFit[]];
  const unexplained = (fit: NamedFit) => 1 - fit.r2;
  const sentences = downstream.map((fit) => {
    const times = unexplained(fit) / unexplained(upstream);
    return `Size leaves ${formatPercent(unexplained(fit))} of the variance of the ${fit.name.replace(':', '')} error unexplained, ${significant(times, 2)} times as much as upstream (${formatPercent(unexplained(upstream))}); ${depthPhrase(fit)}.`;
  });
  const text = [`Upstream, ${depthPhrase(upstream)}.`, ...sentences].join(' ');
  const caution =
    'R2 has no unit and compares the measures; RMSE and the mean error of rows left out do not. Over two orders of magnitude size explains most of every error here: the paper makes its claim of models of about the same size (section 4.1).';
  return [paragraph('  ', text, width), paragraph('  ', caution, width)].join('\n\n');
}

/** Whether these rows tell that depth matters, with the interval that says so. */
function depthPhrase({ withShape }: NamedFit): string {
  if (withShape === null) return 'there is no depth to judge';
  const { preferred, improvement } = withShape;
  const told = preferred === null ? 'these rows cannot tell whether depth matters' : 'depth matters';
  const leftOut = improvement === null ? '' : `; the error on rows left out is ${changeOf(improvement)}`;
  return `${told} (${gammaOf(withShape)}${leftOut})`;
}

function worst({ name, residuals }: NamedFit, { width }: Canvas): string[] {
  const shown = residuals
    .slice(0, 4)
    .map((row) => `${row.name} ${row.residual > 0 ? '+' : ''}${number(row.residual)}`);
  return [paragraph('  ', `Farthest from the curve, ${name}: ${shown.join(', ')}.`, width)];
}
