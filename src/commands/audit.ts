import { PAPER_WORKLOAD } from '../census/workload';
import { audit as runAudit } from '../evidence/audit/audit';
import { VERDICTS } from '../evidence/audit/claim';
import { drawAudit } from '../report/audit';
import type { CommonFlags } from '../request/setting';
import type { Context, Outcome } from './context';
import { respond } from './envelope';

/** `--all` shows the claims that hold too; the JSON has them always. */
interface AuditFlags extends CommonFlags {
  readonly all?: boolean;
}

/** `audit`: the paper's claims recomputed, and which of them do not hold. Always the paper's run. */
export function audit(flags: AuditFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const result = runAudit();
  const worstFirst = [...VERDICTS].reverse();
  const shown = flags.all ? worstFirst : worstFirst.filter((verdict) => verdict !== 'holds');
  const draw = () => drawAudit(result, shown, context.canvas);
  const answer = { command: 'audit', workload: PAPER_WORKLOAD, payload: result, draw, models: [] };
  return respond(answer, flags, started, context);
}
