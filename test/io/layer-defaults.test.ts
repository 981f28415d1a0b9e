import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { Json, JsonRecord } from '../../src/io/keras-config.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';

const file = new URL('../golden/layer_defaults.json', import.meta.url);
const defaults = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, JsonRecord>>;

/** What is no option of ours: how Keras quantizes, and what it has found out by itself. */
const left = ['quantization_config', 'build_config', 'dtype', 'name'];

/** A configuration without what is left out, and without the difference between a whole number and a fraction. */
function comparable<Value extends Json>(value: Value): Value;
function comparable(value: Json): Json {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !left.includes(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, comparable(item as Json)]));
}

describe("Keras' configuration of a layer", () => {
  it.each(Object.entries(defaults))('%s goes in, and comes out as it was', (className, config) => {
    const layer = fromKerasConfig({ module: 'keras.layers', class_name: className, config: comparable(config) });
    const written = toKerasConfig(layer);
    expect(written).toMatchObject({ module: 'keras.layers', class_name: className, registered_name: null });
    expect(comparable(written.config)).toEqual(comparable(config));
  });
});
