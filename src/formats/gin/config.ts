import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { ReadOptions, SourceFile } from '../config';
import { LONGEST_FILE } from '../limits';
import { parseGin } from './statements';
import type { GinBinding, GinInclude } from './syntax';

/** Files that include one another, down to the last. */
const DEEPEST_INCLUDE = 16;
const MOST_INCLUDES = 100;
const MOST_BINDINGS = 20_000;
/** Characters of all included files together. */
const MOST_CHARACTERS = 4 * LONGEST_FILE;

/** A gin file with all that it includes: what holds in the end. */
export interface GinConfig {
  readonly source: SourceFile;
  /** The last binding of each key, by `keyOf`. */
  readonly bindings: ReadonlyMap<string, GinBinding>;
  /** The file and those that it includes. */
  readonly sources: readonly SourceFile[];
  /** Includes that are not there. */
  readonly missing: readonly GinInclude[];
}

/** What bindings of the same setting have in common: modules before a class do not matter. */
export function keyOf({
  scope,
  owner,
  parameter,
}: Pick<GinBinding, 'scope' | 'owner' | 'parameter'>): string {
  return `${scope}/${owner}.${parameter}`;
}

interface Loading {
  readonly include: ReadOptions['include'];
  readonly bindings: Map<string, GinBinding>;
  readonly sources: SourceFile[];
  readonly missing: GinInclude[];
  counted: { includes: number; bindings: number; characters: number };
}

/**
 * Reads a gin file and the files that it includes, each at its place; a later binding wins over an earlier one.
 * @throws UserError for a mistake in one of the files, an include cycle, or more of anything than a configuration has.
 */
export function loadGin(source: SourceFile, include: ReadOptions['include']): GinConfig {
  const loading: Loading = {
    include,
    bindings: new Map(),
    sources: [],
    missing: [],
    counted: { includes: 0, bindings: 0, characters: 0 },
  };
  load(loading, source, [source.name]);
  const { bindings, sources, missing } = loading;
  return { source, bindings, sources, missing };
}

function load(loading: Loading, source: SourceFile, chain: readonly string[]): void {
  loading.sources.push(source);
  for (const statement of parseGin(source)) {
    if (statement.kind === 'include') follow(loading, statement, chain);
    else bind(loading, statement);
  }
}

function bind({ bindings, counted }: Loading, binding: GinBinding): void {
  counted.bindings++;
  if (counted.bindings > MOST_BINDINGS) failMany(binding, 'bindings', MOST_BINDINGS);
  bindings.set(keyOf(binding), binding);
}

function follow(loading: Loading, included: GinInclude, chain: readonly string[]): void {
  const { source, path } = included;
  loading.counted.includes++;
  if (loading.counted.includes > MOST_INCLUDES) failMany(included, 'includes', MOST_INCLUDES);
  const file = loading.include(path, source);
  if (!file) {
    loading.missing.push(included);
    return;
  }
  if (chain.includes(file.name)) {
    throw new UserError('config-include-cycle', { path }, placeIn(source, included.start, included.end));
  }
  if (chain.length > DEEPEST_INCLUDE) failMany(included, 'includes in one another', DEEPEST_INCLUDE);
  loading.counted.characters += file.text.length;
  if (loading.counted.characters > MOST_CHARACTERS)
    failMany(included, 'characters in included files', MOST_CHARACTERS);
  load(loading, file, [...chain, file.name]);
}

function failMany({ source, start, end }: GinInclude | GinBinding, what: string, limit: number): never {
  throw new UserError('gin-too-many', { what, limit }, placeIn(source, start, end));
}
