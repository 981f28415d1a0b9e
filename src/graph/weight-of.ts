import * as tf from '@tensorflow/tfjs-core';
import { receivedName } from '../arguments/names.js';
import { ArgumentError, received, StateError } from '../errors.js';
import type { Shape } from '../types/shape.js';
import { callLayer } from './call-layer.js';
import { createLayer, isLayer } from './create-layer.js';
import type { AnyLayer } from './layer.js';
import { weightsOf } from './layer-state.js';
import type { Program } from './program.js';
import { oneItem } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import { plainValue, type TensorSpec, type Value } from './value.js';
import type { Weight } from './weight.js';

/**
 * A weight of a layer as a tensor of the graph, which operations use as any other: training changes the weight by the gradients of
 * all its uses, and models count it once.
 *
 * The compiler does not know its shape: `ensureShape` states it, and checks it at once.
 *
 * @param layer The layer, which has been called, so that its weights have shapes.
 * @param name The name of the weight, as in the layer's options: `kernel`, `embeddings`.
 * @throws StateError if the layer has no weights yet; ArgumentError if none of them has this name.
 *
 * @example
 * const table = Embedding(10000, 64);
 * const state = LSTM(64)(table(Input([100], { dtype: 'int32' })));
 * const vectors = weightOf(table, 'embeddings').ensureShape([10000, 64]);
 * const scores = ops.matmul(state, ops.transpose(vectors)); // SymbolicTensor<[null, 10000]>
 */
export function weightOf(layer: AnyLayer, name: string): SymbolicTensor<Shape> {
  if (!isLayer(layer)) throw new ArgumentError(`weightOf: layer expects a layer (received ${received(layer)})`);
  const weights = weightsOf(layer);
  if (weights.length === 0) {
    throw new StateError(`weightOf expects a layer that has weights, once it is called (received ${layer.name})`);
  }
  const [weight, ...others] = weights.filter(({ key }) => key === name);
  if (weight === undefined || others.length > 0) {
    const names = [...new Set(weights.map(({ key }) => key))];
    const expected = others.length > 0 ? 'a name that one weight has' : `one of ${names.map(received).join(', ')}`;
    throw new ArgumentError(`weightOf: name expects ${expected} (received ${receivedName(name, names)})`);
  }
  // It has no inputs, and one output.
  return callLayer(createLayer(weightProgram(layer, weight), {}), []) as SymbolicTensor;
}

/** A layer around another one, whose weights count as its own. */
function weightProgram(layer: AnyLayer, weight: Weight): Program {
  const { shape, dtype } = weight;
  return Object.freeze<Program>({
    kind: 'operation',
    className: 'WeightOf',
    package: 'tupleflow',
    configuration: Object.freeze({ layer, name: weight.key }),
    layers: Object.freeze([layer]),
    callArguments: {},
    acceptsStrings: false,
    infer: () => oneItem<TensorSpec>({ shape, dtype }),
    weights: () => ({}),
    // A copy, because tensors between layers are freed once they are used.
    run: (_, { updates }) => oneItem<Value>(plainValue(tf.clone(updates.read(weight)))),
  });
}
