import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';

/** The shape function of {@link Identity}; the element type stays the same too. */
export interface IdentityShape extends SameShape<'Identity'> {
  readonly outputType: this['inputType'];
}

const identity = defineLayer({
  name: 'Identity',
  configure: () => ({}),
  shape: (input) => sameShape('Identity', input),
  type: (inputType) => inputType,
  forward: (input) => input,
  mask: 'keep',
});

/**
 * Returns its input: a placeholder where there is nothing to do. The input can have any shape; the output has the same
 * shape.
 *
 * @example
 * const same = Identity()(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const Identity: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Identity', Given, LayerOptions<Name>>,
) => Layer<IdentityShape, Name> = positionalAs([], (options: LayerOptions = {}) => identity({}, options));
