import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Lambda } from '../src/layers/core/lambda.js';
import type { Shape } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const sizes: number[];
declare const maybe: number[] | null;
declare const unranked: SymbolicTensor;

const four = Input([4]);
const difference = (inputs: readonly tf.Tensor[]) => tf.sub(inputs[0] as tf.Tensor, inputs[1] as tf.Tensor);

expectType<SymbolicTensor<[null, 4]>>(Lambda((x) => tf.mul(x, 0.5))(four));
expectType<SymbolicTensor<[null, null, 4]>>(Lambda((x) => tf.mul(x, 0.5), { name: 'halved' })(Input([null, 4])));
expectType<['halved', [null, null, 4]]>(namedAs(Lambda((x) => tf.mul(x, 0.5), { name: 'halved' })(Input([null, 4]))));
expectType<SymbolicTensor<[null, 2, 2]>>(Lambda((x) => tf.reshape(x, [-1, 2, 2]), { outputShape: [2, 2] })(four));
expectType<SymbolicTensor<[null]>>(Lambda((x) => tf.sum(x, 1), { outputShape: [] })(four));
expectType<SymbolicTensor<[16, number]>>(Lambda((x) => x, { outputShape: [size] })(Input([4], { batchSize: 16 })));
expectType<SymbolicTensor>(Lambda((x) => x, { outputShape: sizes })(four));
expectType<SymbolicTensor>(Lambda((x) => x, { outputShape: maybe })(four));
expectType<SymbolicTensor<[null, 4]>>(Lambda((x) => x, { outputShape: null })(four));
expectType<SymbolicTensor<[null, 4]>>(Lambda(difference, { outputShape: [4] })([four, four]));
expectType<SymbolicTensor>(Lambda((x) => x)(unranked));

// A function of the whole shape says as much as its own type does.
expectType<SymbolicTensor<[null, 3]>>(Lambda((x) => x, { outputShape: (_: Shape): [null, 3] => [null, 3] })(four));
expectType<SymbolicTensor>(Lambda((x) => x, { outputShape: (shape) => shape.slice(1) })(four));

// Of several tensors: what comes out is as outputShape says.
expectType<SymbolicTensor<[null, 4]>>(Lambda(([a, b]) => tf.add(a, b), { outputShape: [4] })([four, four]));
expectType<SymbolicTensor<[16, 2]>>(
  Lambda(([mean, logVariance]) => tf.add(mean, tf.exp(logVariance)), { outputShape: [2] })([
    Input([2], { batchSize: 16 }),
    Input([2], { batchSize: 16 }),
  ]),
);
expectType<SymbolicTensor<[null, 3]>>(
  Lambda(([a, b]) => tf.matMul(a, b), { outputShape: (_: readonly Shape[]): [null, 3] => [null, 3] })([four, four]),
);
expectType<SymbolicTensor<[null, 7]>>(
  Lambda((inputs: [tf.Tensor2D, tf.Tensor2D]) => tf.concat(inputs, 1), { outputShape: [7] })([four, Input([3])]),
);

// What the function is told.
Lambda((x, { training, mask, factor }) => (training && mask === null ? x : tf.mul(x, factor)), {
  arguments: { factor: 2 },
});
Lambda((x) => x, { mask: (_, mask) => mask });

// @ts-expect-error Lambda expects one tensor, or an outputShape (received several tensors)
Lambda((x) => x)([four, four]);
// @ts-expect-error Lambda expects one tensor, or an outputShape (received several tensors)
Lambda(([a, b]) => tf.add(a, b))([four, four]);
// @ts-expect-error Lambda expects one tensor, or an outputShape (received several tensors)
Lambda(difference)([four, four]);
// @ts-expect-error Lambda expects a list of tensors (received an empty list)
Lambda(difference, { outputShape: [4] })([]);
// @ts-expect-error Lambda expects a list of tensors (received one tensor)
Lambda(difference, { outputShape: [4] })(four);
// @ts-expect-error Property 'factor' does not exist on type
Lambda((x, { factor }) => tf.mul(x, factor));
