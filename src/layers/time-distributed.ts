import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import type { CallInputs, Run, Value } from '../graph/behaviour.js';
import { build } from '../graph/call-layer.js';
import { isLayer, type LayerOptions } from '../graph/create-layer.js';
import { defineBlock } from '../graph/define-block.js';
import { namedItems, noExtras } from '../graph/extras.js';
import type { Parts } from '../graph/form.js';
import type { AnyLayer, LayerTaking } from '../graph/layer.js';
import type { Outlet } from '../graph/node.js';
import { runLayer } from '../graph/run-graph.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { RuleOf, ShapedBy } from '../types/shape-function.js';
import { booleans } from './attention/masks.js';
import { checkStepsMask, stepShape, type TimeDistributedShape, timeRestorer } from './time-axis.js';

/** What a call of {@link TimeDistributed} may say beside its input. */
export interface TimeDistributedCallOptions {
  /** Which steps count, (batch, time, ...): in the place of what the mask of the input says, where it has one. */
  readonly mask?: SymbolicTensor;
}

/** The same as a definition says it. */
const takes = { tensors: { mask: 'one' } } as const;

/**
 * Applies a layer, or a model, to every step of a sequence, with the same weights.
 *
 * Takes (batch, time, ...rest), gives the layer's output for (batch, ...rest) with the time axis put back. All steps go
 * through the layer in one call, as one large batch: what a layer computes from its batch as a whole, such as the
 * statistics of `BatchNormalization` in training, it computes from all steps together.
 *
 * A mask of the steps goes on with the output; of a mask with more axes, the layer gets the rest.
 *
 * @example
 * const frames = Input([100, 224, 224, 3]);
 * const encoded = TimeDistributed(Conv2D(64, [3, 3]))(frames); // SymbolicTensor<[null, 100, 222, 222, 64]>
 */
export const TimeDistributed: <Inner extends ShapedBy, const Name extends string = string>(
  layer: Inner,
  options?: LayerOptions<Name>,
) => LayerTaking<TimeDistributedShape<RuleOf<Inner>>, TimeDistributedCallOptions, Name> = positional(
  ['layer'],
  (layer, options = {}) => {
    if (!isLayer(layer)) {
      throw new ArgumentError(`TimeDistributed: layer expects a layer or a model (received ${received(layer)})`);
    }
    const block = defineBlock(
      {
        name: 'TimeDistributed',
        configuration: { layer },
        layers: [layer],
        call: takes,
        build: ({ inputs, extras = noExtras }, scope) => {
          const outputs = buildFolded(layer, inputs, scope);
          const { mask } = namedItems(takes, extras, ({ shape }) => shape);
          checkStepsMask(
            mask,
            inputs.items.map(({ shape }) => shape),
          );
          return outputs;
        },
        run: (call: CallInputs<Value>, run) => runFolded(layer, masked(call), run),
      },
      options,
    );
    return takingMask(block);
  },
);

/** A block as what its class says it is: a layer whose calls take a mask, too. */
function takingMask<Taking extends AnyLayer>(block: AnyLayer): Taking {
  return block as Taking;
}

/** The inputs, with the mask that the call gives, if it gives one. */
function masked({ inputs, extras = noExtras }: CallInputs<Value>): Parts<Value> {
  const { mask } = namedItems(takes, extras, ({ tensor }) => tensor);
  if (mask === null) return inputs;
  // Sizes that vary are not known before.
  checkStepsMask(
    mask.shape,
    inputs.items.map(({ tensor }) => tensor.shape),
  );
  const counting = booleans(mask);
  return { form: inputs.form, items: inputs.items.map(({ tensor }) => ({ tensor, mask: counting })) };
}

function buildFolded(layer: AnyLayer, inputs: Parts<Outlet>, scope: string): Parts<Outlet> {
  const steps = inputs.items.map(({ shape, dtype }) => ({ shape: stepShape(shape), dtype }));
  const withTime = timeRestorer(inputs.items.map(({ shape }) => shape));
  const { form, items } = build(layer, { inputs: { form: inputs.form, items: steps } }, scope);
  return { form, items: items.map(({ shape, dtype }) => ({ shape: withTime(shape), dtype })) };
}

function runFolded(layer: AnyLayer, inputs: Parts<Value>, run: Run): Parts<Value> {
  const [batch, steps] = (inputs.items[0] as Value).tensor.shape as [number, number];
  const folded = inputs.items.map(({ tensor, mask }) => ({
    tensor: fold(tensor),
    mask: mask === null || mask.rank < 3 ? null : fold(mask),
  }));
  const { form, items } = runLayer(layer, { form: inputs.form, items: folded }, run);
  const unfold = (tensor: tf.Tensor) => tf.reshape(tensor, [batch, steps, ...tensor.shape.slice(1)]);
  const stepMask = maskOfSteps(inputs);
  return {
    form,
    items: items.map(({ tensor, mask }) => ({ tensor: unfold(tensor), mask: mask === null ? stepMask : unfold(mask) })),
  };
}

/** Makes one batch of all steps. */
function fold(tensor: tf.Tensor): tf.Tensor {
  return tf.reshape(tensor, [-1, ...tensor.shape.slice(2)]);
}

/** Which steps count; one that has a mask of its own counts where any part of it does. */
function maskOfSteps({ items }: Parts<Value>): tf.Tensor | null {
  const mask = items.find((item) => item.mask !== null)?.mask ?? null;
  if (mask === null || mask.rank < 3) return mask;
  return tf.any(tf.reshape(mask, [mask.shape[0] as number, mask.shape[1] as number, -1]), 2);
}
