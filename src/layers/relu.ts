import { relu } from '../activations/index.js';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

/** The options of {@link ReLU}. */
export interface ReLULayerOptions {
  /** The maximum of the output. The default is none. */
  readonly maxValue?: number | null;
  /** The slope below the threshold. The default is 0. */
  readonly negativeSlope?: number;
  /** The threshold, up to which values are set to 0 or scaled by the slope. The default is 0. */
  readonly threshold?: number;
}

const defaults: Required<ReLULayerOptions> = { maxValue: null, negativeSlope: 0, threshold: 0 };

const reluLayer = defineLayer({
  name: 'ReLU',
  configure: ({ maxValue, negativeSlope, threshold }: Required<ReLULayerOptions>) => ({
    maxValue: maxValue === null ? null : nonNegative('ReLU: maxValue', maxValue),
    negativeSlope: nonNegative('ReLU: negativeSlope', negativeSlope),
    threshold: nonNegative('ReLU: threshold', threshold),
  }),
  shape: (input) => sameShape('ReLU', input),
  forward: (input, _, options) => relu(floats(input), options),
  mask: 'keep',
});

/**
 * The rectified linear unit: `max(x, 0)`, or with a threshold, `x` above it and `negativeSlope * (x - threshold)` below it.
 * The input can have any shape; the output has the same shape.
 *
 * @example
 * const positive = ReLU({ maxValue: 6 })(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const ReLU: <const Name extends string = string>(
  options?: ReLULayerOptions & LayerOptions<Name>,
) => Layer<SameShape<'ReLU'>, Name> = positional([], (options = {}) =>
  reluLayer(withDefaults(defaults, options), options),
);
