// npm run calibrate: makes presets/calibration/tpu-v3.json from the printed speeds of Table 4 and the physical priors.
import { writeFileSync } from 'node:fs';
import { fitSpeeds, leaveOneOut } from '../src/calibration/calibrate';
import { PAPER_WORKLOAD } from '../src/census/workload';
import { TABLE_4 } from '../src/evidence/published';
import { publishedSpeeds, stepOfRow } from '../src/evidence/speeds';
import { PAPER_MACHINE } from '../src/machine/machine';
import { FEATURE_NAMES } from '../src/steptime/features';
import { describeMeasured } from '../src/steptime/measured';

const FILE = 'presets/calibration/tpu-v3.json';
const speeds = publishedSpeeds();
const { coefficients, corners } = fitSpeeds(speeds);
const { steps, ...measured } = describeMeasured(
  TABLE_4.map((row) => ({ step: stepOfRow(row), workload: PAPER_WORKLOAD })),
);
const source =
  'Made by `npm run calibrate` from the fourteen printed speeds of Table 4 and presets/calibration/priors.json';
const rows = (list: readonly (readonly number[])[], indent: string) =>
  list.map((row) => `${indent}${JSON.stringify(row)}`).join(',\n');
writeFileSync(
  FILE,
  `{
  "source": ${JSON.stringify(source)},
  "name": "Table 4",
  "machine": ${JSON.stringify(PAPER_MACHINE.name)},
  "features": ${JSON.stringify(FEATURE_NAMES)},
  "coefficients": ${JSON.stringify(coefficients)},
  "corners": [
${rows(corners, '    ')}
  ],
  "measured": {
    "chips": ${JSON.stringify(measured.chips)},
    "families": ${JSON.stringify(measured.families)},
    "parameters": ${JSON.stringify(measured.parameters)},
    "tflops": ${JSON.stringify(measured.tflops)},
    "steps": [
${rows(steps, '      ')}
    ]
  }
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
