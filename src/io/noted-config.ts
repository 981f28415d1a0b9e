import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { isRecord, type Json, type JsonRecord, type KerasConfig } from './keras-config.js';

/*
 * Blocks are functional models to Keras. What they are here stands in a note besides the model, which Keras does not read: the
 * class and its options, in which layers of the model are called by their names.
 */

/** The key of the note. */
export const noteKey = 'tupleflow';

/** A configuration with a note. */
export interface NotedConfig {
  readonly [noteKey]: KerasConfig;
}

const layerClass = '__layer__';

/** A layer of the functional model, in a note. */
export function notedLayer(name: string): JsonRecord {
  return { class_name: layerClass, config: name };
}

/** The note of a configuration; `null` where there is none. */
export function noteOf(value: Json): Json {
  return isRecord(value) && value.class_name === 'Functional' ? (value[noteKey] ?? null) : null;
}

/** The layers of a functional model by name, each of which is made once, when its name is met. */
export class NotedLayers {
  readonly #configs = new Map<string, { readonly config: JsonRecord; readonly path: string }>();
  readonly #made = new Map<string, AnyLayer>();

  constructor(model: JsonRecord, path: string) {
    const { layers } = isRecord(model.config ?? null) ? (model.config as JsonRecord) : {};
    for (const [index, layer] of (Array.isArray(layers) ? layers : []).entries()) {
      if (!isRecord(layer) || !isRecord(layer.config ?? null)) continue;
      const name = String(layer.name ?? (layer.config as JsonRecord).name);
      this.#configs.set(name, { config: layer, path: `${path}.config.layers[${index}]` });
    }
  }

  /**
   * The layer that stands for a value in a note; `undefined` where the value is something else.
   *
   * @throws DataError if the model has no layer of the name.
   */
  layerAt(value: JsonRecord, path: string, make: (config: JsonRecord, path: string) => AnyLayer): AnyLayer | undefined {
    const { class_name: className, config: name } = value;
    if (className !== layerClass || typeof name !== 'string') return undefined;
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const found = this.#configs.get(name);
    if (found === undefined) {
      throw new DataError(`${path} expects a layer of the model (received ${received(name)})`);
    }
    // A layer in whose own configuration its name is met again is met without end.
    this.#configs.delete(name);
    const layer = make(found.config, found.path);
    this.#made.set(name, layer);
    return layer;
  }
}
