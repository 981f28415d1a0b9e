import { elu } from '../activations/index.js';
import { finite } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';

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
export const ELU: <const Name extends string = string>(
  options?: ELULayerOptions & LayerOptions<Name>,
) => Layer<SameShape<'ELU'>, Name> = positional([], (options = {}) =>
  eluLayer(withDefaults(defaults, options), options),
);
