import type { ActivationIdentifier } from '../../activations/activation.js';
import { elu, leakyRelu, relu } from '../../activations/index.js';
import { finite, nonNegative } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenAs } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

const activationLayer = defineLayer({
  name: 'Activation',
  configure: ({ activation }: { readonly activation: ActivationIdentifier }) => ({ activation }),
  shape: (input) => sameShape('Activation', input),
  activation: ({ activation }) => activation,
  forward: (input) => floats(input),
  mask: 'keep',
});

/**
 * Applies an activation to every element: `activation(x)`. The input can have any shape; the output has the same shape.
 *
 * @example
 * const positive = Activation('relu')(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Activation: <
  const Name extends string = string,
  const Options = object,
  const Given = ActivationIdentifier,
>(
  /** The activation function: its name, or one of `activations`. */
  activation: GivenAs<'Activation: activation', 'an activation', ActivationIdentifier, Given>,
  options?: GivenOptions<'Activation', Options, LayerOptions<Name>>,
) => Layer<SameShape<'Activation'>, Name> = positionalAs(['activation'], (activation, options: LayerOptions = {}) =>
  activationLayer({ activation: activation as ActivationIdentifier }, options),
);

/** The options of {@link ReLU}. */
export interface ReLULayerOptions {
  /** The maximum of the output. The default is none. */
  readonly maxValue?: number | null;
  /** The slope below the threshold. The default is 0. */
  readonly negativeSlope?: number;
  /** The threshold, up to which values are set to 0 or scaled by the slope. The default is 0. */
  readonly threshold?: number;
}

const reluDefaults: Required<ReLULayerOptions> = { maxValue: null, negativeSlope: 0, threshold: 0 };

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
export const ReLU: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'ReLU', Given, ReLULayerOptions & LayerOptions<Name>>,
) => Layer<SameShape<'ReLU'>, Name> = positionalAs([], (options: ReLULayerOptions & LayerOptions = {}) =>
  reluLayer(withDefaults('ReLU', reluDefaults, options), options),
);

/** The options of {@link LeakyReLU}. */
export interface LeakyReLULayerOptions {
  /** The slope below 0. The default is 0.3. */
  readonly negativeSlope?: number;
}

const leakyReLUDefaults: Required<LeakyReLULayerOptions> = { negativeSlope: 0.3 };

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
export const LeakyReLU: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'LeakyReLU', Given, LeakyReLULayerOptions & LayerOptions<Name>>,
) => Layer<SameShape<'LeakyReLU'>, Name> = positionalAs([], (options: LeakyReLULayerOptions & LayerOptions = {}) =>
  leakyReluLayer(withDefaults('LeakyReLU', leakyReLUDefaults, options), options),
);

/** The options of {@link ELU}. */
export interface ELULayerOptions {
  /** The negative of the limit towards minus infinity. The default is 1. */
  readonly alpha?: number;
}

const defaults: Required<ELULayerOptions> = { alpha: 1 };

const eluLayer = defineLayer({
  name: 'ELU',
  configure: ({ alpha }: Required<ELULayerOptions>) => ({ alpha: finite('ELU: alpha', alpha) }),
  shape: (input) => sameShape('ELU', input),
  forward: (input, _, options) => elu(floats(input), options),
  mask: 'keep',
});

/**
 * The exponential linear unit: `x` where it is positive, and `alpha * (exp(x) - 1)` elsewhere (Clevert et al., 2016). The
 * input can have any shape; the output has the same shape.
 *
 * @example
 * const smooth = ELU()(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const ELU: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'ELU', Given, ELULayerOptions & LayerOptions<Name>>,
) => Layer<SameShape<'ELU'>, Name> = positionalAs([], (options: ELULayerOptions & LayerOptions = {}) =>
  eluLayer(withDefaults('ELU', defaults, options), options),
);
