import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Identity } from '../src/layers/core/identity.js';
import { Input } from '../src/layers/core/input.js';
import { Rescaling } from '../src/layers/preprocessing/rescaling.js';
import { ActivityRegularization } from '../src/layers/regularization/activity-regularization.js';
import { Permute, RepeatVector } from '../src/layers/reshaping/rearranging.js';
import type { Dimension } from '../src/types/shape.js';

declare const size: number;
declare const sizes: number[];
declare const unranked: SymbolicTensor;
declare const either: 2 | 3;

expectType<SymbolicTensor<[null, 64, 10]>>(Permute([2, 1])(Input([10, 64])));
expectType<SymbolicTensor<[null, null, 2, 3]>>(Permute([3, 1, 2])(Input([2, 3, null])));
expectType<SymbolicTensor<[null, 4]> & OfType<'int32'>>(Permute([1])(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor>(Permute(sizes)(Input([10, 64])));
expectType<SymbolicTensor>(Permute([2, 1])(unranked));
expectType<SymbolicTensor<[null, 3, 32]>>(RepeatVector(3)(Input([32])));
expectType<SymbolicTensor<[null, number, null]>>(RepeatVector(size)(Input([null])));
expectType<SymbolicTensor<[null, number, 32]> & OfType<'bool'>>(RepeatVector(either)(Input([32], { dtype: 'bool' })));
expectType<SymbolicTensor<[Dimension, 3, Dimension]>>(RepeatVector(3)(unranked));
expectType<SymbolicTensor<[null, 4]> & OfType<'int32'>>(Identity()(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 4]>>(Rescaling(0.5)(Input([4], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 4, null]>>(ActivityRegularization({ l1: 0.1 })(Input([4, null])));

// @ts-expect-error Permute expects one axis after the batch for each of dims (2, 1) (received (null, 4))
Permute([2, 1])(Input([4]));
// @ts-expect-error Permute: dims expects each of the axes from 1 to 2 once (received (1, 1))
Permute([1, 1])(Input([4, 5]));
// @ts-expect-error RepeatVector expects (batch, features) (received (null, 4, 5))
RepeatVector(3)(Input([4, 5]));
// @ts-expect-error Identity expects one tensor (received several tensors)
Identity()([Input([4])]);
// @ts-expect-error Rescaling expects one tensor (received several tensors)
Rescaling(1)([Input([4])]);
// @ts-expect-error ActivityRegularization expects one tensor (received several tensors)
ActivityRegularization()([Input([4])]);
