import * as tf from '@tensorflow/tfjs-core';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import { isLayer, type LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import type { AnyLayer, LayerTaking } from '../../graph/layer.js';
import { dependsOnBatch } from '../../graph/layer-state.js';
import { namedItems, noArguments } from '../../graph/named-arguments.js';
import type { Call, InferContext, RunContext } from '../../graph/program.js';
import { type Flat, mapFlat } from '../../graph/structure.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { TensorSpec, Value } from '../../graph/value.js';
import type { GivenLayer } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { RuleOf, ShapeFunction } from '../../types/shape-function.js';
import { booleans } from '../core/masking.js';
import { checkStepsMask, stepShape, type TimeDistributedShape, timeRestorer } from './time-axis.js';

/** The arguments of a call of {@link TimeDistributed}, besides its input. */
export interface TimeDistributedCallOptions {
  /** The mask of the steps, (batch, time, ...), instead of the mask of the input. */
  readonly mask?: SymbolicTensor;
}

/** The call arguments as the definition declares them. */
const callArguments = { tensors: { mask: 'one' } } as const;

const timeDistributed = defineBlock({
  name: 'TimeDistributed',
  layers: ({ layer }: { readonly layer: AnyLayer }) => ({ layer }),
  call: callArguments,
  infer: (call, context, { layers: { layer } }) => inferSteps(layer, call, context),
  run: (call, context, { layers: { layer } }) => runSteps(layer, withMask(call), context),
});

/**
 * Applies a layer, or a model, to every step of a sequence, with the same weights.
 *
 * Input shape: (batch, time, ...rest). Output shape: that of the layer for (batch, ...rest), with the time axis added again.
 * All steps are run as one large batch, except for layers whose output depends on the whole batch, such as
 * `BatchNormalization` in training, which run step by step.
 *
 * A mask of the steps is passed on with the output; if it has more axes, the layer gets the mask of each step.
 *
 * @example
 * const frames = Input([100, 224, 224, 3]);
 * const encoded = TimeDistributed(Conv2D(64, [3, 3]))(frames); // SymbolicTensor<[null, 100, 222, 222, 64]>
 */
export const TimeDistributed: <const Inner, const Name extends string = string, const Given = object>(
  /** The layer to apply to each step. */
  layer: GivenLayer<'TimeDistributed: layer', 'a layer or a model', Inner>,
  options?: GivenOptions<'TimeDistributed', Given, LayerOptions<Name>>,
) => LayerTaking<TimeDistributedShape<RuleOf<Inner, ShapeFunction>>, TimeDistributedCallOptions, Name> = positionalAs(
  ['layer'],
  (layer, options: LayerOptions = {}) => {
    if (!isLayer(layer)) {
      throw new ArgumentError(`TimeDistributed: layer expects a layer or a model (received ${received(layer)})`);
    }
    const block = timeDistributed<ShapeFunction>({ layer }, options);
    return takingMask(block);
  },
);

/** A block with the type of its class: a layer with the call argument `mask`. */
function takingMask<Taking extends AnyLayer>(block: AnyLayer): Taking {
  return block as Taking;
}

/** The inputs, with the mask of the call if there is one. */
function withMask({ inputs, named }: Call<Value>): Flat<Value> {
  const { mask } = namedItems(callArguments, named, ({ tensor }) => tensor);
  if (mask === null) return inputs;
  // Sizes that were open in the graph are known only now.
  checkStepsMask(
    mask.shape,
    inputs.items.map(({ tensor }) => tensor.shape),
  );
  const counting = booleans(mask);
  return mapFlat(inputs, (value) => ({ ...value, mask: counting }));
}

function inferSteps(layer: AnyLayer, { inputs, named }: Call<TensorSpec>, context: InferContext): Flat<TensorSpec> {
  const steps = mapFlat(inputs, ({ shape, dtype }) => ({ shape: stepShape(shape), dtype }));
  const shapes = inputs.items.map(({ shape }) => shape);
  const withTime = timeRestorer(shapes);
  const outputs = context.infer(layer, { inputs: steps, named: noArguments });
  checkStepsMask(namedItems(callArguments, named, ({ shape }) => shape).mask, shapes);
  return mapFlat(outputs, ({ shape, dtype }) => ({ shape: withTime(shape), dtype }));
}

function runSteps(layer: AnyLayer, inputs: Flat<Value>, context: RunContext): Flat<Value> {
  const mask = maskOfSteps(inputs);
  const outputs =
    context.training && dependsOnBatch(layer) ? oneByOne(layer, inputs, context) : folded(layer, inputs, context);
  return mapFlat(outputs, (value) => ({ ...value, mask: value.mask ?? mask }));
}

/** All steps as one large batch. */
function folded(layer: AnyLayer, inputs: Flat<Value>, context: RunContext): Flat<Value> {
  const [batch, steps] = (inputs.items[0] as Value).tensor.shape as [number, number];
  const fold = (tensor: tf.Tensor) => tf.reshape(tensor, [-1, ...tensor.shape.slice(2)]);
  const unfold = (tensor: tf.Tensor) => tf.reshape(tensor, [batch, steps, ...tensor.shape.slice(1)]);
  return mapFlat(
    context.run(layer, { inputs: mapFlat(inputs, (value) => mapValue(value, fold)), named: noArguments }),
    (value) => mapValue(value, unfold, unfold),
  );
}

/** Each step as a batch of its own, one after the other. */
function oneByOne(layer: AnyLayer, inputs: Flat<Value>, context: RunContext): Flat<Value> {
  const steps = (inputs.items[0] as Value).tensor.shape[1] as number;
  const outputs = Array.from({ length: steps }, (_, step) => {
    const takeStep = (tensor: tf.Tensor) => tf.squeeze(tf.slice(tensor, [0, step], [-1, 1]), [1]);
    return context.run(layer, { inputs: mapFlat(inputs, (value) => mapValue(value, takeStep)), named: noArguments });
  });
  const [first] = outputs as [Flat<Value>];
  const stacked = (pick: (value: Value) => tf.Tensor | null, place: number) => {
    const tensors = outputs.map(({ items }) => pick(items[place] as Value));
    return tensors.every((tensor) => tensor !== null) ? tf.stack(tensors, 1) : null;
  };
  return {
    structure: first.structure,
    items: first.items.map(({ logits }, place) => {
      const input = stacked((value) => value.logits?.tensor ?? null, place);
      return {
        tensor: stacked((value) => value.tensor, place) as tf.Tensor,
        mask: stacked((value) => value.mask, place),
        logits: logits && input && { ...logits, tensor: input },
      };
    }),
  };
}

/** A value with its tensors mapped; a mask of the steps alone is dropped for a single step. */
function mapValue(
  { tensor, mask, logits }: Value,
  map: (tensor: tf.Tensor) => tf.Tensor,
  mapMask = (mask: tf.Tensor) => (mask.rank < 3 ? null : map(mask)),
): Value {
  return {
    tensor: map(tensor),
    mask: mask && mapMask(mask),
    logits: logits && { ...logits, tensor: map(logits.tensor) },
  };
}

/** The mask of the steps; a step counts if any element of its mask does. */
function maskOfSteps({ items }: Flat<Value>): tf.Tensor | null {
  const mask = items.find((item) => item.mask !== null)?.mask ?? null;
  if (mask === null || mask.rank < 3) return mask;
  return tf.any(tf.reshape(mask, [mask.shape[0] as number, mask.shape[1] as number, -1]), 2);
}
