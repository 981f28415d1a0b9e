import { importOptional } from '../../backends/node-modules.js';
import { DataError, StateError } from '../../errors.js';
import { type Summary, summaryEvent, versionEvent } from './event.js';

/** Castagnoli's polynomial, its bits in reverse. */
const polynomial = 0x82f63b78;

const table: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
  return remainder;
});

/** The checksum CRC-32C of bytes. */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ (table[(remainder ^ byte) & 0xff] as number);
  return (remainder ^ 0xffffffff) >>> 0;
}

/** Bytes as a record of a TFRecord file: their length and themselves, each with its checksum. */
function record(content: ArrayLike<number>): Uint8Array {
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

/** A file that TensorBoard reads, to which events are added. It is there from its first event on. */
export interface EventFile {
  /**
   * Makes the folder, if it is not there.
   *
   * @throws DataError if it cannot be written to.
   */
  open(): Promise<void>;
  /** @throws StateError where there are no files. */
  write(summaries: readonly Summary[]): Promise<void>;
}

/** An event file in a folder, whose name is unlike those of others. */
export function eventFile(folder: string): EventFile {
  let path: string | undefined;
  return {
    async open() {
      const { access, constants, mkdir } = await nodeModule<typeof import('node:fs/promises')>('node:fs/promises');
      try {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK);
      } catch (error) {
        throw new DataError(`TensorBoard: logDir expects a folder that can be written to (received ${String(error)})`, {
          cause: error,
        });
      }
    },
    async write(summaries) {
      if (summaries.length === 0) return;
      const { appendFile, mkdir } = await nodeModule<typeof import('node:fs/promises')>('node:fs/promises');
      const seconds = Date.now() / 1000;
      const records = summaries.map((summary) => record(summaryEvent(summary, seconds)));
      if (path === undefined) {
        path = await newPath(folder, seconds);
        await mkdir(folder, { recursive: true });
        records.unshift(record(versionEvent(seconds)));
      }
      await appendFile(path, Buffer.concat(records));
    },
  };
}

/** The name of an event file as in TensorFlow, with a random part in place of a count, so that two files of one second differ. */
async function newPath(folder: string, seconds: number): Promise<string> {
  const { join } = await nodeModule<typeof import('node:path')>('node:path');
  const { hostname } = await nodeModule<typeof import('node:os')>('node:os');
  const stamp = `${Math.floor(seconds)}`.padStart(10, '0');
  const unique = globalThis.crypto.randomUUID().slice(0, 8);
  return join(folder, `events.out.tfevents.${stamp}.${hostname()}.${process.pid}.${unique}.v2`);
}

async function nodeModule<Module>(specifier: string): Promise<Module> {
  try {
    return await importOptional<Module>(specifier);
  } catch {
    throw new StateError('TensorBoard expects Node, which has files (received a platform without)');
  }
}
