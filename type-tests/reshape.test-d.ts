import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Reshape } from '../src/layers/reshaping/reshape.js';

declare const size: number;
declare const sizes: number[];
declare const either: 3 | 4;
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 28, 28, 1]>>(Reshape([28, 28, 1])(Input([784])));
expectType<SymbolicTensor<[null, 392, 2]>>(Reshape([-1, 2])(Input([28, 28])));
expectType<SymbolicTensor<[null]>>(Reshape([])(Input([1])));
expectType<SymbolicTensor<[null, 1, 12]>>(Reshape([-1, 12])(Input([12])));
expectType<SymbolicTensor<[8, 6, 2]>>(Reshape([6, -1])(Input([12], { batchSize: 8 })));
expectType<SymbolicTensor<[null, 12]> & OfType<'int32'>>(Reshape([12])(Input([3, 4], { dtype: 'int32' })));

// What varies or is not known spreads no further than it must.
expectType<SymbolicTensor<[null, null, 4]>>(Reshape([-1, 4])(Input([null, 8])));
expectType<SymbolicTensor<[null, null, 4]>>(Reshape([null, 4])(Input([12])));
expectType<SymbolicTensor<[null, 3, 4]>>(Reshape([3, 4])(Input([null])));
expectType<SymbolicTensor<[null, number, 4]>>(Reshape([-1, 4])(Input([size])));
expectType<SymbolicTensor<[null, number, 4]>>(Reshape([size, 4])(Input([10])));
expectType<SymbolicTensor<[null, number, number]>>(Reshape([size, -1])(Input([10])));
expectType<SymbolicTensor<[null, number, 4]>>(Reshape([either, 4])(Input([12])));
expectType<SymbolicTensor>(Reshape(sizes)(Input([12])));
expectType<SymbolicTensor>(Reshape([12])(unranked));

// @ts-expect-error Reshape expects 12 elements in each sample, to fill (3, 4) (received (null, 10), which has 10)
Reshape([3, 4])(Input([10]));
// @ts-expect-error Reshape expects a multiple of 5 elements in each sample, to fill (-1, 5) (received (null, 28, 28), which has 784)
Reshape([-1, 5])(Input([28, 28]));
// @ts-expect-error Reshape expects 1 elements in each sample, to fill () (received (null, 2), which has 2)
Reshape([])(Input([2]));
// @ts-expect-error Reshape expects (batch, ...) (received several tensors)
Reshape([3])([Input([3])]);

// @ts-expect-error Reshape expects a multiple of 1568 elements in each sample, to fill (null, 784, 2) (received (null, 784), which has 784)
Reshape([null, 784, 2])(Input([784]));
