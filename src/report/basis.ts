import type { Throughput } from '../estimate/throughput';
import { printable } from '../problems/quote';

/** The calibration of the program itself, which goes without saying. */
const OWN_CALIBRATION = 'Table 4';

/** What a speed goes by, in a few words: `calibrated`, or `calibrated on cluster.json` where it is not the program's own. */
export function basisPhrase({ basis, calibration }: Pick<Throughput, 'basis' | 'calibration'>): string {
  if (calibration === OWN_CALIBRATION) return basis;
  return `${basis} ${basis === 'calibrated' ? 'on' : 'from'} ${printable(calibration)}`;
}

/**
 * What speeds go by, in a sentence, where it is another calibration than the program's own: `The speed is calibrated on
 * cluster.json.`; empty where it is that.
 */
export function calibrationNote(...speeds: readonly Pick<Throughput, 'basis' | 'calibration'>[]): string {
  const [first] = speeds;
  if (first === undefined || first.calibration === OWN_CALIBRATION) return '';
  const subject = speeds.length === 1 ? 'The speed is' : 'Speeds are';
  const bases = [...new Set(speeds.map(({ basis }) => basis))];
  const [basis = 'calibrated'] = bases;
  const how =
    bases.length > 1
      ? 'calibrated on, or extrapolated from,'
      : basis === 'calibrated'
        ? 'calibrated on'
        : 'extrapolated from';
  return `${subject} ${how} ${printable(first.calibration)}.`;
}
