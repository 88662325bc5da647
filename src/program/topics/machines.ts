import { MACHINES, PAPER_CHIPS, PAPER_MACHINE } from '../../machine/machine';
import { formatBytes, formatWhole, significant } from '../../units/format';
import type { Block } from './blocks';

/** The machines that are known. */
export function machinesTopic(): Block[] {
  return [
    {
      text: `--machine picks one of these, ${PAPER_MACHINE.name} unless told; --chips a slice of it, ${PAPER_CHIPS} chips unless told or where there is none of that size.`,
    },
    {
      terms: MACHINES.map((machine) => {
        const { name, title, coresPerChip, peakFlopsPerCore, memoryBytesPerCore, slices, usdPerChipHour } =
          machine;
        const cores = coresPerChip === 1 ? '1 core' : `${coresPerChip} cores`;
        const price =
          usdPerChipHour === null ? 'no price known' : `$${usdPerChipHour.toFixed(2)} a chip-hour`;
        const peak = `${significant(peakFlopsPerCore / 1e12, 3)} TFLOP/s and ${formatBytes(memoryBytesPerCore)} a core`;
        const chips = slices.map((slice) => formatWhole(slice)).join(', ');
        return [name, `${title}: ${cores} a chip, ${peak}; slices of ${chips} chips; ${price}`] as const;
      }),
    },
    {
      text: `The speeds of ${PAPER_MACHINE.name} are calibrated on the paper's runs; those of the others are extrapolated from their published peaks, and say so. --machine-file adds machines of your own, calibrate makes a calibration from runs of your own.`,
    },
    { calls: ['describe BASE --machine tpu-v2 --chips 64', 'describe BASE --calibration cluster.json'] },
  ];
}
