import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { BlockTensor } from '../../graph/block-calls.js';
import { isLayer, type LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';
import type { Structure } from '../../graph/structure.js';
import type { GivenLayer } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { RuleOf, SameShape, ShapedBy, ShapeFunction } from '../../types/shape-function.js';
import { Add, type AddShape } from '../merging/arithmetic.js';
import { type OneTensor, oneTensor, type ParallelShape, several } from './parallel.js';

/** The shape function of {@link Residual}: the output of a branch plus that of a shortcut. */
export interface ResidualShape<Branch extends ShapeFunction, Shortcut extends ShapeFunction = Straight>
  extends ParallelShape<[Branch, Shortcut], AddShape, 'Residual'> {}

/** The default shortcut, which returns its input. */
export interface Straight extends ShapeFunction {
  readonly signature: SameShape<'Residual'>['signature'];
  readonly output: OneTensor<this['input'], 'Residual', 'one tensor'>;
}

interface Given {
  readonly branch: AnyLayer;
  readonly shortcut: AnyLayer | null;
}

const residual = defineBlock({
  name: 'Residual',
  package: 'tupleflow',
  layers: ({ branch, shortcut }: Given) => ({ branch, shortcut, merge: Add({ name: 'add' }) }),
  forward: (input: Structure<BlockTensor>, { branch, shortcut, merge }) => {
    const changed = oneTensor('Residual', several, branch.all(input));
    return merge([
      changed,
      shortcut ? oneTensor('Residual', several, shortcut.all(input)) : oneTensor('Residual', 'one tensor', input),
    ]);
  },
});

/**
 * A residual connection around a layer: `add([branch(x), x])`, or `add([branch(x), shortcut(x)])` if the branch changes the
 * shape.
 *
 * @example
 * const block = Residual(
 *   Sequential([Conv2D(64, [3, 3], { padding: 'same', activation: 'relu' }), Conv2D(64, [3, 3], { padding: 'same' })]),
 * );
 * block(Input([28, 28, 64])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const Residual: <
  const Branch,
  const Shortcut = ShapedBy<Straight>,
  const Name extends string = string,
  const Given = object,
>(
  /** The layer whose output is added to its input. */
  branch: GivenLayer<'Residual: branch', 'a layer', Branch>,
  /** The layer to apply to the input before the addition. The default is `null`: the input itself. */
  shortcut?: GivenLayer<'Residual: shortcut', 'a layer, or null', Shortcut> | null,
  options?: GivenOptions<'Residual', Given, LayerOptions<Name>>,
) => Layer<ResidualShape<RuleOf<Branch, ShapeFunction>, RuleOf<Shortcut, ShapeFunction>>, Name> = positionalAs(
  ['branch', 'shortcut'],
  (branch, shortcut = null, options: LayerOptions = {}) => {
    if (!isLayer(branch)) throw new ArgumentError(`Residual: branch expects a layer (received ${received(branch)})`);
    if (shortcut !== null && !isLayer(shortcut)) {
      throw new ArgumentError(`Residual: shortcut expects a layer, or null (received ${received(shortcut)})`);
    }
    return residual({ branch, shortcut: shortcut as AnyLayer | null }, options);
  },
);
