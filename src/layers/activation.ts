import type { ActivationIdentifier } from '../activations/activation.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

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
export const Activation: <const Name extends string = string>(
  activation: ActivationIdentifier,
  options?: LayerOptions<Name>,
) => Layer<SameShape<'Activation'>, Name> = positional(['activation'], (activation, options = {}) =>
  activationLayer({ activation }, options),
);
