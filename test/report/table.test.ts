import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/report/style';
import { type Column, drawTable } from '../../src/report/table';

const COLUMNS: Column[] = [
  { title: 'Model' },
  { title: 'Parameters', align: 'right' },
  { title: '', align: 'right' },
  { title: 'Note' },
];
const ROWS = [
  ['BASE', '222.9M', '', ''],
  ['NL24-SM', '192.7M', '-13.6%', 'deep'],
];

function draw(width: number, rows = ROWS): string {
  return drawTable(COLUMNS, rows, { width, style: PLAIN });
}

describe('a table', () => {
  it('has no borders, names to the left and numbers to the right', () => {
    expect(draw(80).split('\n')).toEqual([
      '  Model    Parameters          Note',
      '  BASE         222.9M',
      '  NL24-SM      192.7M  -13.6%  deep',
    ]);
  });

  it('that is wider than the canvas becomes a block a row, and a cell without a title stays with its neighbour', () => {
    expect(draw(34).split('\n')).toEqual([
      '  Model: BASE',
      '  Parameters: 222.9M',
      '',
      '  Model: NL24-SM',
      '  Parameters: 192.7M  -13.6%',
      '  Note: deep',
    ]);
    expect(draw(35)).toBe(draw(80));
  });

  it('breaks the lines of a block that are too long still', () => {
    const rows = [['NL24-SM', '192.7M', '', 'a rather long note that goes on and on']];
    expect(draw(24, rows).split('\n').slice(2)).toEqual([
      '  Note: a rather long',
      '    note that goes on',
      '    and on',
    ]);
  });

  it('takes a cell of several lines, as wide as the longest of them', () => {
    const rows = [['NL24-SM', '192.7M', '', 'deep,\nnarrow']];
    expect(draw(80, rows).split('\n').slice(1)).toEqual([
      '  NL24-SM      192.7M    deep,',
      '                         narrow',
    ]);
    expect(draw(20, rows)).toContain('Note: deep, narrow');
  });

  it('aligns what a terminal draws wide, over the character before it, or not at all', () => {
    const rows = [
      ['モデル', '1', '', 'a'],
      ['e\u0301te\u0301', '22', '', 'b'],
      ['🚀', '3', '', 'c'],
    ];
    expect(draw(80, rows).split('\n')).toEqual([
      '  Model   Parameters    Note',
      '  モデル           1    a',
      '  e\u0301te\u0301             22    b',
      '  🚀               3    c',
    ]);
  });

  it('sets a cell off without counting the colour as width', () => {
    const loud = (text: string) => `\u001b[1m${text}\u001b[22m`;
    const cells = [[{ text: 'BASE', set: loud }, '222.9M', '', '']];
    const drawn = drawTable(COLUMNS, cells, { width: 80, style: PLAIN });
    expect(drawn).toContain(loud('BASE'));
    expect(drawn.replace(loud('BASE'), 'BASE')).toBe(draw(80, [['BASE', '222.9M', '', '']]));
  });

  it('says everything at every width, and no line ends on a space', () => {
    const cell = fc.stringMatching(/^[a-z]{0,8}$/);
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 24, max: 100 }), (cells, width) => {
        const lines = draw(width, cells).split('\n');
        expect(lines.filter((line) => line.length > width || /\s$/.test(line))).toEqual([]);
        const words = lines.join(' ').split(/\s+/);
        for (const text of cells.flat()) if (text !== '') expect(words).toContain(text);
      }),
    );
  });
});
