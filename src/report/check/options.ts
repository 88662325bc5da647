import type { Finding } from '../../rules/finding';
import type { Canvas } from '../style';
import type { CheckPayload } from './json';

/** A rule as the formats that list rules show it. */
export interface RuleText {
  readonly id: string;
  /** The severity unless a configuration says otherwise. */
  readonly severity: Finding['severity'];
  /** A few words. */
  readonly summary: string;
  /** A paragraph. */
  readonly description: string;
  /** What to do about it, in Markdown: the page that `check --explain ID` prints. */
  readonly help: string;
}

/** What the renderers of a check are told beside the report; each takes what it needs. */
export interface CheckOptions {
  readonly canvas: Canvas;
  /** The version of scaleplan. */
  readonly version: string;
  /** Where scaleplan is documented, for SARIF; left out where it stands at no address. */
  readonly informationUri?: string | undefined;
  /** Every rule there is, in a fixed order. */
  readonly rules: readonly RuleText[];
  /** The working folder: absolute paths below it are shown relative to it. */
  readonly root?: string | undefined;
  /** Whether warnings fail the check. */
  readonly strict?: boolean | undefined;
  /** Whether text says nothing where there is neither a finding nor a change. */
  readonly quiet?: boolean | undefined;
  /** Puts the payload of the JSON into what every JSON output starts with. */
  readonly envelope?: ((payload: CheckPayload) => object) | undefined;
}
