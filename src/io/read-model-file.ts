import { DataError, received } from '../errors.js';
import { isZip } from './formats/zip.js';
import { readKerasArchive } from './keras-archive.js';
import { readKerasHdf5 } from './keras-hdf5.js';
import type { ModelFile } from './model-file.js';
import type { Source } from './source.js';

/**
 * The parts of a model file. What it holds decides which format it is read as, and not its name.
 *
 * @throws DataError if it is none of the formats that are known, or damaged.
 */
export async function readModelFile({ bytes, name: owner }: Source): Promise<ModelFile> {
  if (isZip(bytes)) return readKerasArchive(bytes, owner);
  if (isHdf5(bytes)) return readKerasHdf5(bytes, owner);
  throw new DataError(`${owner} expects a file of a model (received ${received([...bytes.subarray(0, 8)])})`);
}

/** The first bytes of an HDF5 file. */
const hdf5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

function isHdf5(bytes: Uint8Array): boolean {
  return hdf5.every((byte, index) => bytes[index] === byte);
}
