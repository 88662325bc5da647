import { expect, test } from 'vitest';
import { audit as runAudit } from '../../src/evidence/audit/audit';
import { drawAudit } from '../../src/report/audit';
import { PLAIN } from '../../src/report/style';
import { scaleplan, scaleplanJson } from '../support/cli';

const RESULT = runAudit();

test('it is a report: the exit code is 0, with --strict too', async () => {
  expect((await scaleplan(['audit'])).exitCode).toBe(0);
  expect((await scaleplan(['audit', '--strict'])).exitCode).toBe(0);
});

test("the JSON has every claim and the paper's workload", async () => {
  const { command, workload, claims, summary } = await scaleplanJson(['audit']);
  expect(command).toBe('audit');
  expect(workload.sequences).toBe(128);
  expect({ claims, summary }).toEqual(JSON.parse(JSON.stringify(RESULT)));
});

test('--all shows every claim once, and without it those that hold are left out', async () => {
  const all = (await scaleplan(['audit', '--all'])).stdout;
  const some = (await scaleplan(['audit'])).stdout;
  const counted = (text: string) => text.replaceAll(/\s+/g, ' ').match(/, computed /g)?.length;
  expect(counted(all)).toBe(RESULT.summary.claims);
  expect(counted(some)).toBe(RESULT.summary.possible + RESULT.summary.doesNotHold);
  expect(all).toContain('Hold (');
  expect(some).toContain(`--all shows the ${RESULT.summary.holds} that hold too.`);
});

test.each([40, 80, 120])('no line is wider than %d columns', (width) => {
  const text = drawAudit(RESULT, ['does not hold', 'possible', 'holds'], { width, style: PLAIN });
  const wide = text.split('\n').filter((line) => line.length > width);
  // A name of a weight file is one word.
  expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
  expect(wide.length).toBeLessThan(width < 80 ? 5 : 1);
});

test('figures are set off by their verdict', () => {
  const style = {
    ...PLAIN,
    bad: (text: string) => `[bad]${text}`,
    caution: (text: string) => `[so so]${text}`,
  };
  const text = drawAudit(RESULT, ['does not hold', 'possible'], { width: 100, style });
  expect(text).toContain('[bad]printed 3.6B, computed 5.67B:');
  expect(text).toContain('[so so]printed 87%, computed 87.5% (87.2% to 87.8%)');
});
