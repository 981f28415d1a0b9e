import { crc32c } from './crc32c.js';

/** Bytes as a record of a TFRecord file: their length and themselves, each with its checksum. */
export function record(content: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(16 + content.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, maskedChecksum(bytes.subarray(0, 8)), true);
  bytes.set(content, 12);
  view.setUint32(12 + content.length, maskedChecksum(bytes.subarray(12, 12 + content.length)), true);
  return bytes;
}

/** Checksums are masked, because that of data that holds its own checksum would be no good. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
