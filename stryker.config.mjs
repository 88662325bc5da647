// One room at a time: `npm run mutation` sets the files, and reads the report (scripts/mutation.mjs).
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  incremental: true,
  ignorePatterns: ['.stryker', 'dist', 'test/transcripts', 'test/fixtures/sarif'],
  tempDirName: '.stryker/sandbox',
  reporters: ['progress-append-only'],
  warnings: { slow: false },
};
