import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { jsonSchemaOf, OUTPUT_COMMANDS, OUTPUTS, type OutputCommand } from '../../src/schema/jsonSchemas';
import { scaleplanJson } from '../support/cli';
import { ITEMS, type Keys } from './contract';

/** A JSON object as it was read. */
export type JsonObject = { [key: string]: unknown };

/** What `scaleplan COMMAND ... --json` prints, read. */
export function outputOf(...args: readonly string[]): Promise<JsonObject> {
  return scaleplanJson(args);
}

/** A validator that knows nothing of zod, on the published schema of a command. */
export const JSON_SCHEMAS = Object.fromEntries(
  OUTPUT_COMMANDS.map((command) => [
    command,
    new Ajv2020({ strict: true, allErrors: true }).compile(jsonSchemaOf(command) as JsonObject),
  ]),
) as Record<OutputCommand, ValidateFunction>;

/** Whether the zod definition and the published JSON Schema accept an output. */
export function verdictsOn(command: OutputCommand, output: unknown): { zod: boolean; jsonSchema: boolean } {
  return {
    zod: OUTPUTS[command].safeParse(output).success,
    jsonSchema: JSON_SCHEMAS[command](output),
  };
}

/** An object of an output, where it stands, and what the contract says of its keys. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly value: JsonObject;
  /** The keys that must be there. */
  readonly required: readonly string[];
  /** Every key of the contract, in its order. */
  readonly order: readonly string[];
}

/** Every object of an output that the contract has keys of, the items of its lists included. */
export function placesIn(value: unknown, keys: Keys, path: Place['path'] = []): Place[] {
  if (!isObject(value)) return [];
  const named = Object.entries(keys).map(([key, own]) => ({ key: key.replace('?', ''), own }));
  const inner = named.flatMap(({ key, own }) => {
    const item = value[key];
    const place = [...path, key];
    if (own !== null) return placesIn(item, own, place);
    const itemKeys = (ITEMS as Keys)[key];
    if (!Array.isArray(item) || !itemKeys) return [];
    return item.flatMap((each, i) => placesIn(each, itemKeys, [...place, i]));
  });
  const required = Object.keys(keys).filter((key) => !key.endsWith('?'));
  return [{ path, value, required, order: named.map(({ key }) => key) }, ...inner];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of an output in which the object at a place is changed. */
export function changedAt(
  output: JsonObject,
  { path }: Pick<Place, 'path'>,
  change: (at: JsonObject) => void,
): JsonObject {
  const copy = structuredClone(output);
  change(path.reduce<unknown>((at, key) => (at as JsonObject)[key], copy) as JsonObject);
  return copy;
}
