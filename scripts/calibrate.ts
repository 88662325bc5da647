// npm run calibrate: makes presets/calibration/tpu-v3.json from the printed speeds of Table 4 and the physical priors.
import { writeFileSync } from 'node:fs';
import { calibrate, leaveOneOut } from '../src/calibration/calibrate';
import { TABLE_4 } from '../src/evidence/published';
import { publishedSpeeds } from '../src/evidence/speeds';
import { PAPER_MACHINE } from '../src/machine/machine';
import { FEATURE_NAMES } from '../src/steptime/features';

const FILE = 'presets/calibration/tpu-v3.json';
const speeds = publishedSpeeds();
const { machine, coefficients, corners } = calibrate(PAPER_MACHINE.name, speeds);
const source =
  'Made by `npm run calibrate` from the fourteen printed speeds of Table 4 and presets/calibration/priors.json';
const rows = (list: readonly (readonly number[])[]) =>
  list.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
writeFileSync(
  FILE,
  `{
  "source": ${JSON.stringify(source)},
  "machine": ${JSON.stringify(machine)},
  "features": ${JSON.stringify(FEATURE_NAMES)},
  "coefficients": ${JSON.stringify(coefficients)},
  "corners": [
${rows(corners)}
  ]
}
`,
);
console.log(`${FILE}: ${corners.length} corners`);
FEATURE_NAMES.forEach((name, i) => {
  const values = corners.map((corner) => corner[i] as number);
  console.log(`${name}: ${coefficients[i]} (${Math.min(...values)} to ${Math.max(...values)})`);
});
leaveOneOut(speeds).forEach((speed, i) => {
  const { model, figures } = TABLE_4[i] as (typeof TABLE_4)[number];
  console.log(`${model}: printed ${figures.stepsPerSecond}, left out ${speed.toFixed(3)}`);
});
