import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';

/** The rule of {@link Identity}: the element type stays, too. */
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
 * Gives what it takes: for a place in a model where there is nothing to do. Takes and gives any shape.
 *
 * @example
 * const same = Identity()(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const Identity: <const Name extends string = string>(
  options?: LayerOptions<Name>,
) => Layer<IdentityShape, Name> = positional([], (options = {}) => identity({}, options));
