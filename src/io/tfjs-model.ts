import { received } from '../errors.js';
import { formatError } from './formats/format-error.js';
import { readJson } from './json-text.js';
import { modernConfig } from './keras-2.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';
import { compileConfigOf } from './keras-hdf5.js';
import { matchedInAnyOrder } from './match-names.js';
import type { ModelFile } from './model-file.js';
import type { Source } from './source.js';
import { readManifest } from './tfjs-weights.js';

/** Whether bytes begin as `model.json` of TensorFlow.js does, or any other text of JSON. */
export function isJsonObject(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64).findIndex((byte) => byte > 0x20 && byte < 0x80);
  return bytes[start] === 0x7b;
}

/**
 * The parts of a layers model of TensorFlow.js: `model.json`, and the files of weights in its folder. Its configuration is that
 * of Keras 2, or of Keras 3 where a converter wrote it.
 *
 * @throws DataError if it is malformed, is a graph model, or a file of weights has another size than its manifest says.
 */
export async function readTfjsModel(source: Source): Promise<ModelFile> {
  const { bytes, name: owner } = source;
  const file = readJson(bytes, owner, 'model.json');
  if (!isRecord(file)) throw formatError(owner, 'model.json', 'an object', received(file));
  const { format = 'layers-model', modelTopology: topology = null, weightsManifest: manifest = [] } = file;
  if (format !== 'layers-model') {
    const expected = 'a layers model, because the operations of other models have no layers';
    throw formatError(owner, 'format', expected, received(format));
  }
  if (!isRecord(topology)) throw formatError(owner, 'modelTopology', 'an object', received(topology));
  const arrays = await readManifest(manifest, owner, source.sibling);
  const isOld = !/^[3-9]\./.test(String(topology.keras_version ?? ''));
  // Converters write `model_config` of Keras' own files; TensorFlow.js itself the configuration alone.
  const config = topology.model_config ?? topology;
  const training: Json = topology.training_config ?? file.trainingConfig ?? null;
  return {
    owner,
    config: modernConfig(isOld ? withoutGaps(config) : config, `${owner}: modelTopology`, isOld),
    compileConfig: compileConfigOf(modernConfig(training, `${owner}: trainingConfig`, isOld)),
    keepsPhase: isOld,
    assets: new Map(),
    optimizer: () => [],
    pairs: (model, skipsMismatch) => matchedInAnyOrder(owner, model, arrays, skipsMismatch),
  };
}

/**
 * The configuration without options that are `null`, which TensorFlow.js writes for those that were not given, and those of the
 * cell in an `RNN`, which it writes twice.
 */
function withoutGaps(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (!isRecord(value)) return value;
  const { cell = null } = value;
  const ofCell = isRecord(cell) && isRecord(cell.config ?? null) ? (cell.config as JsonRecord) : {};
  const entries = Object.entries(value).filter(([option, item]) => {
    const isTwice = Object.hasOwn(ofCell, option) && !/^(name|trainable|dtype|batch_input_shape)$/.test(option);
    return !isTwice && (item !== null || option === 'merge_mode');
  });
  return Object.fromEntries(entries.map(([option, item]) => [option, withoutGaps(item)]));
}
