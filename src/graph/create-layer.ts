import { checkIsObject } from '../arguments/known-options.js';
import { ArgumentError, received } from '../errors.js';
import { callLayer, readCall } from './call-layer.js';
import type { AnyLayer } from './layer.js';
import { layerMembers } from './layer-members.js';
import { nextLayerName } from './layer-name.js';
import { checkTrainable, initialState, internals, type LayerInternals } from './layer-state.js';
import type { Program } from './program.js';

/** The options that every layer takes besides those of its class. */
export interface LayerOptions<Name extends string = string> {
  /** Names the layer; outputs, losses and data are asked for by it. */
  readonly name?: Name;
  /** Whether training changes the layer's weights; `true` unless given. */
  readonly trainable?: boolean;
}

/** Their names. */
export const generalOptions: readonly (keyof LayerOptions)[] = ['name', 'trainable'];

/**
 * Makes a layer of a program: a function on tensors of the graph, with the members that all layers have.
 *
 * @param members the members of the layer; models have more than layers.
 */
export function createLayer(program: Program, options: LayerOptions, members: object = layerMembers): AnyLayer {
  checkGeneralOptions(program.className, options);
  const name = options.name ?? nextLayerName(program.baseName ?? program.className);
  const layer = (...given: readonly unknown[]) => {
    const { input, options: callOptions } = readCall(name, program.callArguments.positional, given);
    return callLayer(layer as unknown as AnyLayer, input, callOptions);
  };
  const own: LayerInternals = { program, name, nodes: [], state: initialState(program, options.trainable ?? true) };
  Object.setPrototypeOf(layer, members);
  Object.defineProperty(layer, 'name', { value: name, enumerable: true });
  Object.defineProperty(layer, 'kind', { value: 'layer', enumerable: true });
  Object.defineProperty(layer, internals, { value: own });
  return layer as unknown as AnyLayer;
}

/** @throws ArgumentError if options are no object, or those that every layer takes are wrong. */
export function checkGeneralOptions(owner: string, options: LayerOptions): void {
  checkIsObject(owner, options);
  const { name = null, trainable = true } = options;
  if (name !== null && (typeof name !== 'string' || name === '')) {
    throw new ArgumentError(`${owner}: name expects a string that is not empty (received ${received(name)})`);
  }
  checkTrainable(owner, trainable);
}

/** Whether a value is a layer. */
export function isLayer(value: unknown): value is AnyLayer {
  return typeof value === 'function' && internals in value;
}
