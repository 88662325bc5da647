import fc from 'fast-check';

/** Under mutation a property need only fail, nobody reads its smallest case; and thousands of mutants wait for it. */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  endOnFailure: true,
  interruptAfterTimeLimit: 300,
  markInterruptAsFailure: false,
});
