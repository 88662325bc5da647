import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';

const RELEASED = readFileSync(join(__dirname, '../fixtures/released-names.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [folder: string, checkpoint: string]);

const canonical = (text: string) => formatName(parseName(text));

describe('released names', () => {
  test('the fixture is read whole', () => {
    expect(RELEASED).toHaveLength(86);
  });

  test.each(RELEASED)('%s and %s are one shape', (folder, checkpoint) => {
    const shape = parseName(checkpoint);
    expect(parseName(folder)).toEqual(shape);
    expect(parseName(folder, { base: 'TINY' })).toEqual(shape);
    expect(parseName(`google/${checkpoint}`)).toEqual(shape);
    expect(parseName(folder.replace(/_law_.*$/, ''))).toEqual(shape);
    expect(parseName(`gs://a-bucket/some_runs/nl12/${folder}/`)).toEqual(shape);
    expect(parseName(formatName(shape) as string)).toEqual(shape);
  });
});

test.each([
  ['t5-efficient-small-el16-dl4', 'EL16-DL4-SM'],
  ['google/t5-efficient-small-el16-dl4', 'EL16-DL4-SM'],
  ['https://huggingface.co/google/t5-efficient-small-el64-dl2', 'EL64-DL2-SM'],
  ['T5 Efficient Small NL48', 'NL48-SM'],
  ['t5-efficient-small-kv256', 'KV256-SM'],
  ['t5-efficient-base-nh2', 'NH2-BASE'],
  ['t5-efficient-base-dm1000', 'DM1K-BASE'],
  ['t5-efficient-base-dm2000', 'DM2K-BASE'],
  ['t5-efficient-base-ff9000', 'FF9K-BASE'],
  ['t5-efficient-base-ff12000', 'FF12K-BASE'],
  ['t5-efficient-base-ff1000', 'FF1K-BASE'],
  ['t5-efficient-large-nh8-nl32', 'NL32-NH8-LG'],
  ['t5-efficient-xl-nl2', 'NL2-XL'],
  ['t5-efficient-mini-nl24', 'NL24-MINI'],
  ['t5-efficient-large-sh', 'SH-LG'],
  ['t5-efficient-tiny-ff2000', 'FF2K-TINY'],
  // A canonical size by another road: the same shape has one name.
  ['t5-efficient-small-ff2000', 'SM'],
  ['t5-efficient-base-ff3000', 'BASE'],
  ['bi_v1_sm_el16dl1_law_03-21-22-55', 'EL16-DL1-SM'],
  ['bi_v1_sm_el8dl4', 'EL8-DL4-SM'],
  ['bi_v1_3B_l12_law_03-20-22-27', 'NL12-XL'],
  ['bi_v1_11B_law_03-20-22-27', 'XXL'],
  ['bi_v1_f12k_law_02-18-20-56', 'FF12K-BASE'],
  ['bi_v1_law_02-18-20-56', 'BASE'],
  ['bi_v1_d2k', 'DM2K-BASE'],
  ['bi_v1_l48', 'NL48-BASE'],
  ['bi_v1_kv128/', 'KV128-BASE'],
  ['bi_v1_lg_h8_l16_law_03-21-23-05', 'NL16-NH8-LG'],
  ['bi_v1_bs_shkv_law_03-16-12-25', 'SH-SKV-BASE'],
  ['bi_v1_tiny_shared_law_03-16-12-25', 'SH-TINY'],
  ['BI-V1-SM-H16', 'NH16-SM'],
  ['biv1_sm_h16', 'NH16-SM'],
  // A run without a date, and more between its parts than one separator.
  ['bi_v1_sm_l12_law', 'NL12-SM'],
  ['bi_v1_sm_l12_law_', 'NL12-SM'],
  ['bi_v1_sm_l12_law_03--20-22-27', 'NL12-SM'],
  ['bi_v1_sm_l12_law_03-20-22-27_', 'NL12-SM'],
  ['t5small', 'SM'],
  ['T5Efficient-tiny-ff2000', 'FF2K-TINY'],
  ['T5-base', 'BASE'],
  ['t5 small', 'SM'],
  ['google/t5-large', 'LG'],
  ['t5-3b', 'XL'],
  ['t5-11b', 'XXL'],
])('%s is %s', (published, name) => {
  expect(canonical(published)).toBe(name);
});

test('a folder without a size is a run of the base size, whatever the base of bare operators', () => {
  expect(formatName(parseName('bi_v1_f12k_law_02-18-20-56', { base: 'XL' }))).toBe('FF12K-BASE');
});

test('whole thousands are literal outside t5-efficient, and so are layers inside it', () => {
  expect(parseName('FF9000').dFf).toBe(9000);
  expect(parseName('t5-base-ff9000').dFf).toBe(9000);
  expect(parseName('bi_v1_d1000').dModel).toBe(1000);
  expect(parseName('t5-efficient-base-nl1000').encoderLayers).toBe(1000);
  expect(parseName('t5-efficient-base-ff9216').dFf).toBe(9216);
  expect(parseName('t5-efficient-base-ff9k').dFf).toBe(9216);
  expect(parseName('t5-efficient-base-ff125k').dFf).toBe(125 * 1024);
});

test.each([
  'google/t5-v1_1-base',
  't5.1.1.base',
  't5_1_1_base',
  'google/flan-t5-base',
  'mt5-small',
  't5x-base',
  't5-efficient',
  't5',
  'bi_v1_sm_law_03-21-22',
  'bi_v12_sm',
])('%s is another family or no model: refused', (text) => {
  expect(() => parseName(text)).toThrowError(expect.objectContaining({ name: 'UserError' }));
});
