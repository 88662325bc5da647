import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** The action as it is written. */
export const ACTION: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

/** What a job's runner leaves behind after the steps of the action. */
export interface JobResult {
  readonly exitCode: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The Markdown for the comment. */
  readonly comment: string;
}

/** A scratch folder with a git repository, and a runner for the steps of the action in it. */
export class Job {
  readonly folder = mkdtempSync(join(tmpdir(), 'scaleplan action '));
  repository = join(this.folder, 'repo');

  constructor() {
    mkdirSync(this.repository);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.repository,
      encoding: 'utf8',
      env: { ...process.env, ...IDENTITY, HOME: this.folder },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  write(path: string, content: string | object): void {
    const file = join(this.repository, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }

  /** Commits everything; the commit's id. */
  commit(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'scratch');
    return this.git('rev-parse', 'HEAD');
  }

  /** Goes on in a clone of depth 1, as actions/checkout makes it unless told. */
  cloneShallow(): void {
    const clone = join(this.folder, 'clone');
    this.git('clone', '--quiet', '--depth=1', `file://${this.repository}`, clone);
    this.repository = clone;
  }

  /** Runs the steps of the action one by one until one fails, as the runner does. */
  run(inputs: Readonly<Record<string, string>> = {}, baseSha = ''): JobResult {
    const files = { output: join(this.folder, 'output'), summary: join(this.folder, 'summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    mkdirSync(join(this.folder, 'runner temp'), { recursive: true });
    const context = { inputs: { ...defaults(baseSha), ...inputs } };
    let log = '';
    let exitCode = 0;
    for (const [i, step] of ACTION.runs.steps.entries()) {
      const script = join(this.folder, `step${i}.sh`);
      writeFileSync(script, step.run);
      const env = Object.entries(step.env ?? {}).map(([key, value]) => [key, evaluate(value, context)]);
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', script],
        {
          cwd: this.repository,
          encoding: 'utf8',
          env: { ...this.environment(files), ...Object.fromEntries(env) },
        },
      );
      log += stdout + stderr;
      exitCode = status ?? -1;
      if (exitCode !== 0) break;
    }
    const outputs = readOutputs(readFileSync(files.output, 'utf8'));
    const markdown = outputs['markdown'] ?? '';
    return {
      exitCode,
      log,
      outputs,
      summary: readFileSync(files.summary, 'utf8'),
      comment: existsSync(markdown) ? readFileSync(markdown, 'utf8') : '',
    };
  }

  private environment({ output, summary }: { output: string; summary: string }): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_WORKSPACE: this.repository,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: join(this.folder, 'runner temp'),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
};

function defaults(baseSha: string): Record<string, string> {
  const entries = Object.entries(ACTION.inputs).map(([name, input]) => [
    name,
    input.default.replace(/\$\{\{ github\.event\.pull_request\.base\.sha \}\}/, () => baseSha),
  ]);
  return Object.fromEntries(entries);
}

/** `${{ inputs.name }}`, which is all that the steps use. */
function evaluate(text: string, { inputs }: { inputs: Readonly<Record<string, string>> }): string {
  return text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => {
    const value = inputs[name];
    if (value === undefined) throw new Error(`No input ${name}`);
    return value;
  });
}

function readOutputs(text: string): Record<string, string> {
  const lines = text.split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
