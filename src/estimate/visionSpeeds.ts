import slowness from '../../presets/calibration/vision.json';

/** By which factor the slowest printed step of Table 5 is slower than the interval of the calibration on T5 models allows. */
export const SLOWEST_VISION_STEP = slowness.interval;

/** By which factors the printed steps of Table 5 are slower than that calibration expects. */
export const SLOWER_VISION_STEPS = slowness.estimate;
