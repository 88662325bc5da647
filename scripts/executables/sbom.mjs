// The bill of materials of an executable, in CycloneDX 1.6 (JSON): what is in it, with versions, licences and sums.
// No time stamp and no serial number, so that the same executable has the same bill.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptError } from './binaries.mjs';

const ROOT = join(import.meta.dirname, '../..');
const NOTICE = /^(\S+) (\d\S*) \(.+\)$/gm;
/** Names in `process.versions` that are no component of Node: interfaces, data of other components, and Node itself. */
const NO_COMPONENTS = ['node', 'modules', 'napi', 'unicode', 'cldr', 'tz'];

/**
 * The bill of one executable.
 * @param target its platform
 * @param sum its SHA-256, hexadecimal
 * @param node the package that Node's binary comes from: `spec`, `integrity`
 * @param notices the notices of the packages in the program
 */
export function billOfMaterials(target, sum, node, notices) {
  const { name, version, license } = readJson('package.json');
  const contents = [nodeComponent(node), ...packagesIn(notices).map(packageComponent)];
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        hashes: [{ alg: 'SHA-256', content: sum }],
        licenses: licencesOf(license),
        purl: purlOf(name, version),
        properties: [{ name: 'scaleplan:target', value: target }],
      },
    },
    components: contents,
    dependencies: [
      { ref: `${name}@${version}`, dependsOn: contents.map((each) => each['bom-ref']) },
      ...contents.map((each) => ({ ref: each['bom-ref'] })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** The names and versions of the packages that notices are of. */
function packagesIn(notices) {
  const found = [...notices.matchAll(NOTICE)].map(([, name, version]) => ({ name, version }));
  if (found.length === 0) throw new ScriptError('dist/THIRD-PARTY-NOTICES.txt names no package.');
  return found;
}

function nodeComponent({ spec, integrity }) {
  const [name, version] = spec.split('@');
  const parts = Object.entries(process.versions).filter(([part]) => !NO_COMPONENTS.includes(part));
  return {
    type: 'platform',
    'bom-ref': spec,
    name: 'node',
    version,
    description: 'The licences of what Node contains are in LICENSE-NODE.txt.',
    hashes: [sumOf(integrity)],
    licenses: licencesOf('MIT'),
    purl: purlOf(name, version),
    components: parts.map(([part, partVersion]) => ({
      type: 'library',
      'bom-ref': `${spec}/${part}`,
      name: part,
      version: partVersion,
    })),
  };
}

function packageComponent({ name, version }) {
  const locked = readJson('package-lock.json').packages[`node_modules/${name}`];
  if (locked?.version !== version) {
    throw new ScriptError(`${name} ${version} is not what package-lock.json locks: run npm ci.`);
  }
  const { license } = readJson(`node_modules/${name}/package.json`);
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    hashes: [sumOf(locked.integrity)],
    licenses: licencesOf(license),
    purl: purlOf(name, version),
  };
}

function licencesOf(license) {
  return license.includes(' ') ? [{ expression: license }] : [{ license: { id: license } }];
}

/** Of the package's tarball, as the registry and the lock file have it. */
function sumOf(integrity) {
  const [algorithm, sum] = integrity.split(/-(.*)/s);
  if (algorithm !== 'sha512') throw new ScriptError(`${integrity} is no SHA-512.`);
  return { alg: 'SHA-512', content: Buffer.from(sum, 'base64').toString('hex') };
}

function purlOf(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
