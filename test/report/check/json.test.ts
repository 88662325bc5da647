import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAPER_WORKLOAD } from '../../../src/census/workload';
import { type CheckPayload, checkPayload, renderJson } from '../../../src/report/check/json';
import { checkOutput } from '../../../src/schema/check';
import { CLEAN, COMPARED, MIXED, MODELS, NASTY_TEXTS, nastyReport, OPTIONS } from './reports';

const SCHEMA = z.toJSONSchema(checkOutput, { target: 'draft-2020-12' }) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(SCHEMA);

const envelope = (payload: CheckPayload) => ({
  schemaVersion: 1,
  command: 'check',
  workload: PAPER_WORKLOAD,
  ...payload,
});

describe('a check as JSON', () => {
  it.each([
    { name: 'clean', report: CLEAN },
    { name: 'mixed', report: MIXED },
    { name: 'compared', report: COMPARED },
    ...NASTY_TEXTS.map((text) => ({ name: JSON.stringify(text), report: nastyReport(text) })),
  ])('in its envelope is what the schema says: $name', ({ report }) => {
    const output = JSON.parse(renderJson(report, { ...OPTIONS, envelope }));
    expect(checkOutput.safeParse(output).error?.issues ?? []).toEqual([]);
    validate(output);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema without a key of the contract, or with a severity that nobody knows', () => {
    const output = JSON.parse(renderJson(MIXED, { ...OPTIONS, envelope }));
    for (const key of Object.keys(output.findings[0])) {
      const { [key]: _, ...finding } = output.findings[0];
      expect(validate({ ...output, findings: [finding] }), key).toBe(false);
    }
    expect(validate({ ...output, findings: [{ ...output.findings[0], severity: 'note' }] })).toBe(false);
    for (const key of ['findings', 'summary', 'targets', 'removed']) {
      expect(validate({ ...output, [key]: undefined }), key).toBe(false);
    }
  });

  it('has the keys of the contract first, then where a finding points', () => {
    const { findings, summary } = checkPayload(MIXED);
    expect(Object.keys(checkPayload(MIXED))).toEqual(['findings', 'summary', 'targets', 'removed']);
    expect(Object.keys(findings[0] ?? {}).join(' ')).toBe(
      'ruleId severity target message hint actual limit unit file line column endColumn',
    );
    expect(findings[0]).toMatchObject({ file: 'configs/small.json', line: 7, column: 3, endColumn: 19 });
    expect(findings[1]).toMatchObject({ target: 'NL24-SM', file: null, line: null, limit: null });
    expect(summary).toEqual({ errors: 1, warnings: 1, targets: 3 });
  });

  it('has the figures of every target, and ratios to the baseline', () => {
    const [small, , fresh, broken] = checkPayload(COMPARED).targets;
    expect(small?.model).toBe('NL24-SM');
    expect(small?.metrics?.parameters).toBe(MODELS.deep.parameters.total);
    expect(small?.baseline?.model).toBe('SM');
    expect(small?.baseline?.ratios?.tflopsRatio).toBe(
      MODELS.deep.compute.tflops / MODELS.small.compute.tflops,
    );
    expect(fresh?.baseline).toBeNull();
    expect(broken).toMatchObject({ model: null, metrics: null, baseline: { model: 'BASE', ratios: null } });
  });

  it('loses nothing of what the user wrote', () => {
    for (const text of NASTY_TEXTS) {
      expect(JSON.parse(renderJson(nastyReport(text), OPTIONS)).findings[0].target).toBe(text);
    }
  });
});
