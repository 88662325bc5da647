import type { Verb } from '../verb';
import { EVIDENCE_VERBS } from './evidence';
import { FILE_VERBS } from './files';
import { MODEL_VERBS } from './models';
import { SHELL_VERBS } from './shell';
import { STUDY_VERBS } from './studies';

/** Every verb of the program, in the order of its help. */
export const ALL_VERBS: readonly Verb[] = [
  ...MODEL_VERBS,
  ...STUDY_VERBS,
  ...EVIDENCE_VERBS,
  ...FILE_VERBS,
  ...SHELL_VERBS,
];
