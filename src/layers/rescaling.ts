import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

/** What {@link Rescaling} takes beside the scale. */
export interface RescalingOptions {
  /** What is added after scaling; 0 unless given. */
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
 * `x * scale + offset`, such as to bring pixels from 0 to 255 into another range.
 *
 * Takes any shape of integers or floats, and gives floats.
 *
 * @example
 * const pixels = Rescaling(1 / 127.5, { offset: -1 })(Input([28, 28, 3])); // from -1 to 1
 */
export const Rescaling: <const Name extends string = string>(
  scale: number,
  options?: RescalingOptions & LayerOptions<Name>,
) => Layer<SameShape<'Rescaling'>, Name> = positional(['scale'], (scale, options = {}) =>
  rescaling({ scale, ...withDefaults(defaults, options) }, options),
);
