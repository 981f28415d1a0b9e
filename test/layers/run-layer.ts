import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../../src/graph/layer.js';
import { runGraph } from '../../src/graph/run-graph.js';
import { withUpdates } from '../../src/graph/state-updates.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { topology } from '../../src/graph/topology.js';
import { tensorsIn, type Value } from '../../src/graph/value.js';
import { Input } from '../../src/layers/core/input.js';
import type { DType } from '../../src/types/dtype.js';

/** How a graph is run in a test. */
export interface RunOptions {
  readonly training?: boolean;
  /** The mask of each tensor that is fed; none unless given. */
  readonly masks?: readonly (tf.Tensor | null)[];
  /** Whether values may be read from the device to check them, as they are not inside a step; `true` unless given. */
  readonly mayRead?: boolean;
  /** Gets what activity regularizers add to the loss. */
  readonly penalties?: tf.Scalar[];
}

/** What one tensor of the graph or a list of them is in the type of a layer that tests know nothing of. */
export type Call = (
  input: SymbolicTensor | readonly SymbolicTensor[],
  options?: object,
) => SymbolicTensor | SymbolicTensor[];

/** The values of `outputs`, with their masks, for the values of `inputs`. */
export function runOutputs(
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  feeds: readonly tf.Tensor[],
  { training = false, masks = [], mayRead = true, penalties = [] }: RunOptions = {},
): readonly Value[] {
  let seed = 0;
  const values: Value[] = [];
  tf.tidy(() => {
    const fed = feeds.map((tensor, index) => ({ tensor, mask: masks[index] ?? null, logits: null }));
    const penalize = (penalty: tf.Scalar) => penalties.push(penalty);
    withUpdates((updates) => {
      const run = {
        training,
        isFrozen: false,
        freesEarly: false,
        checked: new Set<never>(),
        mayRead,
        updates,
        seed: () => ++seed,
        penalize,
      };
      values.push(...runGraph(topology('test', inputs, outputs), inputs, outputs, fed, run));
    });
    return [...values.flatMap(tensorsIn), ...penalties];
  });
  return values;
}

/** A layer's output for one tensor, on inputs of just its shape but for the batch. */
export function runLayer(
  layer: AnyLayer,
  input: tf.Tensor,
  { batchSize = null, ...options }: RunOptions & { readonly batchSize?: number | null } = {},
): tf.Tensor {
  const symbolic: SymbolicTensor = Input(input.shape.slice(1), { dtype: input.dtype as DType, batchSize });
  const output = (layer as unknown as Call)(symbolic) as SymbolicTensor;
  return (runOutputs([symbolic], [output], [input], options)[0] as Value).tensor;
}
