// Zip archives whose bytes depend on nothing but their files (PKWARE's APPNOTE.TXT, without the extensions).
import { crc32, deflateRawSync } from 'node:zlib';

const VERSION = 20;
const MADE_ON_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 0x800;
const DEFLATED = 8;
// The first day that the format can name: 1980-01-01.
const NO_DATE = 0x21;
const REGULAR_FILE = 0o100000;

/** An archive of files `{ name, content, mode }`: no time stamp but the format's first, in the order given. */
export function writeZip(files) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const { name, content, mode } of files) {
    const deflated = deflateRawSync(content, { level: 9 });
    const common = commonFields(name, content, deflated);
    const local = Buffer.concat([
      numbers([0x04034b50, 4], [VERSION, 2]),
      common,
      numbers([0, 2]),
      Buffer.from(name),
    ]);
    bodies.push(local, deflated);
    directory.push(
      numbers([0x02014b50, 4], [MADE_ON_UNIX, 2], [VERSION, 2]),
      common,
      numbers([0, 2], [0, 2], [0, 2], [0, 2], [(REGULAR_FILE | mode) * 2 ** 16, 4], [offset, 4]),
      Buffer.from(name),
    );
    offset += local.length + deflated.length;
  }
  const index = Buffer.concat(directory);
  const count = [files.length, 2];
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], count, count, [index.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...bodies, index, end]);
}

function commonFields(name, content, deflated) {
  return numbers(
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [0, 2],
    [NO_DATE, 2],
    [crc32(content), 4],
    [deflated.length, 4],
    [content.length, 4],
    [Buffer.byteLength(name), 2],
  );
}

/** Little-endian numbers, each with its size in bytes. */
function numbers(...fields) {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
