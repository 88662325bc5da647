import { PAPER_WORKLOAD } from '../census/workload';
import { backtest as runBacktest } from '../evidence/backtest';
import { drawBacktest } from '../report/backtest';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { respond } from './envelope';

/** `backtest`: every published figure beside the computed one, and the error on rows left out. Always the paper's run. */
export function backtest(flags: CommonFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const result = runBacktest();
  const draw = () => drawBacktest(result, context.canvas);
  const answer = { command: 'backtest', workload: PAPER_WORKLOAD, payload: result, draw, models: [] };
  return respond(answer, flags, started, context);
}
