import { leakyRelu } from '../activations/index.js';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

/** The options of {@link LeakyReLU}. */
export interface LeakyReLULayerOptions {
  /** The slope below 0. The default is 0.3. */
  readonly negativeSlope?: number;
}

const defaults: Required<LeakyReLULayerOptions> = { negativeSlope: 0.3 };

const leakyReluLayer = defineLayer({
  name: 'LeakyReLU',
  configure: ({ negativeSlope }: Required<LeakyReLULayerOptions>) => ({
    negativeSlope: nonNegative('LeakyReLU: negativeSlope', negativeSlope),
  }),
  shape: (input) => sameShape('LeakyReLU', input),
  forward: (input, _, options) => leakyRelu(floats(input), options),
  mask: 'keep',
});

/**
 * The leaky rectified linear unit: `x` where it is positive, and `negativeSlope * x` elsewhere. The input can have any
 * shape; the output has the same shape.
 *
 * @example
 * const leaky = LeakyReLU({ negativeSlope: 0.1 })(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const LeakyReLU: <const Name extends string = string>(
  options?: LeakyReLULayerOptions & LayerOptions<Name>,
) => Layer<SameShape<'LeakyReLU'>, Name> = positional([], (options = {}) =>
  leakyReluLayer(withDefaults(defaults, options), options),
);
