import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, isShape, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

const expected = '(batch, features)';

/** The shape function of {@link RepeatVector}: an axis of size `Times` after the batch. */
export interface RepeatVectorShape<Times extends number> extends ShapeFunction {
  readonly signature: `(batch, features) → (batch, ${Times}, features)`;
  readonly parameters: [Times];
  readonly structured: false;
  readonly output: RepeatVectorOutput<this['input'], Times>;
  readonly outputType: this['inputType'];
}

type RepeatVectorOutput<Input, Times extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, infer Features extends Dimension],
]
  ? [Batch, Known<Times>, Features]
  : Unexpected<'RepeatVector', typeof expected, Input, null, [Dimension, Known<Times>, Dimension]>;

function repeatVectorOutput(input: Shape, times: number): Shape {
  if (!isShape(input) || input.length !== 2) return unexpected('RepeatVector', expected, input);
  const [batch, features] = input as readonly [Dimension, Dimension];
  return [batch, times, features];
}

const repeatVector = defineLayer({
  name: 'RepeatVector',
  configure: ({ n }: { readonly n: number }) => ({ n: checkSize('RepeatVector: n', n) }),
  shape: (input, { n }) => repeatVectorOutput(input, n),
  type: (inputType) => inputType,
  forward: (input, _, { n }) => tf.tile(tf.expandDims(input, 1), [1, n, 1]),
});

/**
 * Repeats a vector at each of `n` steps.
 *
 * Input shape: (batch, features). Output shape: (batch, n, features).
 *
 * @example
 * const steps = RepeatVector(3)(Input([32])); // SymbolicTensor<[null, 3, 32]>
 */
export const RepeatVector: <const Times extends number, const Name extends string = string, const Given = object>(
  /** The number of repetitions, which is the number of steps of the output. */
  n: GivenSize<'RepeatVector: n', Times>,
  options?: GivenOptions<'RepeatVector', Given, LayerOptions<Name>>,
) => Layer<RepeatVectorShape<Times>, Name> = positionalAs(['n'], (n, options: LayerOptions = {}) =>
  repeatVector({ n: n as number }, options),
);
