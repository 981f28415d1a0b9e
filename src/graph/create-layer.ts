import type { Behaviour } from './behaviour.js';
import { callLayer, readCall } from './call-layer.js';
import type { AnyLayer } from './layer.js';
import { internals, type LayerInternals } from './layer-internals.js';
import { layerMembers } from './layer-members.js';
import { nextLayerName } from './layer-name.js';

/** What the constructor of every layer takes beside the options of its class. */
export interface LayerOptions<Name extends string = string> {
  /** Names the layer; outputs, losses and data are asked for by it. */
  readonly name?: Name;
  /** Whether training changes the layer's weights; `true` unless given. */
  readonly trainable?: boolean;
}

/** Their names. */
export const generalOptions: readonly (keyof LayerOptions)[] = ['name', 'trainable'];

/**
 * Makes a layer: a function on tensors of the graph, with the members that all layers have.
 *
 * @param members what it can do; models can do more than layers.
 */
export function createLayer(behaviour: Behaviour, options: LayerOptions, members: object = layerMembers): AnyLayer {
  const name = options.name ?? nextLayerName(behaviour.namedAfter ?? behaviour.className);
  const state: LayerInternals = {
    behaviour,
    name,
    nodes: [],
    weights: undefined,
    builtFor: '',
    penalties: [],
    trainable: options.trainable ?? true,
  };
  const layer = (...given: readonly unknown[]) => {
    const { input, options } = readCall(name, behaviour.call?.positional, given);
    return callLayer(layer as unknown as AnyLayer, input, options);
  };
  Object.setPrototypeOf(layer, members);
  Object.defineProperty(layer, 'name', { value: name, enumerable: true });
  Object.defineProperty(layer, internals, { value: state });
  return layer as unknown as AnyLayer;
}

/** Whether a value is a layer. */
export function isLayer(value: unknown): value is AnyLayer {
  return typeof value === 'function' && internals in value;
}
