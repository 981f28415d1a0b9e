import { entryOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';
import { tfjsActivations, tfjsLayers, tfjsObjects } from './tfjs-classes.js';
import { oldGraph } from './to-keras-2-graph.js';

/** Options that say nothing in TensorFlow.js: how Keras computes, and what is in the layer anyway. */
const unwritten =
  /^(backward_layer|build_input_shape|lora_rank|optional|quantization_config|ragged|synchronized|use_cudnn)$/;

/**
 * The configuration of a layer or model of Keras 3 in Keras 2's form, as TensorFlow.js reads it.
 *
 * @throws ArgumentError that names a layer which TensorFlow.js does not have, or does not have with one of its options.
 */
export function oldConfig(layer: JsonRecord, owner: string): JsonRecord {
  const { class_name: className, config } = layer;
  const options = isRecord(config) ? config : {};
  const name = typeof className === 'string' ? className : String(className);
  const place = `${owner}: ${received(options.name ?? layer.name ?? name)}`;
  const rule = entryOf(tfjsLayers, name);
  if (rule === undefined) {
    throw new ArgumentError(`${place} expects a layer that TensorFlow.js has (received ${name})`);
  }
  if (name === 'Bidirectional') checkBackward(options, place);
  const { only = {}, never = {}, renamed = {} } = rule;
  const entries = Object.entries(options).flatMap(([option, value]): readonly (readonly [string, Json])[] => {
    if (option === 'dtype') return [[option, name === 'InputLayer' ? value : 'float32']];
    if (unwritten.test(option)) return [];
    if (value !== null && value === entryOf(never, option)) {
      throw new ArgumentError(`${place} expects another ${option} in TensorFlow.js (received ${received(value)})`);
    }
    if (Object.hasOwn(only, option)) {
      if (value === only[option] || value === null) return option === 'reset_after' ? [[option, value]] : [];
      throw new ArgumentError(
        `${place} expects ${option} of ${only[option]} in TensorFlow.js (received ${received(value)})`,
      );
    }
    return [[entryOf(renamed, option) ?? option, oldValue(option, value, `${place}: ${option}`, owner)]];
  });
  const old = Object.fromEntries(entries);
  return { class_name: name, config: name === 'Functional' ? oldGraph(old, owner) : old };
}

function oldValue(option: string, value: Json, place: string, owner: string): Json {
  if (/(^|_)activation$/.test(option)) return oldActivation(value, place);
  if (option === 'layers' && Array.isArray(value)) {
    return value.map((layer) => (isRecord(layer) ? { ...layer, ...oldConfig(layer, owner) } : layer));
  }
  if (option === 'cells' && Array.isArray(value)) {
    return value.map((cell) => (isRecord(cell) ? oldConfig(cell, owner) : cell));
  }
  if ((option === 'layer' || option === 'cell') && isRecord(value)) return oldConfig(inside(value), owner);
  if (/_(initializer|regularizer|constraint)$/.test(option) && isRecord(value)) return oldObject(option, value, place);
  return value;
}

/**
 * A layer inside another one. `Bidirectional` puts `forward_` before the name of its layer, and sets the outputs of masked steps
 * to zero by itself, which Keras says in the layer.
 */
function inside(layer: JsonRecord): JsonRecord {
  const { zero_output_for_mask: _, ...config } = isRecord(layer.config ?? null) ? (layer.config as JsonRecord) : {};
  return { ...layer, config: { ...config, name: String(config.name).replace(/^forward_/, '') } };
}

function oldActivation(value: Json, place: string): Json {
  if (value === null) return null;
  const name = isRecord(value) ? value.registered_name : value;
  const known = typeof name === 'string' ? entryOf(tfjsActivations, name) : undefined;
  if (known !== undefined) return known;
  throw new ArgumentError(`${place} expects an activation that TensorFlow.js has (received ${received(name)})`);
}

/** An initializer, a regularizer or a constraint. Of initializers, only the weights that they have made matter. */
function oldObject(option: string, { class_name: name, config }: JsonRecord, place: string): Json {
  const known = typeof name === 'string' ? entryOf(tfjsObjects, name) : undefined;
  const options = isRecord(config) ? config : {};
  if (known === undefined) {
    if (option.endsWith('initializer')) return { class_name: 'Zeros', config: {} };
    throw new ArgumentError(`${place} expects one that TensorFlow.js has (received ${received(name)})`);
  }
  if (name === 'L1') return { class_name: known, config: { l1: options.l1 ?? 0, l2: 0 } };
  if (name === 'L2') return { class_name: known, config: { l1: 0, l2: options.l2 ?? 0 } };
  const { seed: _, distribution, axis, ...rest } = options;
  const [first = 0, ...others] = Array.isArray(axis) ? axis : [axis ?? 0];
  if (others.length > 0)
    throw new ArgumentError(`${place} expects one axis in TensorFlow.js (received ${received(axis)})`);
  return {
    class_name: known,
    config: {
      ...rest,
      ...(axis !== undefined && { axis: first }),
      ...(distribution !== undefined && {
        distribution: distribution === 'untruncated_normal' ? 'normal' : distribution,
      }),
      ...('seed' in options && { seed: null }),
    },
  };
}

/** TensorFlow.js makes the layer that goes backwards from the other one. */
function checkBackward({ layer, backward_layer: backward = null }: JsonRecord, place: string): void {
  if (!isRecord(layer) || !isRecord(backward)) return;
  const essence = ({ class_name, config }: JsonRecord) => {
    const { name: _, go_backwards: __, ...options } = isRecord(config) ? config : {};
    return JSON.stringify([class_name, options]);
  };
  if (essence(layer) === essence(backward)) return;
  throw new ArgumentError(
    `${place} expects one layer for both directions in TensorFlow.js (received another backwardLayer)`,
  );
}
