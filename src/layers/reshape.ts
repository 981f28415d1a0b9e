import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { checkTarget } from '../arguments/target-shape.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type Reshaped, reshaped } from '../types/reshape.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';

/** The shape function of {@link Reshape}: each sample gets the sizes of `Target`. */
export interface ReshapeShape<Target extends Shape> extends ShapeFunction {
  readonly output: Reshaped<this['input'], Target>;
  readonly outputType: this['inputType'];
}

const reshape = defineLayer({
  name: 'Reshape',
  configure: ({ targetShape }: { readonly targetShape: Shape }) => ({
    targetShape: checkTarget('Reshape: targetShape', targetShape),
  }),
  shape: (input, { targetShape }) => reshaped(input, targetShape),
  type: (inputType) => inputType,
  forward: (input, _, { targetShape }) => {
    const target = targetShape.map((size) => size ?? -1);
    return tf.reshape(input, reshaped(input.shape, target) as number[]);
  },
});

/**
 * Reshapes each sample; its elements stay in order.
 *
 * Input shape: (batch, ...). Output shape: (batch, ...targetShape). One size can be -1, and is computed from the number of
 * elements; `null` does the same, and declares the size open.
 *
 * @example
 * const image = Reshape([28, 28, 1])(Input([784])); // SymbolicTensor<[null, 28, 28, 1]>
 * const pairs = Reshape([-1, 2])(Input([784])); // SymbolicTensor<[null, 392, 2]>
 */
export const Reshape: <const Target extends Shape, const Name extends string = string>(
  targetShape: Target,
  options?: LayerOptions<Name>,
) => Layer<ReshapeShape<Target>, Name> = positional(['targetShape'], (targetShape, options = {}) =>
  reshape({ targetShape }, options),
);
