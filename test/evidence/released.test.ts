import { expect, test } from 'vitest';
import { audit } from '../../src/evidence/audit/audit';
import { CHECKPOINTS, heldShape, MISFITS, releasedMisfit } from '../../src/evidence/released';
import { sameShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';

const { claims } = audit();

test('what the weights of nine checkpoints are, in words', () => {
  expect(MISFITS.map(({ name }) => [name, releasedMisfit(parseName(name))])).toEqual([
    ['t5-efficient-tiny-dl2', 'they have 12 encoder layers'],
    ['t5-efficient-tiny-dl6', 'they have 12 encoder layers'],
    ['t5-efficient-tiny-el2', 'they have 12 decoder layers'],
    ['t5-efficient-tiny-el6', 'they have 12 decoder layers'],
    ['t5-efficient-tiny-el8', 'they have 12 decoder layers'],
    ['t5-efficient-tiny-el12', 'they have 12 decoder layers'],
    ['t5-efficient-tiny-ff2000', 'they are the size of tiny itself'],
    ['t5-efficient-tiny-nh8', 'they are the size of tiny itself'],
    ['t5-efficient-xxl-nl4', 'they have d_kv 64 and 32 heads'],
  ]);
  expect(releasedMisfit(parseName('NL24-SM'))).toBeNull();
});

test('those that the audit accuses are those on record, and their shapes are other ones', () => {
  const accused = claims
    .filter(({ group, verdict }) => group === 'Released weights' && verdict === 'does not hold')
    .map(({ where }) => where.split(', ')[1]);
  expect(accused.sort()).toEqual(MISFITS.map(({ name }) => name).sort());
  for (const misfit of MISFITS) {
    expect(sameShape(heldShape(misfit), parseName(misfit.name))).toBe(false);
  }
});

test('a configuration on record says the same as the record', () => {
  for (const { name, config, holds = {} } of CHECKPOINTS) {
    if (config) expect({ ...parseName(name), ...config }).toEqual({ ...parseName(name), ...holds });
  }
});
