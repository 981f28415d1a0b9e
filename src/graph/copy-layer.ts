import { createLayer } from './create-layer.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-internals.js';

/** Whether a layer can be copied: one that is made of layers cannot, unless these are its cells. */
export function isCopied(layer: AnyLayer): boolean {
  return layer[internals].behaviour.remade !== undefined;
}

/** A layer of the same class and with the same options but for `changes`; its weights and states are its own. */
export function copyLayer(layer: AnyLayer, name: string, changes: Readonly<Record<string, unknown>> = {}): AnyLayer {
  const { behaviour, trainable } = layer[internals];
  return createLayer(behaviour.remade?.(changes) ?? behaviour, { name, trainable }, Object.getPrototypeOf(layer));
}
