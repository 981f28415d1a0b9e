import { ArgumentError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { KerasConfig } from './keras-config.js';

/** Keras' configuration of an operation, a node of a graph. */
export function operationConfig(layer: AnyLayer): KerasConfig {
  throw new ArgumentError(
    `toKerasConfig expects a layer; operations are not written yet (received ${layer.className})`,
  );
}
