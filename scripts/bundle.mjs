// Bundles the program to minified CommonJS. esbuild links TypeScript, JSON and packages to many small ES modules, one a set
// of entries that need the same; Rollup puts these together to the files that are wanted, which esbuild minifies.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';

const TARGET = 'node20';
const LINKED = resolve('linked');

/** Modules of Node that a package asks for as it is loaded, and that this program never needs of it. */
const UNUSED_BUILTINS = { commander: ['child_process'] };

/**
 * Bundles an entry and what it loads on demand.
 * @param entry its path
 * @param define constants of the build, by their names
 * @param firstNeeded what the commonest calls load: the files that it goes to, in the order in which they claim it, each with
 * the sources that it is for. Such a file has all that these need and that no file before it has. Of the other modules that
 * are loaded on demand each makes its own file, and what two or more of them need one file together. Without it everything
 * is one file.
 * @returns the files with the paths of the modules in them, the entry first, and the names of all packages in them
 */
export async function bundle(entry, define, firstNeeded = null) {
  const { outputs, texts } = await link(entry, define);
  const packages = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageOf));
  const bundled = await rollup({
    input: idOf(outputs, entry),
    external: /^node:|^[a-z_]+$/,
    treeshake: false,
    // The entry's file may hold what others import of it.
    preserveEntrySignatures: 'allow-extension',
    plugins: [{ name: 'linked', resolveId: resolveLinked, load: (id) => texts.get(id) }],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundled.generate({
    format: 'cjs',
    exports: 'named',
    esModule: false,
    // Node would load its loader of ES modules for them.
    dynamicImportInCjs: false,
    externalLiveBindings: false,
    freeze: false,
    interop: 'default',
    generatedCode: 'es2015',
    entryFileNames: 'scaleplan.cjs',
    chunkFileNames: 'scaleplan/[name].cjs',
    ...(firstNeeded === null
      ? { inlineDynamicImports: true }
      : { manualChunks: fileOf(outputs, entry, firstNeeded) }),
  });
  const files = await Promise.all(
    output.map(async ({ fileName, code, moduleIds }) => ({
      name: fileName,
      code: await minify(code),
      modules: moduleIds.flatMap((id) => Object.keys(outputs[id].inputs)),
    })),
  );
  return { files, packages: [...new Set(packages)].sort() };
}

async function link(entry, define) {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    outdir: LINKED,
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    // The `main` of some packages is a form that cannot be bundled.
    mainFields: ['module', 'main'],
    target: TARGET,
    define,
    legalComments: 'none',
    plugins: [parsedJson, ...Object.entries(UNUSED_BUILTINS).map(withoutBuiltins)],
  });
  const outputs = Object.fromEntries(
    Object.entries(metafile.outputs).map(([path, output]) => [resolve(path), output]),
  );
  return { outputs, texts: new Map(outputFiles.map(({ path, text }) => [path, text])) };
}

/** JSON as text: the engine's own reader of it is faster than its compiler. */
const parsedJson = {
  name: 'parsed-json',
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return {
        contents: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(text)});`,
        loader: 'js',
      };
    });
  },
};

function withoutBuiltins([name, builtins]) {
  return {
    name: `without-builtins-of-${name}`,
    setup({ onResolve, onLoad }) {
      const filter = new RegExp(`^node:(?:${builtins.join('|')})$`);
      onResolve({ filter }, ({ path, resolveDir }) =>
        resolveDir.includes(`node_modules/${name}`) ? { path, namespace: 'unused' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

function resolveLinked(id, importer) {
  if (importer === undefined) return id;
  return id.startsWith('.') ? resolve(LINKED, id) : null;
}

/** The linked module that a source went to. */
function idOf(outputs, source) {
  const ids = Object.keys(outputs);
  // What is loaded on demand and at once too has an entry that only hands it on.
  const found =
    ids.find((id) => outputs[id].entryPoint === source) ?? ids.find((id) => source in outputs[id].inputs);
  if (found === undefined) throw new Error(`${source} is no part of the program.`);
  return found;
}

/** The linked modules that one loads at once, itself among them. */
function closureOf(outputs, id, found = new Set()) {
  if (found.has(id)) return found;
  found.add(id);
  for (const { path, kind, external } of outputs[id].imports)
    if (kind === 'import-statement' && !external) closureOf(outputs, resolve(path), found);
  return found;
}

/** Which file each linked module goes to: the first one that needs it. */
function fileOf(outputs, entry, firstNeeded) {
  const files = new Map();
  const claim = (name, sources) => {
    for (const id of sources.flatMap((source) => [...closureOf(outputs, idOf(outputs, source))]))
      if (!files.has(id)) files.set(id, name);
  };
  claim('scaleplan', [entry]);
  for (const [name, sources] of Object.entries(firstNeeded)) claim(name, sources);
  const others = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  for (const [id, sources] of sharersOf(outputs, others))
    if (!files.has(id)) files.set(id, sources.length > 1 ? 'shared' : nameOf(sources[0]));
  return (id) => files.get(id);
}

/** Which of the sources that are loaded on demand need each linked module. */
function sharersOf(outputs, sources) {
  const sharers = new Map();
  for (const source of sources)
    for (const id of closureOf(outputs, idOf(outputs, source)))
      sharers.set(id, [...(sharers.get(id) ?? []), source]);
  return sharers;
}

/** `commands-fit` of src/commands/fit.ts. */
function nameOf(source) {
  return source
    .replace(/^(?:src|.*node_modules)\//, '')
    .replace(/\.[a-z]+$/, '')
    .replaceAll('/', '-');
}

function packageOf(path) {
  const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return name === undefined ? [] : [name];
}

async function minify(code) {
  const { code: minified } = await transform(code, {
    minify: true,
    format: 'cjs',
    target: TARGET,
    legalComments: 'none',
  });
  return minified;
}
