import { nonNegative } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { L1L2 } from '../../regularizers/norms.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

/** The options of {@link ActivityRegularization}. */
export interface ActivityRegularizationOptions {
  /** The factor of the sum of absolute values. The default is 0. */
  readonly l1?: number;
  /** The factor of the sum of squares. The default is 0. */
  readonly l2?: number;
}

const defaults: Required<ActivityRegularizationOptions> = { l1: 0, l2: 0 };

const activityRegularization = defineLayer({
  name: 'ActivityRegularization',
  configure: ({ l1, l2 }: Required<ActivityRegularizationOptions>) => ({
    l1: nonNegative('ActivityRegularization: l1', l1),
    l2: nonNegative('ActivityRegularization: l2', l2),
    activityRegularizer: L1L2({ l1, l2 }),
  }),
  written: ({ l1, l2 }) => ({ l1, l2 }),
  shape: (input) => sameShape('ActivityRegularization', input),
  forward: (input) => floats(input),
  mask: 'keep',
});

/**
 * Returns its input, and adds `l1` times the sum of its absolute values and `l2` times the sum of its squares to the loss.
 * The input can have any shape; the output has the same shape.
 *
 * @example
 * const sparse = ActivityRegularization({ l1: 0.001 })(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const ActivityRegularization: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'ActivityRegularization', Given, ActivityRegularizationOptions & LayerOptions<Name>>,
) => Layer<SameShape<'ActivityRegularization'>, Name> = positionalAs(
  [],
  (options: ActivityRegularizationOptions & LayerOptions = {}) =>
    activityRegularization(withDefaults('ActivityRegularization', defaults, options), options),
);
