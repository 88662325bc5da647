import preset from '../../presets/calibration/tpu-v3.json';
import { machineNamed } from '../machine/machine';
import type { Family } from '../model/family';
import type { Calibration } from './calibration';

/** The coefficients that the printed speeds of Table 4 allow, and what they were measured on (made by `npm run calibrate`). */
export const PAPER_CALIBRATION: Calibration = {
  name: preset.name,
  agreement: null,
  machine: machineNamed(preset.machine),
  coefficients: preset.coefficients,
  corners: preset.corners,
  measured: { ...preset.measured, families: preset.measured.families as Family[] },
};
