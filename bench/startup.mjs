// How long calls take, as ratios to a bare `node -e 0`: node bench/startup.mjs [ROUNDS] [PROGRAM]
//
// Rounds are paired and interleaved: each runs every call once, in turns forwards and backwards, so that what slows the
// machine down slows all of them. A ratio is the median over rounds of a call's time over that of the bare call of its round.
// Each call is run before, so that the program is compiled (src/start).
// On a quiet machine the ratios are the same within 0.03 from one run to the next.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROUNDS = 60;
const WARM_UP = 3;
const ROOT = join(import.meta.dirname, '..');

const BARE = ['-e', '0'];

/** The calls, and the ratio that each is to stay within. */
const CALLS = [
  [['--version'], 1.35],
  [['describe', 'NL24-SM', '--json'], 1.45],
  [['compare', 'base', 'small-24L'], 1.7],
  [['suggest', '--budget-flops', '11T'], 1.8],
];

const [rounds = ROUNDS, program = join(ROOT, 'bin/scaleplan.js')] = process.argv.slice(2);
if (!(Number(rounds) >= 1)) throw new Error('Usage: node bench/startup.mjs [ROUNDS] [PROGRAM]');
if (!existsSync(join(ROOT, 'dist/start.cjs'))) throw new Error('Build the program first: npm run build');

// Both make bare Node slower too, which flatters the ratios.
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;
const commands = [BARE, ...CALLS.map(([words]) => [program, ...words])];
const times = commands.map(() => []);
for (let round = -WARM_UP; round < Number(rounds); round++) {
  const order = commands.map((_, i) => i);
  for (const i of round % 2 === 0 ? order : order.reverse()) {
    const milliseconds = timeOf(commands[i]);
    if (round >= 0) times[i].push(milliseconds);
  }
}

const [bare] = times;
print(
  `node ${process.version}, ${rounds} rounds; milliseconds, and ratios to node -e 0: ${quartiles(bare)}\n`,
);
print(line('call', 'median', 'least', 'ratio', 'quartiles', 'aim'));
CALLS.forEach(([words, aim], i) => {
  const own = times[i + 1];
  const ratios = own.map((time, round) => time / bare[round]);
  const [first, ratio, third] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(2));
  const milliseconds = [quantile(own, 0.5), Math.min(...own)].map((time) => time.toFixed(1));
  const verdict = Number(ratio) <= aim ? aim.toFixed(2) : `${aim.toFixed(2)}  missed`;
  print(line(`scaleplan ${words.join(' ')}`, ...milliseconds, ratio, `${first} to ${third}`, verdict));
});

function print(text) {
  process.stdout.write(`${text}\n`);
}

function timeOf(command) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const milliseconds = performance.now() - started;
  if (status !== 0) throw new Error(`${command.join(' ')} exits ${status}: ${stderr}`);
  return milliseconds;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.ceil(at)] - sorted[below]);
}

function quartiles(values) {
  const [first, median, third] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(1));
  return `${median} ms (${first} to ${third})`;
}

function line(call, median, least, ratio, spread, aim) {
  const columns = [median.padStart(7), least.padStart(7), ratio.padStart(7), spread.padStart(14), `  ${aim}`];
  return `${call.padEnd(36)}${columns.join('')}`;
}
