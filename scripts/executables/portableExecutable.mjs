// Portable executables, the programs of Windows: taking a signature off, and finding a resource.
// Structures: Microsoft's "PE Format".

const PE_OFFSET = 0x3c;
const FILE_HEADER_BYTES = 24;
const CHECKSUM = 64;
const DIRECTORIES = 112;
const RESOURCE_DIRECTORY = 2;
const CERTIFICATE_DIRECTORY = 4;
const SECTION_BYTES = 40;
const HIGH_BIT = 0x80000000;

/** The bytes of a program without its Authenticode signature, which any change makes invalid. */
export function withoutCertificate(file) {
  const optional = optionalHeader(file);
  const { offset, bytes } = directory(file, CERTIFICATE_DIRECTORY);
  if (bytes === 0) return file;
  if (offset + bytes !== file.length) throw new Error('The signature is not the end of the program.');
  const bare = Buffer.from(file.subarray(0, offset));
  bare.fill(
    0,
    optional + DIRECTORIES + CERTIFICATE_DIRECTORY * 8,
    optional + DIRECTORIES + CERTIFICATE_DIRECTORY * 8 + 8,
  );
  bare.writeUInt32LE(0, optional + CHECKSUM);
  return bare;
}

/** Whether a program has an Authenticode signature. */
export function hasCertificate(file) {
  return directory(file, CERTIFICATE_DIRECTORY).bytes > 0;
}

/** The contents of a resource by its name, whatever its type and language, or undefined. */
export function resourceOf(file, name) {
  const { offset: address } = directory(file, RESOURCE_DIRECTORY);
  const root = offsetOf(file, address);
  for (const type of entriesOf(file, root, root)) {
    for (const resource of entriesOf(file, root, type.at)) {
      if (resource.name !== name) continue;
      const [language] = entriesOf(file, root, resource.at);
      const start = offsetOf(file, file.readUInt32LE(language.at));
      return file.subarray(start, start + file.readUInt32LE(language.at + 4));
    }
  }
  return undefined;
}

function entriesOf(file, root, at) {
  const count = file.readUInt16LE(at + 12) + file.readUInt16LE(at + 14);
  return Array.from({ length: count }, (_, i) => {
    const entry = at + 16 + i * 8;
    const id = file.readUInt32LE(entry);
    const next = file.readUInt32LE(entry + 4) % HIGH_BIT;
    return { name: id >= HIGH_BIT ? nameAt(file, root + (id % HIGH_BIT)) : undefined, at: root + next };
  });
}

function nameAt(file, at) {
  return file.toString('utf16le', at + 2, at + 2 + file.readUInt16LE(at) * 2);
}

function optionalHeader(file) {
  const pe = file.readUInt32LE(PE_OFFSET);
  if (file.toString('latin1', pe, pe + 4) !== 'PE\0\0') throw new Error('This is no portable executable.');
  return pe + FILE_HEADER_BYTES;
}

function directory(file, index) {
  const at = optionalHeader(file) + DIRECTORIES + index * 8;
  return { offset: file.readUInt32LE(at), bytes: file.readUInt32LE(at + 4) };
}

/** Where in the file an address of the loaded program lies. */
function offsetOf(file, address) {
  const optional = optionalHeader(file);
  const sections = optional + file.readUInt16LE(optional - 4);
  const count = file.readUInt16LE(optional - 18);
  for (let i = 0; i < count; i++) {
    const at = sections + i * SECTION_BYTES;
    const start = file.readUInt32LE(at + 12);
    const within = address - start;
    if (within >= 0 && within < file.readUInt32LE(at + 16)) return file.readUInt32LE(at + 20) + within;
  }
  throw new Error(`No section of the program holds the address ${address}.`);
}
