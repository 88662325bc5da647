import { EXIT, INTERRUPTED } from '../../commands/context';
import { PROJECT_CONFIG_FILE } from '../../project/config';
import type { Block } from './blocks';

/** Exit codes. */
export const EXIT_CODES: readonly (readonly [code: string, meaning: string])[] = [
  [String(EXIT.fine), 'fine'],
  [
    String(EXIT.finding),
    'check or compare --fail-on found an error, suggest found no shape within the budget, or there are warnings under --strict',
  ],
  [
    String(EXIT.usage),
    'a mistake in the call or in a file; what, where and how to mend it is on standard error, nothing on standard output',
  ],
  [String(EXIT.bug), 'a bug in scaleplan: a stack, and how to report it'],
  [
    `${INTERRUPTED.SIGINT}, ${INTERRUPTED.SIGTERM}`,
    'a wide search that Ctrl-C or SIGTERM ended, after it has printed what it found',
  ],
];

/** Variables of the environment. */
export const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_COLOR', 'no colour, as --no-color; TERM=dumb does the same'],
  ['FORCE_COLOR', 'colour where standard output is no terminal; 0 for none'],
  ['GITHUB_STEP_SUMMARY', 'where check --format github appends its summary'],
];

/** Files that are read without being named. */
export const FILES: readonly (readonly [name: string, meaning: string])[] = [
  [
    PROJECT_CONFIG_FILE,
    'budgets, severities and targets of check, found in the working folder or above; --config names another one, --no-config looks for none; schemas/scaleplan.config.json describes it',
  ],
];

/** Exit codes, files and the environment. */
export function exitTopic(): Block[] {
  return [
    { heading: 'Exit codes' },
    { terms: EXIT_CODES },
    { heading: 'Files' },
    { terms: FILES },
    {
      text: 'Nothing else is read but what the call names, nothing is written but what -o names and what GITHUB_STEP_SUMMARY is appended to, and never over a file unless --force says so.',
    },
    { heading: 'Environment' },
    { terms: VARIABLES },
  ];
}
