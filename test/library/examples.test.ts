import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as scaleplan from '../../src/index';

const FOLDER = 'src/library';

/** Every example of the documentation comments: the function that it is of, and its lines. */
const EXAMPLES = readdirSync(FOLDER).flatMap((file) =>
  [
    ...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(
      /@example\n \* ```js\n([\s\S]*?) \* ```\n \*\/\nexport function (\w+)/g,
    ),
  ].map(([, body = '', name = '']) => ({
    name,
    lines: body
      .replace(/^ \* ?/gm, '')
      .trimEnd()
      .split('\n'),
  })),
);

/** Runs lines; a line that ends in a comment is an expression, whose value the comment tells. */
function run(lines: readonly string[]): { value: unknown; told: unknown }[] {
  const names = Object.keys(scaleplan);
  const body = lines.map((line) => {
    const told = /^(.*);\s*\/\/ (.+)$/.exec(line);
    return told === null ? line : `told.push({ value: (${told[1]}), told: (${told[2]}) });`;
  });
  // The examples of this repository.
  const example = new Function('told', ...names, body.join('\n'));
  const found: { value: unknown; told: unknown }[] = [];
  example(found, ...Object.values(scaleplan));
  return found;
}

describe('examples', () => {
  test.each(EXAMPLES)('of $name do what they say', ({ lines, name }) => {
    expect(lines.join('\n')).toContain(`${name}(`);
    for (const { value, told } of run(lines)) {
      if (typeof told === 'number') expect(value).toBeCloseTo(told, 9);
      else expect(value).toEqual(told);
    }
  });

  test('of docs/library.md do what they say', () => {
    const blocks = [...readFileSync('docs/library.md', 'utf8').matchAll(/```js\n([\s\S]*?)```/g)];
    const lines = blocks.flatMap(([, body = '']) => body.split('\n'));
    const answers = run(lines.filter((line) => !line.startsWith('import ')));
    expect(answers.length).toBeGreaterThan(5);
    for (const { value, told } of answers) expect(value).toEqual(told);
  });

  test('every function has one', () => {
    const functions = Object.entries(scaleplan).filter(
      ([name, value]) => typeof value === 'function' && name !== 'UserError',
    );
    expect(EXAMPLES.map(({ name }) => name).toSorted()).toEqual(functions.map(([name]) => name).toSorted());
  });

  test('a wrong value is seen', () => {
    expect(run(["formatName('base'); // 'SM'"])).toEqual([{ value: 'BASE', told: 'SM' }]);
  });
});
