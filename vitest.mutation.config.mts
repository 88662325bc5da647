import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that a room's mutants are run against: its own, and those that read off it what the paper states. */
const TESTED_BY: Readonly<Record<string, readonly string[]>> = {
  machine: ['machine', 'steptime'],
  steptime: ['steptime', 'machine', 'estimate'],
  census: ['census', 'steptime', 'machine'],
  names: ['names'],
  plan: ['plan'],
};

/** Tests that search whole grids, or draw thousands of names: last, so that a quick one may fail before them. */
const SLOW =
  /(roundTrip|growth|ranking|sweep|scaling|quality|reasons|frontier|reference|budgets|vision|paperChoices)\.test/;

const mutatedRoom = process.env['MUTATED_ROOM'] ?? 'plan';

/** Says which mutants keep modules from loading: last, when all is loaded that tests load. */
const LOADING = 'test/support/loading.mutation.ts';

/** The tests of the mutated room first, and the quick ones before the slow ones. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOwn = ({ moduleId }: TestSpecification) => moduleId.includes(`/test/${mutatedRoom}/`);
    const place = (file: TestSpecification) => {
      if (file.moduleId.endsWith(LOADING)) return 4;
      return (SLOW.test(file.moduleId) ? 2 : 0) + (isOwn(file) ? 0 : 1);
    };
    return [...files].sort((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

export default defineConfig({
  define: { SCALEPLAN_VERSION: JSON.stringify('0.0.0-test') },
  test: {
    include: [...(TESTED_BY[mutatedRoom] ?? []).map((room) => `test/${room}/**/*.test.ts`), LOADING],
    setupFiles: ['test/support/seed.ts', 'test/support/mutation.ts'],
    testTimeout: 60_000,
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
