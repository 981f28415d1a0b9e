import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Add, add } from '../src/layers/merging/arithmetic.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const unranked: SymbolicTensor;
declare const many: SymbolicTensor<[null, 4, 8]>[];
declare const mixed: (SymbolicTensor<[null, 1]> | SymbolicTensor<[null, 5]>)[];

const four = Input([4, 8]);
const five = Input([5, 8]);
const one = Input([1, 8]);
const open = Input([null, 8]);
const words = Input([4, 8], { dtype: 'int32' });

expectType<SymbolicTensor<[null, 4, 8]>>(add([four, four, four]));
expectType<SymbolicTensor<[null, 4, 8]>>(Add()([one, four]));
expectType<SymbolicTensor<[null, 28, 28, 3]>>(
  add([Input([28, 28, 1]), Input([28, 1]), Input([3])]).ensureShape([null, 28, 28, 3]),
);
expectType<SymbolicTensor<[null, 4, 8]>>(add([Input([8]), one, four]));
expectType<SymbolicTensor<[null, 1, 8]>>(add([one, Input([1])]));
expectType<SymbolicTensor<[null, 4, 8]>>(add([four]));
expectType<SymbolicTensor<[null, 4, 8]>>(add([four, add([four, Dense(8)(four)])]));
expectType<SymbolicTensor<[null, 4, 8]>>(add([four, four], { name: 'sum' }));
expectType<['sum', [null, 4, 8]]>(namedAs(add([four, four], { name: 'sum' })));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(add([words, words]));
expectType<SymbolicTensor<[null, 4, 8]>>(add([words, four]));

// What varies makes the output vary; the batch is known where one is.
expectType<SymbolicTensor<[null, null, 8]>>(add([four, open]));
expectType<SymbolicTensor<[null, null, 8]>>(add([open, one]));
expectType<SymbolicTensor<[16, 4]>>(add([Input([4]), Input([4], { batchSize: 16 })]));
expectType<SymbolicTensor<[null, number, 8]>>(add([Input([size, 8]), four]));
expectType<SymbolicTensor>(add([unranked, four]));
expectType<SymbolicTensor<[null, 4, 8]>>(add(many));
expectType<SymbolicTensor>(add(mixed));

// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
add([four, five]);
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
Add()([one, open, four, one, five]);
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 28, 28, 3) and (null, 26, 3), which differ on axis -2)
add([Input([28, 28, 3]), Input([26, 3])]);
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 3, 8) and (null, 4, 8), which differ on axis 1)
add([Input([2, 1, 1]), Input([3, 8]), four]);
// @ts-expect-error add expects inputs of the same batch size (received (1, 4) and (16, 4), which differ on axis 0)
add([Input([4], { batchSize: 1 }), Input([4], { batchSize: 16 })]);
// @ts-expect-error add expects a list of tensors (received one tensor)
add(four);
// @ts-expect-error add expects a list of tensors (received an empty list)
add([]);
// @ts-expect-error add expects a list of tensors (received tensors by name)
add({ four, one });

add([
  four,
  // @ts-expect-error add expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
  five,
  four,
]);
