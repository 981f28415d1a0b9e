import { entryOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { Input } from '../layers/core/input.js';
import type { DType } from '../types/dtype.js';
import type { Dimension } from '../types/shape.js';
import { graphConfig, isFunctional, type LayerEntry, referencesIn } from './graph-config.js';
import { isRecord, type Json, type JsonRecord, misshapen } from './keras-config.js';
import { noteKey } from './noted-config.js';

/** The element types of inputs by their names in Keras, whose wider integers are not there on all backends. */
const types: Readonly<Record<string, DType>> = {
  float16: 'float32',
  bfloat16: 'float32',
  float32: 'float32',
  float64: 'float32',
  int8: 'int32',
  uint8: 'int32',
  int16: 'int32',
  int32: 'int32',
  int64: 'int32',
  uint32: 'int32',
  bool: 'bool',
  string: 'string',
};

/**
 * The input that Keras' configuration of an `InputLayer` describes.
 *
 * @param isIndex whether only layers that look something up read it: such an input is an integer, whatever the file says.
 */
export function inputLayer(layer: JsonRecord, path: string, isIndex: boolean): SymbolicTensor {
  const { config = null, name: given } = layer;
  if (!isRecord(config)) throw misshapen(`${path}.config`, 'an object', config);
  const { batch_shape: shape = null, dtype = 'float32', name = given ?? null } = config;
  for (const option of ['sparse', 'ragged', 'optional']) {
    if (config[option] !== true) continue;
    throw new ArgumentError(`${path}.config.${option} expects false (received true)`);
  }
  if (!isSizes(shape) || shape.length === 0)
    throw misshapen(`${path}.config.batch_shape`, 'the sizes of all axes', shape);
  if (typeof name !== 'string') throw misshapen(`${path}.config.name`, 'the name of the input', name);
  const type = typeOf(dtype);
  const known = entryOf(types, type);
  if (known === undefined) {
    throw new ArgumentError(
      `${path}.config.dtype expects one of ${Object.keys(types).join(', ')} (received ${received(type)})`,
    );
  }
  const [batchSize = null, ...sizes] = shape;
  return Input(withNames(sizes, layer[noteKey] ?? null), {
    name,
    batchSize,
    dtype: isIndex && known === 'float32' ? 'int32' : known,
  });
}

/** Sizes with the names of those that are open, which a note has of a file of the library's own. */
function withNames(sizes: readonly (number | null)[], note: Json): readonly Dimension[] {
  const names = isRecord(note) && Array.isArray(note.shape) ? note.shape.slice(1) : [];
  return sizes.map((size, axis) => {
    const name = names[axis];
    return size === null && typeof name === 'string' ? name : size;
  });
}

/** The name of a type, which Keras also writes as a policy. */
function typeOf(dtype: Json): string {
  const name = isRecord(dtype) && isRecord(dtype.config ?? null) ? (dtype.config as JsonRecord).name : dtype;
  return String(name);
}

function isSizes(value: Json): value is readonly (number | null)[] {
  return (
    Array.isArray(value) &&
    value.every((size) => size === null || (typeof size === 'number' && Number.isSafeInteger(size)))
  );
}

/** Whether all calls that read an input look up what it holds. */
export function readsIntegers(input: LayerEntry, layers: readonly LayerEntry[]): boolean {
  const readers = layers.filter(({ calls }) =>
    calls.some(({ args, named }) => referencesIn([args, named]).some(({ layer }) => layer === input.name)),
  );
  return readers.length > 0 && readers.every(({ config, path }) => looksUp(config, path));
}

/** Whether a layer takes integers: an embedding, or what begins with one. */
function looksUp({ class_name: name, config }: JsonRecord, path: string): boolean {
  if (name === 'Embedding') return true;
  if (!isRecord(config)) return false;
  if (name === 'TimeDistributed') return isRecord(config.layer ?? null) && looksUp(config.layer as JsonRecord, path);
  if (name === 'Sequential') {
    const first = layersIn(config, `${path}.config`).find((layer) => layer.class_name !== 'InputLayer');
    return first !== undefined && looksUp(first, path);
  }
  if (typeof name !== 'string' || !isFunctional(name)) return false;
  const { layers } = graphConfig(config, path);
  const inputs = layers.filter(({ className }) => className === 'InputLayer');
  return inputs.length === 1 && inputs.every((input) => readsIntegers(input, layers));
}

/** The layers in the configuration of a sequential model. */
export function layersIn({ layers = [] }: JsonRecord, path: string): readonly JsonRecord[] {
  if (!Array.isArray(layers)) throw misshapen(`${path}.layers`, 'a list of layers', layers);
  return layers.map((layer, index) => {
    if (isRecord(layer)) return layer;
    throw misshapen(`${path}.layers[${index}]`, 'an object with class_name and config', layer);
  });
}

/** The input of a sequential model: its first layer, or the shape that it was built for; `undefined` where it has none. */
export function sequentialInput(config: JsonRecord, path: string): SymbolicTensor | undefined {
  const [first, second] = layersIn(config, path);
  if (first === undefined) return undefined;
  if (first.class_name === 'InputLayer') {
    return inputLayer(first, `${path}.layers[0]`, second !== undefined && looksUp(second, path));
  }
  const { build_input_shape: shape = null, name = null } = config;
  if (shape === null) return undefined;
  const input = { config: { batch_shape: shape, name: `${name ?? 'sequential'}_input` } };
  return inputLayer(input, `${path}.build_input_shape`, looksUp(first, path));
}
