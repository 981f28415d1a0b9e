import { createLayer } from './create-layer.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-state.js';

/** Whether a layer can be copied: a model cannot, nor a block that does not say how. */
export function isCopied(layer: AnyLayer): boolean {
  return layer[internals].program.with !== undefined;
}

/** A layer of the same class and with the same options but for `changes`; its weights and states are its own. */
export function copyLayer(layer: AnyLayer, name: string, changes: Readonly<Record<string, unknown>> = {}): AnyLayer {
  const { program, state } = layer[internals];
  return createLayer(
    program.with?.(changes) ?? program,
    { name, trainable: state.trainable },
    Object.getPrototypeOf(layer),
  );
}
