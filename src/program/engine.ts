/**
 * Does something without V8's optimiser. For a command that is over in a tenth of a second: V8 would compile its loops anew
 * beside it, and be done about when the command is. `suggest` takes half the processor time so on Node 20 (and three quarters
 * of the time), two thirds on Node 22, and hardly less on Node 24. Never for what may take longer, nor in somebody else's
 * process.
 */
export async function runUnoptimised<Result>(work: () => Promise<Result>): Promise<Result> {
  const { setFlagsFromString } = await import('node:v8');
  // Of a flag that it does not know V8 tells on standard error; Node 20, 22 and 24 know this one.
  setFlagsFromString('--no-opt');
  try {
    return await work();
  } finally {
    setFlagsFromString('--opt');
  }
}
