import fc from 'fast-check';

/** The same random cases on every machine; SEED=random draws new ones, SEED=N those of a report. */
const { SEED } = process.env;

if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED ?? 20_210_922) });
