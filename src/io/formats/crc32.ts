/** What a byte does to the checksum if 0 to 7 more bytes follow: eight tables of 256 numbers, one after the other. */
const table: Int32Array = makeTable();

function makeTable(): Int32Array {
  const values = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    values[byte] = value;
  }
  for (let index = 256; index < values.length; index++) {
    const before = values[index - 256] as number;
    values[index] = (before >>> 8) ^ (values[before & 0xff] as number);
  }
  return values;
}

/** How many bytes are summed at once. */
const most = 2 ** 30;

/** Node's own, ten times as fast, where it has one: from 20.15 on. */
const native = nativeCrc32();

function nativeCrc32(): ((bytes: Uint8Array, before: number) => number) | undefined {
  const host: Partial<typeof process> | undefined = typeof process === 'undefined' ? undefined : process;
  return host?.getBuiltinModule?.('node:zlib').crc32;
}

/**
 * The CRC-32 of bytes, by which ZIP archives find damaged members: a number of 32 bits without a sign.
 *
 * @param before The checksum of the bytes before them.
 */
export function crc32(bytes: Uint8Array, before: number = 0): number {
  let sum = before;
  // Node's own counts bytes in 32 bits, and gives 0 for no bytes, whatever came before.
  for (let start = 0; start < bytes.length; start += most) {
    const some = bytes.subarray(start, start + most);
    sum = native?.(some, sum) ?? portableCrc32(some, sum);
  }
  return sum;
}

/** The same where there is no native function. Eight bytes are taken at a time, three times as fast as one by one. */
export function portableCrc32(bytes: Uint8Array, before: number = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (index: number) => table[index] as number;
  let sum = ~before;
  let offset = 0;
  for (; offset + 8 <= bytes.length; offset += 8) {
    const low = sum ^ view.getInt32(offset, true);
    const high = view.getInt32(offset + 4, true);
    sum =
      at(1792 + (low & 0xff)) ^
      at(1536 + ((low >>> 8) & 0xff)) ^
      at(1280 + ((low >>> 16) & 0xff)) ^
      at(1024 + (low >>> 24)) ^
      at(768 + (high & 0xff)) ^
      at(512 + ((high >>> 8) & 0xff)) ^
      at(256 + ((high >>> 16) & 0xff)) ^
      at(high >>> 24);
  }
  for (; offset < bytes.length; offset++) sum = (sum >>> 8) ^ at((sum ^ (bytes[offset] as number)) & 0xff);
  return ~sum >>> 0;
}
