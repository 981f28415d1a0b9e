import { relu } from '../activations/index.js';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

/** What {@link ReLU} takes. */
export interface ReLULayerOptions {
  /** The greatest value that comes out; none unless given. */
  readonly maxValue?: number | null;
  /** The slope below the threshold; 0 unless given. */
  readonly negativeSlope?: number;
  /** What values up to it are damped or set to 0; 0 unless given. */
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
 * The input where it is above a threshold, and 0 elsewhere: `max(x, 0)`, or `negativeSlope * (x - threshold)` below it.
 * Takes and gives any shape.
 *
 * @example
 * const positive = ReLU({ maxValue: 6 })(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const ReLU: <const Name extends string = string>(
  options?: ReLULayerOptions & LayerOptions<Name>,
) => Layer<SameShape<'ReLU'>, Name> = positional([], (options = {}) =>
  reluLayer(withDefaults(defaults, options), options),
);
