import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '..');

/** What a room may import: itself always, and these. Read downwards, no room imports one that stands below it. */
const CORE: Readonly<Record<string, readonly string[]>> = {
  problems: [],
  text: ['problems'],
  numerics: [],
  units: ['problems', 'numerics'],
  tables: ['problems', 'text', 'units'],
  model: ['units'],
  names: ['problems', 'model'],
  census: ['model', 'units'],
  machine: ['problems', 'units', 'model', 'census'],
  steptime: ['model', 'units', 'census', 'machine'],
  calibration: ['problems', 'numerics', 'units', 'tables', 'machine', 'steptime'],
  fits: ['problems', 'numerics', 'units', 'tables'],
  evidence: ['numerics', 'units', 'model', 'names', 'census', 'machine', 'steptime', 'calibration', 'fits'],
  estimate: ['problems', 'units', 'model', 'names', 'census', 'machine', 'steptime', 'evidence'],
  plan: ['problems', 'units', 'model', 'names', 'census', 'machine', 'steptime', 'evidence', 'estimate'],
  search: [
    'problems',
    'numerics',
    'units',
    'model',
    'names',
    'census',
    'machine',
    'steptime',
    'evidence',
    'estimate',
    'plan',
  ],
  study: ['problems', 'model', 'names', 'estimate', 'tables', 'fits'],
  formats: ['problems', 'text', 'units', 'model', 'names', 'census', 'machine', 'evidence'],
  rules: [
    'problems',
    'units',
    'model',
    'names',
    'census',
    'machine',
    'steptime',
    'evidence',
    'estimate',
    'plan',
    'formats',
  ],
  request: [
    'problems',
    'units',
    'tables',
    'model',
    'names',
    'census',
    'machine',
    'steptime',
    'calibration',
    'fits',
    'evidence',
    'estimate',
    'plan',
    'search',
    'study',
    'formats',
    'rules',
  ],
};

/** The packages that a room of the core may use: they parse text, and touch nothing. */
const PARSERS: Readonly<Record<string, readonly string[]>> = {
  text: ['jsonc-parser'],
  tables: ['csv-parse/sync'],
};

const CORE_ROOMS = Object.keys(CORE);

/** Only the outermost files may import these. */
const OUTERMOST = ['commands', 'main', 'program', 'start'];

interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}

interface SourceFile {
  readonly path: string;
  /** The folder in src, or the name of a file that stands there alone. */
  readonly room: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Without comments and without the contents of strings. */
  readonly code: string;
}

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readSource(path.replaceAll('\\', '/')));

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, 'src', path), 'utf8');
  const code = withoutComments(text);
  return {
    path,
    room: (path.split('/')[0] as string).replace(/\.ts$/, ''),
    lines: text.split('\n').length - 1,
    imports: importsOf(code),
    code: withoutStrings(code),
  };
}

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\s\/\/ .*$/gm, '');
}

/** Code in a template's `${...}` stays. */
function withoutStrings(code: string): string {
  return code
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/`((?:[^`\\]|\\.)*)`/g, (_, body: string) =>
      [...body.matchAll(/\$\{([^}]*)\}/g)].map(([, part]) => part).join(' + '),
    );
}

function importsOf(code: string): Import[] {
  const statements = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^;'"]*?)\s*from\s*['"]([^'"]+)['"]/g;
  const others = /(?:(?<!['"])\bimport|\brequire)\s*\(?\s*['"]([^'"]+)['"]/g;
  return [
    ...[...code.matchAll(statements)].map(([, type, names = '', from = '']) => ({
      from,
      typesOnly: type !== undefined || namesTypesOnly(names),
    })),
    ...[...code.matchAll(others)].map(([, from = '']) => ({ from, typesOnly: false })),
  ];
}

function namesTypesOnly(names: string): boolean {
  const inBraces = /^\{([\s\S]*)\}$/.exec(names)?.[1];
  if (inBraces === undefined) return false;
  const listed = inBraces
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return listed.every((name) => name.startsWith('type '));
}

/** The path of an imported file from the root of the repository, or null for a package. */
function resolved({ path }: SourceFile, { from }: Import): string | null {
  return from.startsWith('.') ? posix.join('src', dirname(path), from) : null;
}

function importedRoom(file: SourceFile, imported: Import): string | null {
  const [top, room] = resolved(file, imported)?.split('/') ?? [];
  return top === 'src' ? (room ?? null) : null;
}

/** Every import that breaks a rule, as `file -> import`. */
function violations(
  files: readonly SourceFile[],
  isAllowed: (file: SourceFile, imported: Import) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => !isAllowed(file, imported))
      .map(({ from }) => `${file.path} -> ${from}`),
  );
}

const coreFiles = FILES.filter(({ room }) => CORE_ROOMS.includes(room));

test('the source is read: every core room has files, and their imports are found', () => {
  expect([...new Set(coreFiles.map(({ room }) => room))].sort()).toEqual([...CORE_ROOMS].sort());
  const shape = FILES.find(({ path }) => path === 'model/sizes.ts') as SourceFile;
  expect(shape.imports).toEqual([
    { from: '../../presets/published/table1.json', typesOnly: false },
    { from: '../../presets/sizes.json', typesOnly: false },
    { from: './shape', typesOnly: true },
  ]);
  expect(
    importsOf("import { type A, b } from './x';\nawait import('./y');\nimport { type C } from './z';"),
  ).toEqual([
    { from: './x', typesOnly: false },
    { from: './z', typesOnly: true },
    { from: './y', typesOnly: false },
  ]);
  const template = ['`a $', '{Math.random()} b`', " + 'Date'"].join('');
  expect(withoutStrings(template)).toBe("Math.random() + ''");
});

describe('rooms', () => {
  test('stand in an order in which each imports only what stands before it', () => {
    CORE_ROOMS.forEach((room, i) => {
      for (const imported of CORE[room] as string[]) expect(CORE_ROOMS.slice(0, i)).toContain(imported);
    });
  });

  test.each(CORE_ROOMS)('%s imports only the rooms that it may', (room) => {
    const allowed = [room, ...(CORE[room] as string[])];
    const files = FILES.filter((file) => file.room === room);
    const isAllowed = (file: SourceFile, imported: Import) => {
      const other = importedRoom(file, imported);
      return other === null || allowed.includes(other);
    };
    expect(violations(files, isAllowed)).toEqual([]);
  });

  test('nothing but the outermost files imports commands, the program or main', () => {
    const inner = FILES.filter(({ room }) => !OUTERMOST.includes(room));
    const isAllowed = (file: SourceFile, imported: Import) =>
      !OUTERMOST.includes(importedRoom(file, imported) ?? '');
    expect(violations(inner, isAllowed)).toEqual([]);
  });

  test('the library imports the core, readers of files as text, and what a check prints: no command, no file', () => {
    const allowed = [...CORE_ROOMS, 'library', 'project'];
    const isAllowed = (file: SourceFile, imported: Import) => {
      const room = importedRoom(file, imported);
      if (resolved(file, imported) === 'src/report/check/json') return true;
      return room !== null && allowed.includes(room);
    };
    const files = FILES.filter(({ room }) => room === 'library' || room === 'index');
    expect(files.length).toBeGreaterThan(10);
    expect(violations(files, isAllowed)).toEqual([]);
  });

  test('nothing imports main but the type of what starts it', () => {
    const isAllowed = (file: SourceFile, imported: Import) =>
      importedRoom(file, imported) !== 'main' || (file.room === 'start' && imported.typesOnly);
    expect(violations(FILES, isAllowed)).toEqual([]);
  });

  test('reports import types of the core, units, and the names of what they list', () => {
    const values = ['report', 'units', 'problems', 'numerics'];
    const isAllowed = (file: SourceFile, imported: Import) => {
      const room = importedRoom(file, imported);
      return imported.typesOnly || room === null || values.includes(room) || isNameList(file, imported);
    };
    expect(
      violations(
        FILES.filter(({ room }) => room === 'report'),
        isAllowed,
      ),
    ).toEqual([]);
  });

  /** Files that hold the names and the order of what a report lists. */
  function isNameList(file: SourceFile, imported: Import): boolean {
    return ['src/census/einsum', 'src/steptime/features'].includes(resolved(file, imported) ?? '');
  }
});

describe('the core is pure', () => {
  test('it imports no package and nothing of Node: only its own files and presets', () => {
    const isAllowed = (file: SourceFile, imported: Import) => {
      const path = resolved(file, imported);
      if (path === null) return (PARSERS[file.room] ?? []).includes(imported.from);
      return path.startsWith('src/') || /^presets\/.*\.json$/.test(path);
    };
    expect(violations(coreFiles, isAllowed)).toEqual([]);
  });

  const uses = (pattern: RegExp) =>
    coreFiles.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

  test.each([
    ['clock', /\bDate\b|\bperformance\b|\bsetTimeout\b/],
    ['randomness', /\bMath\.random\b|\bcrypto\b/],
    ['process or console', /\bprocess\b|\bconsole\b|\bglobalThis\b/],
    ['locale', /\btoLocale\w*\b|\bIntl\b|\blocaleCompare\b/],
  ])('it has no %s', (_, pattern) => {
    expect(uses(pattern)).toEqual([]);
  });

  test('its arithmetic is + - * / and square roots, rounding and comparison: the same bits on every machine', () => {
    const CONSTANTS = ['LN10', 'LN2', 'PI', 'SQRT2'];
    const EXACT = ['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc', ...CONSTANTS];
    const used = coreFiles.flatMap(({ path, code }) =>
      [...code.matchAll(/\bMath\.(\w+)/g)].map(([, name = '']) => ({ path, name })),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter(({ name }) => !EXACT.includes(name))).toEqual([]);
  });

  test('powers are only those of 2 and of 1024, which are exact', () => {
    const powers = coreFiles.flatMap(({ path, code }) =>
      [...code.matchAll(/(\S+)\s*\*\*\s*(\S+)/g)].map(([text]) => ({ path, text })),
    );
    expect(powers.filter(({ text }) => !/^(?:1024|2) \*\*/.test(text))).toEqual([]);
  });
});

test('no file is longer than 250 lines', () => {
  expect(FILES.filter(({ lines }) => lines > 250).map(({ path }) => path)).toEqual([]);
});
