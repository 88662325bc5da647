// npm run vision-speeds: makes presets/calibration/vision.json from the printed speeds of Table 5 and the calibration.
import { writeFileSync } from 'node:fs';
import { measureSlowness } from '../src/evidence/visionBacktest';

const FILE = 'presets/calibration/vision.json';
const { interval, estimate } = measureSlowness();
writeFileSync(
  FILE,
  `{
  "source": "Made by \`npm run vision-speeds\` from the four printed speeds of Table 5 and presets/calibration/tpu-v3.json",
  "interval": ${interval},
  "estimate": { "least": ${estimate.least}, "most": ${estimate.most} }
}
`,
);
console.log(`${FILE}: ${JSON.stringify({ interval, estimate })}`);
