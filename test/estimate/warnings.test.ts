import { expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { estimateOf, setting } from '../support/settings';
import { baseWith } from '../support/shapes';
import { ROWS } from '../support/table4';

const codesOf = (...about: Parameters<typeof estimateOf>) =>
  estimateOf(...about).warnings.map(({ code }) => code);
const messagesOf = (...about: Parameters<typeof estimateOf>) =>
  estimateOf(...about).warnings.map(({ message }) => message);

test('the measured runs have nothing to warn about', () => {
  for (const { name, counted } of ROWS) expect(codesOf(name, { chips: counted.chips })).toEqual([]);
});

test('a model that needs more than a core has', () => {
  const [message] = messagesOf('XL', { modelParallelism: 1 });
  expect(codesOf('XL', { modelParallelism: 1 })).toContain('does-not-fit');
  expect(message).toMatch(/^Needs \d+\.\d GiB a core of 16 GiB/);
});

test('widths that leave part of the matrix unit idle, as a core holds them', () => {
  expect(codesOf('NH3-BASE')).toContain('misaligned');
  expect(messagesOf('NH3-BASE').join()).toContain('heads x d_kv (192 a core) is no multiple of 128');
  expect(messagesOf('FF1K-NH8-BASE', { modelParallelism: 8 }).join()).toContain(
    'heads x d_kv (64 a core) is no',
  );
  expect(codesOf('FF1K-NH8-BASE', { modelParallelism: 2 })).not.toContain('misaligned');
  expect(messagesOf('DM100-FF200-SM').join()).toContain(
    'd_model (100 a core) and d_ff (200 a core) are no multiple',
  );
});

test('depth beyond what the paper sees paying: 36 layers, 32 from XL on', () => {
  expect(codesOf('NL36-LG')).not.toContain('beyond-depth-limit');
  expect(codesOf('NL37-LG')).toContain('beyond-depth-limit');
  expect(codesOf('EL40-SM')).toContain('beyond-depth-limit');
  expect(codesOf('NL32-XL')).not.toContain('beyond-depth-limit');
  expect(codesOf('NL33-XL')).toContain('beyond-depth-limit');
});

test('an extrapolated speed, with its reasons', () => {
  expect(codesOf('NL24-SM', { chips: 32 })).toEqual(['extrapolated']);
  expect(messagesOf('NL24-SM', { chips: 32 })[0]).toContain('a slice of another size than 16 or 64 chips');
});

test('a shape that the grammar cannot name is unnamed, and has no published quality', () => {
  const { name, quality } = estimateModel(baseWith({ gatedFf: true }), setting());
  expect({ name, quality }).toEqual({ name: 'unnamed', quality: null });
});
