import type { Throughput } from '../estimate/throughput';
import { printable } from '../problems/quote';

/** What a speed rests on. */
type Basis = Pick<Throughput, 'basis' | 'calibration' | 'calibrationIsBuiltIn' | 'calibrationDoubt'>;

/** What a speed goes by, in a few words: `calibrated`, or `calibrated on cluster.json` where it is not the program's own. */
export function basisPhrase({
  basis,
  calibration,
  calibrationIsBuiltIn,
}: Omit<Basis, 'calibrationDoubt'>): string {
  if (calibrationIsBuiltIn) return basis;
  return `${basis} ${basis === 'calibrated' ? 'on' : 'from'} ${printable(calibration)}`;
}

/**
 * What speeds go by, in a sentence, where it is another calibration than the program's own: `The speed is calibrated on
 * cluster.json.`, and what speaks against that calibration; empty where it is the program's.
 */
export function calibrationNote(...speeds: readonly Basis[]): string {
  const [first] = speeds;
  if (first === undefined || first.calibrationIsBuiltIn) return '';
  const subject = speeds.length === 1 ? 'The speed is' : 'Speeds are';
  const bases = [...new Set(speeds.map(({ basis }) => basis))];
  const [basis = 'calibrated'] = bases;
  const how =
    bases.length > 1
      ? 'calibrated on, or extrapolated from,'
      : basis === 'calibrated'
        ? 'calibrated on'
        : 'extrapolated from';
  const doubt = first.calibrationDoubt === null ? '' : ` Mind that calibration: ${first.calibrationDoubt}.`;
  return `${subject} ${how} ${printable(first.calibration)}.${doubt}`;
}
