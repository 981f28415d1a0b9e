import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import {
  Average,
  average,
  Maximum,
  Minimum,
  Multiply,
  maximum,
  minimum,
  multiply,
  Subtract,
  subtract,
} from '../src/layers/merging/arithmetic.js';
import { namedAs } from './named-as.js';

declare const unranked: SymbolicTensor;

const four = Input([4, 8]);
const five = Input([5, 8]);
const words = Input([4, 8], { dtype: 'int32' });

expectType<SymbolicTensor<[null, 4, 8]>>(subtract([four, Input([8])]));
expectType<SymbolicTensor<[null, 4, 8]>>(Subtract()([four, four]));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(multiply([words, words]));
expectType<SymbolicTensor<[null, 4, 8]>>(Multiply()([four, words]));
expectType<SymbolicTensor<[null, 4, 8]>>(average([words, words]));
expectType<SymbolicTensor<[null, null, 8]>>(Average()([four, Input([null, 8])]));
expectType<SymbolicTensor<[null, 4, 8]>>(maximum([four, four], { name: 'most' }));
expectType<['most', [null, 4, 8]]>(namedAs(maximum([four, four], { name: 'most' })));
expectType<SymbolicTensor<[null, 4, 8]>>(Maximum()([four, Input([1, 8])]));
expectType<SymbolicTensor>(minimum([four, unranked]));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(Minimum()([words, words]));

// @ts-expect-error subtract expects a list of 2 tensors (received a list of 3)
subtract([four, four, four]);
// @ts-expect-error multiply expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
multiply([four, five]);
// @ts-expect-error average expects a list of tensors (received one tensor)
average(four);
// @ts-expect-error maximum expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
Maximum()([four, five]);
// @ts-expect-error minimum expects a list of tensors (received an empty list)
minimum([]);
