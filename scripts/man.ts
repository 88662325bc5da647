// npm run man: writes the manual page, man/scaleplan.1, from the texts of help.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { MAN_FILE, manPage } from './manPage';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

manPage(version).then((text) => {
  mkdirSync('man', { recursive: true });
  writeFileSync(MAN_FILE, text);
  console.log(`${MAN_FILE}: ${text.length} characters`);
});
