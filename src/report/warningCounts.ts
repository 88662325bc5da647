import type { ModelEstimate } from '../estimate/model';
import { plural } from '../units/format';
import type { Canvas } from './style';
import { paragraph } from './wrap';

/** The warnings of many models, a paragraph a kind: how many models have it, and what it says of the first. */
export function drawWarningCounts(models: readonly ModelEstimate[], { style, width }: Canvas): string[] {
  const byCode = new Map<string, { name: string; message: string; count: number }>();
  for (const { name, warnings } of models) {
    for (const { code, message } of warnings) {
      const found = byCode.get(code);
      if (found === undefined) byCode.set(code, { name, message, count: 1 });
      else found.count += 1;
    }
  }
  return [...byCode].map(([code, { name, message, count }]) =>
    style.caution(paragraph('  ! ', `${code}: ${plural(count, 'model')}. ${name}: ${message}`, width)),
  );
}
