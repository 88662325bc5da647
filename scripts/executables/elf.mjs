// ELF programs of 64 bits, little-endian: finding a note. Structures: the System V ABI.

const PROGRAM_NOTES = 4;

/** The contents of a note by its name, or undefined. */
export function noteOf(file, name) {
  if (file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2)
    throw new Error('This is no ELF program of 64 bits.');
  const headers = Number(file.readBigUInt64LE(32));
  const bytes = file.readUInt16LE(54);
  for (let i = 0; i < file.readUInt16LE(56); i++) {
    const at = headers + i * bytes;
    if (file.readUInt32LE(at) !== PROGRAM_NOTES) continue;
    const start = Number(file.readBigUInt64LE(at + 8));
    const found = noteIn(file.subarray(start, start + Number(file.readBigUInt64LE(at + 32))), name);
    if (found) return found;
  }
  return undefined;
}

function noteIn(notes, name) {
  for (let at = 0; at + 12 <= notes.length; ) {
    const nameBytes = notes.readUInt32LE(at);
    const contentBytes = notes.readUInt32LE(at + 4);
    const content = at + 12 + align(nameBytes);
    if (notes.toString('latin1', at + 12, at + 12 + nameBytes).replace(/\0+$/, '') === name) {
      return notes.subarray(content, content + contentBytes);
    }
    at = content + align(contentBytes);
  }
  return undefined;
}

function align(bytes) {
  return Math.ceil(bytes / 4) * 4;
}
