import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Dot, dot } from '../src/layers/merging/dot.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 1]>>(Dot(1)([Input([4]), Input([4])]));
expectType<SymbolicTensor<[null, 10, 20]>>(Dot(2)([Input([10, 64]), Input([20, 64])]));
expectType<SymbolicTensor<[null, 10, 20]>>(dot([Input([10, 64]), Input([20, 64])]));
expectType<SymbolicTensor<[null, 3]>>(Dot([2, 1])([Input([3, 4]), Input([4])]));
expectType<SymbolicTensor<[null, 2, 4, 5]>>(dot([Input([2, 3, 4]), Input([5, 3])], [-2, -1]));
expectType<SymbolicTensor<[null, 1]>>(dot([Input([4]), Input([4])], 1, { normalize: true, name: 'cosine' }));
expectType<['cosine', [null, 1]]>(namedAs(dot([Input([4]), Input([4])], 1, { normalize: true, name: 'cosine' })));
expectType<SymbolicTensor<[null, 10, null]>>(dot([Input([10, 64]), Input([null, null])]));
expectType<SymbolicTensor<[null, number, 20]>>(dot([Input([size, size]), Input([20, 64])]));
expectType<SymbolicTensor>(dot([unranked, Input([4])]));
expectType<SymbolicTensor>(Dot(size)([Input([4]), Input([4])]));

// @ts-expect-error dot expects inputs of the same size on axes 1 and 2 (received (null, 4) and (null, 2, 3))
dot([Input([4]), Input([2, 3])]);
// @ts-expect-error dot expects an input with an axis 2 after its batch axis (received (null, 4))
Dot(2)([Input([4]), Input([2, 4])]);
// @ts-expect-error dot expects an input with an axis 0 after its batch axis (received (null, 4))
Dot([1, 0])([Input([4]), Input([4])]);
// @ts-expect-error dot expects inputs of the same batch size (received (1, 4) and (2, 4))
dot([Input([4], { batchSize: 1 }), Input([4], { batchSize: 2 })]);
// @ts-expect-error dot expects a list of 2 tensors (received a list of 3)
dot([Input([4]), Input([4]), Input([4])]);
// @ts-expect-error dot expects a list of 2 tensors (received one tensor)
dot(Input([4]));
