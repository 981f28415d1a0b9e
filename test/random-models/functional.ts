import type * as tf from '@tensorflow/tfjs-core';
import {
  type AnyLayer,
  type DType,
  fromKerasConfig,
  Input,
  type JsonRecord,
  type KerasConfig,
  Model,
  Sequential,
  type SymbolicTensor,
} from 'tupleflow';
import { expect } from 'vitest';

/** The layer, the call of it, and the output of the call that a tensor is. */
type History = readonly [layer: string, call: number, output: number];

/** One tensor, a list of tensors, or tensors by name. */
type Tensors = History | readonly History[] | { readonly [name: string]: History };

/** A call as Keras writes it: each tensor in it is a `__keras_tensor__`. */
interface Call {
  readonly args: readonly unknown[];
  readonly kwargs: { readonly [name: string]: unknown };
}

/** A layer as Keras writes it into a functional model. */
interface LayerConfig extends KerasConfig {
  readonly inbound_nodes: readonly Call[];
}

/** Keras' configuration of a functional model. */
export interface FunctionalConfig {
  readonly name: string;
  readonly layers: readonly LayerConfig[];
  readonly input_layers: Tensors;
  readonly output_layers: Tensors;
}

/** A model whose shapes the compiler cannot know, for they are read from a file: its data is not checked either. */
export interface UncheckedModel extends AnyLayer {
  compile(options: object): void;
  fit(x: unknown, y: unknown, options: object): Promise<{ readonly history: { readonly [name: string]: number[] } }>;
  evaluate(x: unknown, y: unknown, options: object): Promise<{ readonly [name: string]: number }>;
  predictOnBatch(x: unknown): Promise<tf.Tensor | tf.Tensor[] | { readonly [name: string]: tf.Tensor }>;
  trainOnBatch(x: unknown, y: unknown): Promise<{ readonly [name: string]: number }>;
}

/** A model, and its layers by the names that Keras gave them. */
export interface Functional {
  readonly model: UncheckedModel;
  readonly layers: ReadonlyMap<string, AnyLayer>;
}

// Calls of layers and models that the compiler knows nothing of.
type UncheckedCall = (...given: readonly unknown[]) => unknown;
const makeModel = Model as unknown as (options: object) => UncheckedModel;
const makeSequential = Sequential as unknown as (layers: readonly unknown[]) => AnyLayer;

/** The tensors so far by their history: `dense,0,0`. */
type Known = Map<string, SymbolicTensor>;

/**
 * Builds the model of Keras' configuration of a functional model.
 *
 * The shape of each tensor that is given to a layer has to be the one that Keras wrote. Masks in calls, and the operations
 * that compute them, are left out: masks follow from the layers.
 */
export function buildFunctional({
  name,
  layers: described,
  input_layers,
  output_layers,
}: FunctionalConfig): Functional {
  const layers = new Map<string, AnyLayer>();
  const known: Known = new Map();
  const waiting: { readonly name: string; readonly index: number; readonly call: Call }[] = [];
  for (const layer of described) {
    const layerName = layer.config.name as string;
    if (layer.class_name === 'InputLayer') known.set(`${layerName},0,0`, inputOf(layer.config));
    else if (!layer.module?.includes('.ops.')) {
      layers.set(layerName, layerOf(layer));
      waiting.push(...layer.inbound_nodes.map((call, index) => ({ name: layerName, index, call })));
    }
  }
  while (waiting.length > 0) {
    // The first call whose inputs are there; the calls of one layer stand in their order.
    const next = waiting.findIndex(
      ({ name, call }, place) =>
        isReady([call.args, withoutMask(call)], known) && waiting.findIndex((other) => other.name === name) === place,
    );
    const [found] = waiting.splice(next, 1);
    if (next === -1 || found === undefined) throw new Error(`${name} has a call whose inputs are nowhere`);
    const outputs = callLayer(layers.get(found.name) as AnyLayer, found.call, known);
    for (const [output, tensor] of outputs.entries()) known.set(`${found.name},${found.index},${output}`, tensor);
  }
  const inputs = tensorsAt(input_layers, known);
  const outputs = tensorsAt(output_layers, known);
  return { model: makeModel({ inputs, outputs, name }), layers };
}

function inputOf({ batch_shape, dtype, name }: JsonRecord): SymbolicTensor {
  const [batchSize, ...shape] = batch_shape as readonly (number | null)[];
  return Input(shape, { batchSize: batchSize as number | null, dtype: dtype as DType, name: name as string });
}

function layerOf(layer: KerasConfig): AnyLayer {
  if (layer.class_name === 'Functional') return buildFunctional(layer.config as unknown as FunctionalConfig).model;
  if (layer.class_name !== 'Sequential') return fromKerasConfig({ ...layer, module: 'keras.layers' });
  const items = layer.config.layers as unknown as readonly KerasConfig[];
  return makeSequential(items.map((item) => (item.class_name === 'InputLayer' ? inputOf(item.config) : layerOf(item))));
}

/** Calls a layer as Keras did; the outputs in Keras' order, which is that of their names where they have some. */
function callLayer(layer: AnyLayer, call: Call, known: Known): readonly SymbolicTensor[] {
  const options = Object.entries(withoutMask(call)).map(([name, value]) => [
    camelCase(name),
    withTensors(value, known),
  ]);
  const made = (layer as unknown as UncheckedCall)(
    ...call.args.map((value) => withTensors(value, known)),
    Object.fromEntries(options),
  );
  if (isTensor(made)) return [made];
  const entries = Object.entries(made as { readonly [name: string]: SymbolicTensor });
  return (Array.isArray(made) ? entries : entries.sort(([left], [right]) => (left < right ? -1 : 1))).map(
    ([, tensor]) => tensor,
  );
}

function withoutMask({ kwargs: { mask, training, ...kwargs } }: Call): Call['kwargs'] {
  return kwargs;
}

/** A tensor as Keras writes it into a call. */
function historyOf(
  value: unknown,
): { readonly keras_history: History; readonly shape: readonly (number | null)[] } | null {
  const { class_name: name, config } = (value ?? {}) as { readonly class_name?: unknown; readonly config?: unknown };
  return name === '__keras_tensor__' ? (config as ReturnType<typeof historyOf>) : null;
}

function isReady(value: unknown, known: Known): boolean {
  const tensor = historyOf(value);
  if (tensor !== null) return known.has(`${tensor.keras_history}`);
  return typeof value !== 'object' || value === null || Object.values(value).every((item) => isReady(item, known));
}

/** The arguments of a call, with tensors of this graph for Keras'. */
function withTensors(value: unknown, known: Known): unknown {
  if (Array.isArray(value)) return value.map((item) => withTensors(item, known));
  const tensor = historyOf(value);
  if (tensor === null) return value;
  const found = known.get(`${tensor.keras_history}`) as SymbolicTensor;
  expect(found.shape, `shape of ${tensor.keras_history}`).toEqual(tensor.shape);
  return found;
}

/** The inputs or outputs of a model. */
function tensorsAt(at: Tensors, known: Known): unknown {
  if (!Array.isArray(at))
    return Object.fromEntries(Object.entries(at).map(([name, one]) => [name, tensorsAt(one, known)]));
  return typeof at[0] === 'string' ? known.get(`${at}`) : at.map((one) => tensorsAt(one, known));
}

function isTensor(value: unknown): value is SymbolicTensor {
  return typeof value === 'object' && value !== null && 'producer' in value;
}

/** `initialState` for `initial_state`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
