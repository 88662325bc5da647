// Tape archives (POSIX ustar): what npm packs, and archives whose bytes depend on nothing but their files.

const BLOCK = 512;
const REGULAR_FILE = '0';

/** The regular files of an archive. Names longer than the header are not needed here and come cut. */
export function* readTar(archive) {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const bytes = Number.parseInt(textAt(archive, at + 124, 12).trim(), 8);
    const content = archive.subarray(at + BLOCK, at + BLOCK + bytes);
    const kind = textAt(archive, at + 156, 1);
    if (kind === REGULAR_FILE || kind === '') yield { name: textAt(archive, at, 100), content };
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
}

/** An archive of files `{ name, content, mode }`: no owner, no time stamp, in the order given. */
export function writeTar(files) {
  const blocks = files.flatMap(({ name, content, mode }) => [
    headerOf(name, content.length, mode),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name, bytes, mode) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for an archive.`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(octal(mode, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(bytes, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(REGULAR_FILE, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

function octal(number, digits) {
  return number.toString(8).padStart(digits, '0');
}

function textAt(archive, at, length) {
  return archive.toString('latin1', at, at + length).replace(/\0.*$/s, '');
}
