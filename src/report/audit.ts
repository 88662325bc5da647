import type { Audit } from '../evidence/audit/audit';
import type { Claim, Verdict } from '../evidence/audit/claim';
import { plural } from '../units/format';
import type { Canvas } from './style';
import { paragraph } from './wrap';

const TITLES: Readonly<Record<Verdict, string>> = {
  'does not hold': 'Do not hold',
  possible: 'Possible',
  holds: 'Hold',
};

const MEANINGS: Readonly<Record<Verdict, string>> = {
  'does not hold':
    'The printed figure stands for all that rounds to it, the computed one for its tolerance: they cannot meet.',
  possible:
    'They meet only within the rounding of the figures that a claim is computed from, within the tolerance of the count, or by a model that the tables do not list.',
  holds: 'The computed value prints as the printed figure.',
};

/** The summary, and the claims of these verdicts, table by table and section by section. */
export function drawAudit({ claims, summary }: Audit, shown: readonly Verdict[], canvas: Canvas): string {
  const { style, width } = canvas;
  const counts = `${summary.doesNotHold} do not hold, ${summary.possible} are possible, ${summary.holds} hold`;
  const first = style.strong(
    paragraph('', `${plural(summary.claims, 'claim')} recomputed: ${counts}.`, width),
  );
  const parts = shown.map((verdict) => {
    const own = claims.filter((claim) => claim.verdict === verdict);
    const title = style.strong(`${TITLES[verdict]} (${own.length})`);
    return [`${title}\n${paragraph('  ', MEANINGS[verdict], width)}`, ...drawGroups(own, canvas)].join(
      '\n\n',
    );
  });
  const hidden = shown.includes('holds')
    ? []
    : [style.dim(`--all shows the ${summary.holds} that hold too.`)];
  return [first, ...parts, ...hidden].join('\n\n');
}

function drawGroups(claims: readonly Claim[], canvas: Canvas): string[] {
  const groups = [...new Set(claims.map(({ group }) => group))];
  return groups.map((group) => {
    const own = claims.filter((claim) => claim.group === group);
    return [`  ${canvas.style.strong(group)}`, ...own.map((claim) => drawClaim(claim, canvas))].join('\n');
  });
}

const VERDICT_STYLES: Readonly<Record<Verdict, 'bad' | 'caution' | 'good'>> = {
  'does not hold': 'bad',
  possible: 'caution',
  holds: 'good',
};

/** Where in its group a claim stands; below it what is printed, what was computed, and why they differ. */
function drawClaim(claim: Claim, { style, width }: Canvas): string {
  const { where, group, printed, computed, range, verdict, explanation } = claim;
  const subject = paragraph('    ', where.slice(group.length + 2), width);
  const figures = `printed ${printed}, computed ${computed}`;
  const known = range === null || verdict === 'holds' ? figures : `${figures} (${range})`;
  const text = paragraph('      ', explanation === null ? known : `${known}: ${explanation}`, width);
  const setOff = style[VERDICT_STYLES[verdict]];
  return `${subject}\n${text.replace(figures, (found) => setOff(found))}`;
}
