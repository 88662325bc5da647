import { COMMANDS_TEXTS } from './texts/commands';
import { CONFIGS_TEXTS } from './texts/configs';
import { FILES_TEXTS } from './texts/files';
import { LAYOUT_TEXTS } from './texts/layout';
import { LIBRARY_TEXTS } from './texts/library';
import { MACHINES_TEXTS } from './texts/machines';
import { NAMES_TEXTS } from './texts/names';
import { PICTURES_TEXTS } from './texts/pictures';
import { QUANTITIES_TEXTS } from './texts/quantities';
import { SEARCH_TEXTS } from './texts/search';
import { STUDIES_TEXTS } from './texts/studies';
import { TABLES_TEXTS } from './texts/tables';
import type { Text } from './texts/text';

/** The one table of messages. A code exists when it has a text here; its arguments are the text's parameters. */
export const TEXTS = {
  ...NAMES_TEXTS,
  ...QUANTITIES_TEXTS,
  ...LAYOUT_TEXTS,
  ...MACHINES_TEXTS,
  ...CONFIGS_TEXTS,
  ...FILES_TEXTS,
  ...COMMANDS_TEXTS,
  ...PICTURES_TEXTS,
  ...TABLES_TEXTS,
  ...STUDIES_TEXTS,
  ...SEARCH_TEXTS,
  ...LIBRARY_TEXTS,
} satisfies Record<string, (details: never) => Text>;

/** The code of a user's mistake. */
export type ProblemCode = keyof typeof TEXTS;

/** The arguments that the text of a code needs. */
export type ProblemArguments<Code extends ProblemCode> = Parameters<(typeof TEXTS)[Code]>[0];
