import type { CheckReport } from '../../rules/finding';
import { renderGithub } from './github';
import { renderJson } from './json';
import { renderJunit } from './junit';
import { renderMarkdown } from './markdown';
import type { CheckOptions } from './options';
import { renderSarif } from './sarif';
import { renderText } from './text';

/** What `check --format` takes: each format with what writes it, its last line ended. */
export const CHECK_FORMATS = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  github: renderGithub,
  sarif: renderSarif,
  junit: renderJunit,
} as const satisfies Readonly<Record<string, (report: CheckReport, options: CheckOptions) => string>>;

export type CheckFormat = keyof typeof CHECK_FORMATS;
