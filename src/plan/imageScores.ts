import { visionRowOf } from '../evidence/visionRows';
import type { ModelShape } from '../model/shape';
import { formatChange } from '../units/format';
import { printedValue } from '../units/printed';

/**
 * What Table 5 says of two Vision Transformers, both of them printed there: their accuracy, and their speeds, which the
 * extrapolated ones may contradict. Null where it does not say it.
 */
export function imageScorePhrase(first: ModelShape, other: ModelShape): string | null {
  const [from, to] = [visionRowOf(first), visionRowOf(other)];
  if (from === null || to === null) return null;
  const points = printedValue(to.imageNet) - printedValue(from.imageNet);
  const change = `${points < 0 ? '' : '+'}${points.toFixed(1)}`;
  const speed = formatChange(printedValue(to.stepsPerSecond) / printedValue(from.stepsPerSecond));
  return `the paper measured ${change} points of ImageNet 10-shot accuracy (${to.imageNet} against ${from.imageNet}) and ${speed} steps/s (${to.stepsPerSecond} against ${from.stepsPerSecond}, Table 5)`;
}
