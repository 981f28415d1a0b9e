import type { AnyLayer } from './layer.js';
import { internals } from './layer-internals.js';

/** Makes a layer, and those that it is made of, forget what they keep from batch to batch. */
export function resetState(layer: AnyLayer): void {
  const { behaviour } = layer[internals];
  behaviour.resetState?.();
  for (const inner of behaviour.layers) resetState(inner);
}
