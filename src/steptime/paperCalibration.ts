import calibration from '../../presets/calibration/tpu-v3.json';
import type { Calibration } from './calibration';

/** The coefficients that the printed speeds of Table 4 allow (made by `npm run calibrate`). */
export const PAPER_CALIBRATION: Calibration = calibration;
