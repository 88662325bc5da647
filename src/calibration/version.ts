/** The version of the files that `calibrate -o` writes; raised where a key that is read changes its meaning. */
export const CALIBRATION_VERSION = 1;
