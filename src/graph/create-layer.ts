import { checkBoolean, checkIsObject } from '../arguments/options.js';
import { ArgumentError, GraphError, received } from '../errors.js';
import { callLayer, readCall } from './call-layer.js';
import type { AnyLayer } from './layer.js';
import { layerMembers } from './layer-members.js';
import { initialState, internals, type LayerInternals } from './layer-state.js';
import type { Program } from './program.js';

/** How many layers of each name have been created; the name of the next one ends in this number. */
const counts = new Map<string, number>();

/** `max_pooling2d` for `MaxPooling2D`: the name that Keras derives from a class. */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The next name of a class: `dense`, `dense_1`, ... */
export function nextLayerName(className: string): string {
  const name = snakeCase(className);
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return count === 0 ? name : `${name}_${count}`;
}

/**
 * Restarts the numbers in layers' names, as in a new program.
 *
 * @example
 * clearSession();
 * Dense(1).name; // 'dense'
 */
export function clearSession(): void {
  counts.clear();
}

/** The options of every layer besides those of its class. */
export interface LayerOptions<Name extends string = string> {
  /**
   * The name of the layer, by which outputs, losses and data are addressed. The default is the name of the class in
   * snake case, with a number from the second on: `dense`, `dense_1`.
   */
  readonly name?: Name;
  /** Whether training updates the weights of the layer. The default is `true`. */
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

/** @throws ArgumentError if options are not an object, or those of every layer are wrong. */
export function checkGeneralOptions(owner: string, options: LayerOptions): void {
  checkIsObject(owner, options);
  const { name = null, trainable = true } = options;
  if (name !== null && (typeof name !== 'string' || name === '')) {
    throw new ArgumentError(`${owner}: name expects a string that is not empty (received ${received(name)})`);
  }
  checkBoolean(`${owner}: trainable`, trainable);
}

/** Layers that follow one another, if there are some, and different ones have different names. */
export function checkNames(owner: string, layers: readonly AnyLayer[]): readonly AnyLayer[] {
  if (layers.length === 0) throw new GraphError(`${owner} expects at least one layer (received none)`);
  const names = new Map<string, AnyLayer>();
  for (const layer of layers) {
    const other = names.get(layer.name);
    if (other !== undefined && other !== layer) {
      throw new GraphError(`${owner} expects its layers to have different names (received '${layer.name}' twice)`);
    }
    names.set(layer.name, layer);
  }
  return layers;
}

/** Whether a value is a layer. */
export function isLayer(value: unknown): value is AnyLayer {
  return typeof value === 'function' && internals in value;
}

/** @throws ArgumentError if a value is no layer, and so no model. */
export function checkIsLayer(owner: string, value: unknown): void {
  if (!isLayer(value)) throw new ArgumentError(`${owner} expects a layer or a model (received ${received(value)})`);
}

/** Whether a layer can be copied: a model cannot, nor a block that does not define how. */
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
