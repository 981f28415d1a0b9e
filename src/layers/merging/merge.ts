import * as tf from '@tensorflow/tfjs-core';
import { callLayer } from '../../graph/call-layer.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import type { AnyLayer, CheckedCall, Output } from '../../graph/layer.js';
import type { IsReported, Place, Returned } from '../../graph/reported.js';
import type { Structure } from '../../graph/structure.js';
import { type AnyTensor, isTensor } from '../../graph/tensor-kinds.js';
import { type Broadcast, broadcast, padded } from '../../types/broadcast.js';
import { type CommonType, commonType, type DType } from '../../types/dtype.js';
import { type NotAList, tensorList } from '../../types/mismatch.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** A mask of steps as one of elements. */
export function maskOfElements(mask: tf.Tensor, input: tf.Tensor): tf.Tensor {
  return tf.broadcastTo(tf.expandDims(mask, -1), input.shape as [number]);
}

/**
 * Merges inputs one after the other by an operation that no value leaves as it is: where one of two does not count, the other
 * takes its place.
 */
export function mergeWhatCounts(
  inputs: readonly tf.Tensor[],
  masks: readonly (tf.Tensor | null)[],
  operation: (left: tf.Tensor, right: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const [first, ...others] = inputs as readonly [tf.Tensor, ...tf.Tensor[]];
  const wholes = masks.map((mask, index) => mask && maskOfElements(mask, inputs[index] as tf.Tensor));
  let output = first;
  let outputMask = wholes[0] ?? null;
  for (const [index, other] of others.entries()) {
    const mask = wholes[index + 1] ?? null;
    const right = mask === null ? other : tf.where(mask, other, output);
    const left = outputMask === null ? output : tf.where(outputMask, output, right);
    outputMask = mask === null || outputMask === null ? null : tf.logicalOr(outputMask, mask);
    // Gradients of `tf.maximum` and its like do not know of sizes that are repeated.
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(left.shape, right.shape) as [number];
    output = operation(tf.broadcastTo(left, shape), tf.broadcastTo(right, shape));
  }
  return output;
}

/** Inputs merged element by element; `Count` of them where the operation takes so many. */
export interface MergeShape<Operation extends string, Count extends number = number> extends ShapeFunction {
  readonly signature: '[(...), (...), ...] → (...)';
  readonly parameters: [Operation, Count];
  readonly structured: false;
  readonly output: MergeOutput<this['input'], Operation, Count>;
  readonly outputType: CommonType<this['inputType']>;
}

export type MergeOutput<Input, Operation extends string, Count extends number> = [Input] extends [readonly []]
  ? NotAList<Operation, Expected<Count>, Input>
  : [Input] extends [readonly (readonly unknown[])[]]
    ? [Input['length']] extends [Count]
      ? Broadcast<Input, Operation>
      : [number] extends [Input['length']]
        ? Shape
        : NotAList<Operation, Expected<Count>, Input>
    : NotAList<Operation, Expected<Count>, Input>;

type Expected<Count extends number> = number extends Count ? 'a list of tensors' : `a list of ${Count} tensors`;

function mergeOutput(inputs: readonly Shape[], operation: string, count?: number): Shape {
  const expected = count === undefined ? 'a list of tensors' : `a list of ${count} tensors`;
  return broadcast(tensorList(operation, expected, inputs, count), operation);
}

/** The definition of a layer that merges its inputs element by element. */
export interface MergeDefinition {
  /** The name of its class: `Add`. */
  readonly name: string;
  /** What it does, as messages say it: `add`. */
  readonly operation: string;
  /** The number of inputs, where it is not any. */
  readonly count?: number;
  /** The element type that comes out, which the inputs are cast to. The default is that which they have in common. */
  readonly type?: (types: readonly DType[]) => DType;
  /** Merges tensors of one rank and one element type; each has the mask of the same place. */
  readonly combine: (inputs: readonly tf.Tensor[], masks: readonly (tf.Tensor | null)[]) => tf.Tensor;
}

/**
 * Defines a class of layers that merge their inputs element by element, as those do whose rule is {@link MergeShape}.
 *
 * A step of the output counts where it counts in some input; where an input has no mask, the output has none.
 */
export function defineMerge(definition: MergeDefinition): LayerConstructor<object> {
  const { name, operation, count, type = commonType, combine } = definition;
  return defineLayer({
    name,
    ruleName: operation,
    configure: () => ({}),
    shape: (inputs: readonly Shape[]) => mergeOutput(inputs, operation, count),
    type,
    forward: (inputs, _weights, _configuration, { mask }) => {
      // Sizes that were open in the graph are known now, and may not match.
      const { length: rank } = mergeOutput(
        inputs.map(({ shape }) => shape),
        operation,
        count,
      );
      const dtype = type(inputs.map((input) => input.dtype as DType));
      const aligned = inputs.map((input) => {
        const cast = input.dtype === dtype ? input : tf.cast(input, dtype);
        return cast.rank === rank ? cast : tf.reshape(cast, padded(cast.shape, rank) as number[]);
      });
      return combine(aligned, mask);
    },
    mask: (masks) => {
      const [first, ...others] = masks.filter((mask) => mask !== null);
      return first === undefined || others.length + 1 < masks.length ? null : others.reduce(tf.logicalOr, first);
    },
  });
}

/** A layer that merges, as a function of tensors. */
export type MergeFunction<Rule extends ShapeFunction> = <const Given, const Name extends string = string, At = Place>(
  /** The tensors to merge, a list or a record, whose shapes are broadcast. */
  inputs: CheckedCall<Rule, Given>,
  options?: LayerOptions<Name>,
) => Returned<Output<Rule, Given, Name, IsReported<Given, At>>>[keyof At];

/** Makes a layer and calls it. Tensors one after the other are no list: the layer says so. */
export function callMerge<Options extends LayerOptions>(
  makeLayer: (options?: Options) => AnyLayer,
  inputs: Structure<AnyTensor>,
  options: Options | undefined,
): Structure<AnyTensor> {
  return isTensor(options) ? callLayer(makeLayer(), inputs, options as object) : callLayer(makeLayer(options), inputs);
}

/** The function of tensors that makes a layer and calls it. */
export function mergeFunction<Rule extends ShapeFunction>(
  makeLayer: (options?: LayerOptions) => AnyLayer,
): MergeFunction<Rule> {
  const merge = (inputs: Structure<AnyTensor>, options?: LayerOptions) => callMerge(makeLayer, inputs, options);
  // The type checks the inputs by the rule of the layer, which does the same at run time.
  return merge as unknown as MergeFunction<Rule>;
}
