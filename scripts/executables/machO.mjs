// Mach-O files of 64 bits: taking a code signature off, and putting an ad-hoc one on, which Apple silicon asks of all
// that it runs. The form is that of Apple's linker and of Go's (cmd/internal/codesign): one code directory with a SHA-256
// of every page, no certificate. Structures: mach-o/loader.h and xnu's kern/cs_blobs.h.
import { createHash } from 'node:crypto';

const MAGIC = 0xfeedfacf;
const HEADER_BYTES = 32;
const COUNT_OF_COMMANDS = 16;
const BYTES_OF_COMMANDS = 20;

const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const SIGNATURE_COMMAND_BYTES = 16;

const SUPER_BLOB_MAGIC = 0xfade0cc0;
const SUPER_BLOB_BYTES = 12;
const INDEX_BYTES = 8;
const CODE_DIRECTORY_MAGIC = 0xfade0c02;
const CODE_DIRECTORY_BYTES = 88;
const CODE_DIRECTORY_VERSION = 0x20400;
const AD_HOC = 0x2;
const LINKER_SIGNED = 0x20000;
const MAIN_BINARY = 1n;
const SHA256_TYPE = 2;
const SHA256_BYTES = 32;
const PAGE_BITS = 12;
const SIGNATURE_ALIGNMENT = 16;
// Segments of both kinds of processors fit pages of 16 KiB.
const SEGMENT_ALIGNMENT = 0x4000;

/** The bytes of a signed Mach-O file without its signature. */
export function withoutSignature(file) {
  const signature = signatureOf(file);
  if (signature === undefined) return file;
  const { command, offset, bytes } = signature;
  if (offset + bytes !== file.length) throw new Error('The signature is not the end of the Mach-O file.');
  if (command + SIGNATURE_COMMAND_BYTES !== HEADER_BYTES + file.readUInt32LE(BYTES_OF_COMMANDS)) {
    throw new Error('The signature is not the last load command of the Mach-O file.');
  }
  const bare = Buffer.from(file.subarray(0, offset));
  bare.fill(0, command, command + SIGNATURE_COMMAND_BYTES);
  countCommand(bare, -1);
  fitLinkEdit(bare, offset);
  return bare;
}

/** The bytes of an unsigned Mach-O file with an ad-hoc signature under `identifier`. */
export function withAdHocSignature(file, identifier) {
  if (signatureOf(file) !== undefined) throw new Error('The Mach-O file is signed already.');
  const command = HEADER_BYTES + file.readUInt32LE(BYTES_OF_COMMANDS);
  if (command + SIGNATURE_COMMAND_BYTES > startOfContents(file)) {
    throw new Error('The header of the Mach-O file has no room for another load command.');
  }
  const codeLimit = align(file.length, SIGNATURE_ALIGNMENT);
  const name = Buffer.from(`${identifier}\0`);
  const pages = Math.ceil(codeLimit / 2 ** PAGE_BITS);
  const directoryBytes = CODE_DIRECTORY_BYTES + name.length + pages * SHA256_BYTES;
  const signatureBytes = SUPER_BLOB_BYTES + INDEX_BYTES + directoryBytes;

  const signed = Buffer.alloc(codeLimit + align(signatureBytes, SIGNATURE_ALIGNMENT));
  file.copy(signed);
  signed.writeUInt32LE(LC_CODE_SIGNATURE, command);
  signed.writeUInt32LE(SIGNATURE_COMMAND_BYTES, command + 4);
  signed.writeUInt32LE(codeLimit, command + 8);
  signed.writeUInt32LE(signed.length - codeLimit, command + 12);
  countCommand(signed, 1);
  fitLinkEdit(signed, signed.length);

  const superBlob = signed.subarray(codeLimit);
  writeBigEndian(superBlob, [SUPER_BLOB_MAGIC, signatureBytes, 1, 0, SUPER_BLOB_BYTES + INDEX_BYTES]);
  const directory = superBlob.subarray(SUPER_BLOB_BYTES + INDEX_BYTES);
  writeCodeDirectory(directory, {
    bytes: directoryBytes,
    name,
    pages,
    codeLimit,
    text: segment(signed, '__TEXT'),
  });
  hashesOfPages(signed, codeLimit, PAGE_BITS).copy(directory, CODE_DIRECTORY_BYTES + name.length);
  return signed;
}

function writeCodeDirectory(directory, { bytes, name, pages, codeLimit, text }) {
  writeBigEndian(directory, [
    CODE_DIRECTORY_MAGIC,
    bytes,
    CODE_DIRECTORY_VERSION,
    AD_HOC | LINKER_SIGNED,
    CODE_DIRECTORY_BYTES + name.length,
    CODE_DIRECTORY_BYTES,
    0,
    pages,
    codeLimit,
  ]);
  directory.set([SHA256_BYTES, SHA256_TYPE, 0, PAGE_BITS], 36);
  directory.writeBigUInt64BE(BigInt(text.offset), 64);
  directory.writeBigUInt64BE(BigInt(text.bytes), 72);
  directory.writeBigUInt64BE(MAIN_BINARY, 80);
  name.copy(directory, CODE_DIRECTORY_BYTES);
}

/**
 * What a Mach-O file's signature says: its identifier and flags, and whether the SHA-256 of every page is that of the
 * file. Undefined where the file has no signature.
 */
export function readSignature(file) {
  const signature = signatureOf(file);
  if (signature === undefined) return undefined;
  const superBlob = file.subarray(signature.offset);
  if (superBlob.readUInt32BE(0) !== SUPER_BLOB_MAGIC)
    throw new Error('The Mach-O signature is no super blob.');
  const directory = codeDirectories(superBlob).find((each) => each[37] === SHA256_TYPE);
  if (directory === undefined) throw new Error('The Mach-O signature has no code directory of SHA-256.');
  const codeLimit = directory.readUInt32BE(32);
  const pages = directory.readUInt32BE(28);
  const hashes = directory.subarray(directory.readUInt32BE(16)).subarray(0, pages * SHA256_BYTES);
  const identifier = directory.subarray(directory.readUInt32BE(20));
  return {
    identifier: identifier.toString('utf8', 0, identifier.indexOf(0)),
    isAdHoc: (directory.readUInt32BE(12) & AD_HOC) !== 0,
    coversAll: codeLimit === signature.offset,
    hashesAgree: hashes.equals(hashesOfPages(file, codeLimit, directory[39])),
  };
}

function codeDirectories(superBlob) {
  const offsets = Array.from({ length: superBlob.readUInt32BE(8) }, (_, i) =>
    superBlob.readUInt32BE(SUPER_BLOB_BYTES + i * INDEX_BYTES + 4),
  );
  return offsets
    .map((offset) => superBlob.subarray(offset))
    .filter((blob) => blob.readUInt32BE(0) === CODE_DIRECTORY_MAGIC);
}

/** The contents of a section of a Mach-O file, or undefined. */
export function sectionOfMachO(file, segmentName, sectionName) {
  for (const { type, at } of loadCommands(file)) {
    if (type !== LC_SEGMENT_64 || nameAt(file, at + 8) !== segmentName) continue;
    const found = sectionsOf(file, at).find(({ name }) => name === sectionName);
    if (found) return file.subarray(found.offset, found.offset + found.bytes);
  }
  return undefined;
}

function signatureOf(file) {
  const found = loadCommands(file).find(({ type }) => type === LC_CODE_SIGNATURE);
  if (found === undefined) return undefined;
  return {
    command: found.at,
    offset: file.readUInt32LE(found.at + 8),
    bytes: file.readUInt32LE(found.at + 12),
  };
}

function loadCommands(file) {
  if (file.readUInt32LE(0) !== MAGIC) throw new Error('This is no Mach-O file of 64 bits.');
  const commands = [];
  let at = HEADER_BYTES;
  for (let i = 0; i < file.readUInt32LE(COUNT_OF_COMMANDS); i++) {
    commands.push({ type: file.readUInt32LE(at), at });
    at += file.readUInt32LE(at + 4);
  }
  return commands;
}

function segment(file, name) {
  const found = loadCommands(file).find(
    ({ type, at }) => type === LC_SEGMENT_64 && nameAt(file, at + 8) === name,
  );
  if (found === undefined) throw new Error(`The Mach-O file has no segment ${name}.`);
  const { at } = found;
  return { at, offset: Number(file.readBigUInt64LE(at + 40)), bytes: Number(file.readBigUInt64LE(at + 48)) };
}

function sectionsOf(file, at) {
  return Array.from({ length: file.readUInt32LE(at + 64) }, (_, i) => {
    const section = at + 72 + i * 80;
    return {
      name: nameAt(file, section),
      offset: file.readUInt32LE(section + 48),
      bytes: Number(file.readBigUInt64LE(section + 40)),
    };
  });
}

/** The end of the header: where the first section begins that lies in the file. */
function startOfContents(file) {
  const segments = loadCommands(file).filter(({ type }) => type === LC_SEGMENT_64);
  const offsets = segments.flatMap(({ at }) => sectionsOf(file, at).map(({ offset }) => offset));
  return Math.min(...offsets.filter((offset) => offset > 0));
}

function countCommand(file, sign) {
  file.writeUInt32LE(file.readUInt32LE(COUNT_OF_COMMANDS) + sign, COUNT_OF_COMMANDS);
  const bytes = file.readUInt32LE(BYTES_OF_COMMANDS) + sign * SIGNATURE_COMMAND_BYTES;
  file.writeUInt32LE(bytes, BYTES_OF_COMMANDS);
}

/** Lets the segment of the symbols and the signature reach to `end`, the end of the file. */
function fitLinkEdit(file, end) {
  const { at, offset } = segment(file, '__LINKEDIT');
  file.writeBigUInt64LE(BigInt(align(end - offset, SEGMENT_ALIGNMENT)), at + 32);
  file.writeBigUInt64LE(BigInt(end - offset), at + 48);
}

function hashesOfPages(file, codeLimit, pageBits) {
  const page = 2 ** pageBits;
  const hashes = [];
  for (let start = 0; start < codeLimit; start += page) {
    const bytes = file.subarray(start, Math.min(start + page, codeLimit));
    hashes.push(createHash('sha256').update(bytes).digest());
  }
  return Buffer.concat(hashes);
}

function nameAt(file, at) {
  return file.toString('latin1', at, at + 16).replace(/\0.*$/s, '');
}

function writeBigEndian(buffer, numbers) {
  numbers.forEach((number, i) => {
    buffer.writeUInt32BE(number, i * 4);
  });
}

function align(number, to) {
  return Math.ceil(number / to) * to;
}
