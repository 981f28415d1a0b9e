import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

/** The options of {@link Rescaling}. */
export interface RescalingOptions {
  /** The offset that is added after scaling. The default is 0. */
  readonly offset?: number;
}

const defaults: Required<RescalingOptions> = { offset: 0 };

const rescaling = defineLayer({
  name: 'Rescaling',
  configure: ({ scale, offset }: Required<RescalingOptions> & { readonly scale: number }) => ({
    scale: finite('Rescaling: scale', scale),
    offset: finite('Rescaling: offset', offset),
  }),
  shape: (input) => sameShape('Rescaling', input),
  forward: (input, _, { scale, offset }) => tf.add(tf.mul(floats(input), scale), offset),
  mask: 'keep',
});

/**
 * Rescales values: `x * scale + offset`, such as pixels from 0 to 255 to another range.
 *
 * The input can have any shape of integers or floats; the output has the same shape and is float32.
 *
 * @example
 * const pixels = Rescaling(1 / 127.5, { offset: -1 })(Input([28, 28, 3])); // from -1 to 1
 */
export const Rescaling: <const Name extends string = string, const Given = object>(
  /** The factor by which inputs are multiplied. */
  scale: number,
  options?: GivenOptions<'Rescaling', Given, RescalingOptions & LayerOptions<Name>>,
) => Layer<SameShape<'Rescaling'>, Name> = positionalAs(
  ['scale'],
  (scale, options: RescalingOptions & LayerOptions = {}) =>
    rescaling({ scale, ...withDefaults('Rescaling', defaults, options) }, options),
);
