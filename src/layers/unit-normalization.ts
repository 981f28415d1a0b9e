import { checkAxes } from '../arguments/axes.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type Axes, type OnAxes, onAxes } from '../types/on-axes.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { floats } from './floats.js';
import { unitLength } from './unit-length.js';

/** The options of {@link UnitNormalization}. */
export interface UnitNormalizationOptions<Along extends Axes> {
  /** The axis along which vectors are scaled to length 1, or several. The default is the last one. */
  readonly axis?: Along;
}

const defaults: Required<UnitNormalizationOptions<Axes>> = { axis: -1 };

/** The shape function of {@link UnitNormalization}. */
export interface UnitNormalizationShape<Along extends Axes> extends ShapeFunction {
  readonly output: OnAxes<'UnitNormalization', this['input'], Along, 'any'>;
}

const unitNormalization = defineLayer({
  name: 'UnitNormalization',
  configure: ({ axis }: Required<UnitNormalizationOptions<Axes>>) => ({
    axis: checkAxes('UnitNormalization: axis', axis),
  }),
  shape: (input, { axis }) => onAxes('UnitNormalization', input, axis, 'any'),
  forward: (input, _, { axis }) => unitLength(floats(input), axis, 1e-12),
  mask: 'keep',
});

/**
 * Scales vectors along an axis to length 1. The input can have any shape; the output has the same shape.
 *
 * @example
 * const directions = UnitNormalization()(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const UnitNormalization: <const Along extends Axes = -1, const Name extends string = string>(
  options?: UnitNormalizationOptions<Along> & LayerOptions<Name>,
) => Layer<UnitNormalizationShape<Along>, Name> = positional([], (options = {}) =>
  unitNormalization(withDefaults(defaults, options), options),
);
