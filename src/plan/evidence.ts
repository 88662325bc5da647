import type { ModelEstimate } from '../estimate/model';
import { type Evidence, nearestRows, rowAsEvidence } from '../evidence/nearestRows';
import type { PublishedRow } from '../evidence/published';
import { scoresOf } from '../evidence/quality/published';
import { parseName } from '../names/parse';
import type { Role } from './deepNarrow';

/** Published rows shown beside a shape that has none of its own. */
const NEAREST_ROWS = 2;

/** The paper's example of a shape that is wide before it is deep (section 4.1). */
const SHALLOW_AND_WIDE = 'NL12-XXL';

/** What the paper says for a shape in its role: the shape's own row or the rows nearest to it, then what holds for the role. */
export function gatherEvidence(role: Role, { shape, parameters }: ModelEstimate): Evidence[] {
  const own = scoresOf(shape);
  const rows = own ? [own] : nearestRows(shape, parameters.total, NEAREST_ROWS);
  const evidence = [...rows.map(rowAsEvidence), ...evidenceForRole(role)];
  return evidence.filter(({ text }, i) => evidence.findIndex((other) => other.text === text) === i);
}

function evidenceForRole(role: Role): Evidence[] {
  if (role === 'deep-narrow') {
    const text =
      'depth is preferentially increased before any other dimension; a tall small model is generally more efficient than the base model';
    return [{ source: 'Section 4.4', text }];
  }
  if (role === 'next-size') {
    const text = 'where the Pareto-efficiency of a deepened size tapers off, the next size becomes efficient';
    const warning = scoresOf(parseName(SHALLOW_AND_WIDE)) as PublishedRow;
    return [{ source: 'Figure 4', text }, rowAsEvidence(warning)];
  }
  return [];
}
