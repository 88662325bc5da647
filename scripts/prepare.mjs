// Builds after an installation. `npm install --global` of a repository, as pre-commit does it, hands `global` on to the
// installation of the repository's own packages, which then are not there: they are installed here.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (command) =>
  execSync(command, { stdio: 'inherit', env: { ...process.env, npm_config_global: 'false' } });

if (!existsSync('node_modules/esbuild')) run('npm ci --ignore-scripts --no-audit --no-fund');
run('npm run build');
