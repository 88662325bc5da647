// npm run fit-quality: makes presets/quality/fit.json from the fifteen published downstream averages and the assumptions.
import { writeFileSync } from 'node:fs';
import { TERMS } from '../src/evidence/quality/features';
import { fitQuality, leaveOneOut } from '../src/evidence/quality/fit';
import { scoredPoints } from '../src/evidence/quality/points';
import { formatName } from '../src/names/format';

const FILE = 'presets/quality/fit.json';
const points = scoredPoints();
const { coefficients, inverse, scale, quantile, ranges } = fitQuality(points);
const source =
  'Made by `npm run fit-quality` from the fifteen published downstream averages (Table 4, and NL12-XXL of Table 3) and presets/quality/assumptions.json';
const list = (values: readonly (number | string)[]) =>
  `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
const rows = inverse.map((row) => `    ${list(row)}`).join(',\n');
const ends = Object.entries(ranges)
  .map(([key, range]) => `    ${JSON.stringify(key)}: ${list(range)}`)
  .join(',\n');
writeFileSync(
  FILE,
  `{
  "source": ${JSON.stringify(source)},
  "terms": ${list(TERMS)},
  "coefficients": ${list(coefficients)},
  "inverse": [
${rows}
  ],
  "scale": ${scale},
  "quantile": ${quantile},
  "ranges": {
${ends}
  }
}
`,
);
console.log(`${FILE}:`);
TERMS.forEach((name, i) => {
  console.log(`${name}: ${coefficients[i]}`);
});
console.log(`scale: ${scale}, quantile: ${quantile}`);
leaveOneOut(points).forEach(({ average, low, high }, i) => {
  const { shape, average: printed } = points[i] as (typeof points)[number];
  const inside = low <= printed && printed <= high ? 'inside' : 'OUTSIDE';
  const figures = [average, low, high].map((value) => value.toFixed(2));
  console.log(`${formatName(shape)}: ${printed.toFixed(2)}, left out ${figures.join(' ')} ${inside}`);
});
