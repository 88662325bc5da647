import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import { type GinConfig, keyOf } from './config';
import { nearbySpellings } from './misspellings';
import type { GinBinding, GinValue } from './syntax';

/** A setting that may be bound: a parameter of a class under a scope, or a macro, whose owner is ''. */
export type GinKey = Pick<GinBinding, 'scope' | 'owner' | 'parameter'>;

/** A value behind all macros, and the binding that writes it down. */
export interface GinSetting {
  readonly key: string;
  readonly value: GinValue;
  readonly binding: GinBinding;
}

/** The key of a macro. */
export function macro(name: string): GinKey {
  return { scope: '', owner: '', parameter: name };
}

/** The key of a parameter, in a scope or in none. */
export function parameterOf(owner: string, parameter: string, scope = ''): GinKey {
  return { scope, owner, parameter };
}

/**
 * The first of the keys that is bound to something; `%gin.REQUIRED` and macros of an include that is not there are nothing.
 * @throws UserError `gin-macro-cycle`, `gin-unknown-macro`
 */
export function findSetting(config: GinConfig, keys: readonly GinKey[]): GinSetting | null {
  for (const key of keys) {
    const binding = config.bindings.get(keyOf(key));
    const found = binding && settingOf(config, binding, binding.value);
    if (found) return found;
  }
  return null;
}

/** An item of a list or dictionary, behind all macros; null as for `findSetting`. */
export function itemSetting(config: GinConfig, within: GinSetting, item: GinValue): GinSetting | null {
  return settingOf(config, within.binding, item);
}

function settingOf(config: GinConfig, first: GinBinding, start: GinValue): GinSetting | null {
  const seen = new Set<string>();
  let binding = first;
  let value = start;
  while (value.kind === 'macro') {
    const { name } = value;
    if (name === 'gin.REQUIRED' || name === 'REQUIRED') return null;
    const next = config.bindings.get(keyOf(macro(name)));
    if (!next) return opaque(config, { key: binding.key, value, binding }, name);
    if (seen.has(name)) throw new UserError('gin-macro-cycle', { name }, placeOf(value));
    seen.add(name);
    binding = next;
    value = next.value;
  }
  return { key: binding.key, value, binding };
}

/** A name with a module is a constant of the library, which a parser cannot look up. */
function opaque(config: GinConfig, setting: GinSetting, name: string): GinSetting | null {
  if (name.includes('.')) return setting;
  if (config.missing.length > 0) return null;
  const macros = [...config.bindings.values()].filter(({ owner }) => owner === '');
  const nearest = nearbySpellings(
    name,
    macros.map(({ parameter }) => parameter),
  );
  throw new UserError('gin-unknown-macro', { name, nearest }, placeOf(setting.value));
}

function placeOf({ source, start, end }: GinValue) {
  return placeIn(source, start, end);
}
