import { DataError, received } from '../errors.js';
import { isHdf5 } from './formats/hdf5-bytes.js';
import { isZip, readZip } from './formats/zip.js';
import { readKerasArchive } from './keras-archive.js';
import { readKerasHdf5 } from './keras-hdf5.js';
import type { ModelFile } from './model-file.js';
import { isSafetensors, readNpzWeights, readSafetensorsWeights } from './named-weights.js';
import type { Source } from './source.js';
import { isJsonObject, readTfjsModel } from './tfjs-model.js';

/**
 * The parts of a model file. What it holds decides which format it is read as, and not its name.
 *
 * @throws DataError if it is none of the formats that are known, or damaged.
 */
export async function readModelFile(source: Source): Promise<ModelFile> {
  const { bytes, name: owner } = source;
  if (isZip(bytes)) return readArchive(bytes, owner);
  if (isHdf5(bytes)) return readKerasHdf5(bytes, owner);
  if (isSafetensors(bytes)) return readSafetensorsWeights(bytes, owner);
  if (isJsonObject(bytes)) return readTfjsModel(source);
  throw new DataError(`${owner} expects a file of a model (received ${received([...bytes.subarray(0, 8)])})`);
}

/** An archive is a model, or one of NumPy's. */
async function readArchive(bytes: Uint8Array, owner: string): Promise<ModelFile> {
  const members = readZip(bytes, owner);
  const names = [...members.keys()];
  const isNumpy = names.length > 0 && names.every((name) => name.endsWith('.npy'));
  return isNumpy ? readNpzWeights(bytes, owner) : readKerasArchive(members, owner);
}
