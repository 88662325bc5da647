import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Process } from '../../src/main';
import { withoutInterruption } from '../../src/program/attention';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

test.each([false, true])('signals wait while a file is written (it fails: %s)', async (fails) => {
  const signals = new EventEmitter();
  const heard = () => SIGNALS.map((signal) => signals.listenerCount(signal));
  let during: number[] = [];
  const written = withoutInterruption(signals as unknown as Process, () => {
    during = heard();
    if (fails) throw new Error('no room');
  });
  expect(heard()).toEqual([1, 1, 1]);
  await (fails ? expect(written).rejects.toThrow('no room') : written);
  expect({ during, after: heard() }).toEqual({ during: [1, 1, 1], after: [0, 0, 0] });
});
