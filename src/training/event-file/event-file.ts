import { importOptional } from '../../backends/import-optional.js';
import { DataError, StateError } from '../../errors.js';
import { type Summary, summaryEvent, versionEvent } from './event.js';
import { record } from './record.js';

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

/** Named as TensorFlow names them, with what tells two files of one second apart in the place of a count. */
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
