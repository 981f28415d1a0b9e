import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import { defineLayer } from '../src/graph/define-layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Model } from '../src/training/model.js';
import { type Fill, type Mismatch, mismatch } from '../src/types/mismatch.js';
import { type Shape, type Show, show } from '../src/types/shape.js';
import type { ShapeFunction } from '../src/types/shape-function.js';
import { namedAs } from './named-as.js';

const wrongFactor = 'Scaled expects a factor of its input’s shape (received {received})';

/** The input's shape; what it was multiplied by comes out as well where the call asks for it. */
interface ScaledShape extends ShapeFunction {
  readonly output: this['call'] extends { readonly factor: infer Factor extends Shape }
    ? Factor extends this['input']
      ? this['call'] extends { readonly returnFactor: true }
        ? [this['input'], Factor]
        : this['input']
      : Mismatch<Fill<typeof wrongFactor, { received: Show<Factor> }>, 'factor'>
    : this['input'] extends Shape
      ? this['input']
      : Mismatch<'Scaled expects one tensor', null>;
}

const scaled = defineLayer({
  name: 'Scaled',
  configure: () => ({}),
  call: { tensors: { factor: 'one', others: 'list', masks: 'listWithGaps' }, options: { returnFactor: false } },
  shape: (input, _, { factor, others, masks, returnFactor }) => {
    expectType<Shape | null>(factor);
    expectType<readonly Shape[]>(others);
    expectType<readonly (Shape | null)[]>(masks);
    expectType<boolean>(returnFactor);
    if (factor !== null && factor.length !== input.length) return mismatch(wrongFactor, { received: show(factor) });
    return factor !== null && returnFactor ? [input, factor] : input;
  },
  forward: (input, _weights, _configuration, { call: { factor, returnFactor }, callMask }) => {
    expectType<tf.Tensor | null>(factor);
    expectType<tf.Tensor | null>(callMask.factor);
    if (factor === null) return input;
    return returnFactor ? [tf.mul(input, factor), factor] : tf.mul(input, factor);
  },
});

const layer = scaled<ScaledShape, 'scaled'>({});
const input = Input([4]);

expectType<SymbolicTensor<[null, 4]>>(Model({ inputs: input, outputs: layer(input) })(input));
expectType<['scaled', [null, 4]]>(namedAs(layer(input)));
expectType<['scaled', [null, 4]]>(namedAs(layer(input, { training: true })));
expectType<['scaled', [null, 4]]>(namedAs(layer(input, { factor: Input([4]) })));
expectType<[SymbolicTensor<[null, 4]>, SymbolicTensor<[null, 4]>]>(
  layer(input, { factor: Input([4]), returnFactor: true, training: false }),
);
layer(input, { others: Input([3]) });
layer(input, { others: [Input([3]), Input([8])], masks: [null, Input([1])] });

// @ts-expect-error Scaled expects one tensor
layer([input, input]);
// @ts-expect-error Scaled expects a factor of its input’s shape (received (null, 5))
layer(input, { factor: Input([5]), training: true });
// @ts-expect-error is not assignable to type 'SymbolicTensor
layer(input, { factor: 3 });
// @ts-expect-error is not assignable to type 'boolean
layer(input, { returnFactor: 1 });
// @ts-expect-error 'returnFacter' does not exist in type
layer(input, { returnFacter: true });
// @ts-expect-error 'returnFacter' does not exist in type
layer(input, { factor: Input([4]), returnFacter: true });

const first = defineLayer({
  name: 'First',
  configure: () => ({}),
  call: { positional: ['query', 'value'] },
  shape: ([query = []]: readonly Shape[]) => query,
  forward: ([query]) => query as tf.Tensor,
})<ShapeFunction, 'first'>({});

expectType<'first'>(first.name);
// Its author states how it is called.
// @ts-expect-error This expression is not callable.
first(input, input);
