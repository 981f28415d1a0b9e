import * as tf from '@tensorflow/tfjs-core';
import { softmax } from '../../activations/index.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkAxes } from '../../arguments/shape.js';
import { ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Axes, type OnAxes, onAxes } from '../../types/on-axes.js';
import { show } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

/** The options of {@link Softmax}. */
export interface SoftmaxLayerOptions<Along extends Axes> {
  /** The axis along which the probabilities sum to 1, or several. The default is the last one. */
  readonly axis?: Along;
}

const defaults: Required<SoftmaxLayerOptions<Axes>> = { axis: -1 };

/** The shape function of {@link Softmax}. */
export interface SoftmaxShape<Along extends Axes = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Along];
  readonly structured: false;
  readonly output: OnAxes<'Softmax', this['input'], Along, 'any'>;
}

const softmaxLayer = defineLayer({
  name: 'Softmax',
  configure: ({ axis }: Required<SoftmaxLayerOptions<Axes>>) => ({ axis: checkAxes('Softmax: axis', axis) }),
  shape: (input, { axis }) => onAxes('Softmax', input, axis, 'any'),
  // Along other axes, or with a mask, the softmax does not depend on the logits alone.
  activation: ({ axis }, mask) => (mask === null && isLast(axis) ? softmax : null),
  forward: (input, _, { axis }, { mask }) => {
    const logits = floats(input);
    if (mask === null) return isLast(axis) ? logits : alongAxes(logits, axis);
    const counting = maskFor(mask, logits);
    const probabilities = alongAxes(tf.where(counting, logits, tf.fill(logits.shape, -1e9)), axis);
    // If everything is masked, all probabilities would be equal.
    return tf.where(counting, probabilities, tf.zerosLike(probabilities));
  },
  mask: 'keep',
});

function isLast(axis: Axes): boolean {
  return [axis].flat().join() === '-1';
}

function alongAxes(logits: tf.Tensor, axes: Axes): tf.Tensor {
  if (typeof axes === 'number') return softmax(logits, { axis: axes });
  if (axes.length === 1) return softmax(logits, { axis: axes[0] as number });
  return tf.exp(tf.sub(logits, tf.logSumExp(logits, [...axes], true)));
}

/** A mask broadcast to the shape of the logits, with which its last axes have to agree. */
function maskFor(mask: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const fromEnd = logits.shape.slice(logits.rank - mask.rank);
  if (mask.rank <= logits.rank && mask.shape.every((size, axis) => size === 1 || size === fromEnd[axis])) {
    return tf.broadcastTo(mask, logits.shape as [number]);
  }
  throw new ShapeError(
    `Softmax expects a mask that broadcasts to ${show(logits.shape)} (received a mask of shape ${show(mask.shape)})`,
  );
}

/**
 * The softmax function, `exp(x) / sum(exp(x))`: probabilities that sum to 1 along an axis, or over several. Masked elements
 * have probability 0. The input can have any shape; the output has the same shape.
 *
 * @example
 * const probabilities = Softmax()(Input([10])); // SymbolicTensor<[null, 10]>
 */
export const Softmax: <const Along extends Axes = -1, const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Softmax', Given, SoftmaxLayerOptions<Along> & LayerOptions<Name>>,
) => Layer<SoftmaxShape<Along>, Name> = positionalAs([], (options: SoftmaxLayerOptions<Axes> & LayerOptions = {}) =>
  softmaxLayer(withDefaults('Softmax', defaults, options), options),
);
