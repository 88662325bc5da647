import type { Calibration } from '../steptime/calibration';
import { formatPercent } from '../units/format';

/** A calibrated interval reaches a tenth each way: a calibration that misses the runs left out by more promises too much. */
const LARGE_ERROR = 0.1;

/** What speaks against a user's calibration, in words; null where nothing does, and of the program's own. */
export function doubtOf({ agreement }: Pick<Calibration, 'agreement'>): string | null {
  if (agreement === null) return null;
  const { runs, disagreement, leaveOneOutError } = agreement;
  const doubts = [
    runs === 1 ? 'it rests on one run' : '',
    disagreement > 0 ? `its runs disagree by ${percent(disagreement)} of a step` : '',
    runs > 1 && leaveOneOutError > LARGE_ERROR
      ? `left out one by one, they are missed by ${percent(leaveOneOutError)} on average`
      : '',
  ].filter(Boolean);
  return doubts.length === 0 ? null : doubts.join('; ');
}

function percent(share: number): string {
  return share < 0.001 ? 'less than 0.1%' : formatPercent(share);
}
