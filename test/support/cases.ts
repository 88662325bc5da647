/** How many times more cases than usual a property is tried with: PROPERTY_RUNS=100 takes minutes instead of seconds. */
const FACTOR = Number(process.env['PROPERTY_RUNS'] ?? 1);

/** The number of cases of a property: so many in the suite, more where PROPERTY_RUNS asks for them. */
export function cases(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.max(1, Math.round(usual * FACTOR)) };
}
