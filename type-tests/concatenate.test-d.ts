import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Concatenate, concatenate } from '../src/layers/merging/concatenate.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const axis: number;
declare const either: 1 | 2;
declare const unranked: SymbolicTensor;
declare const many: SymbolicTensor<[null, 4, 8]>[];
declare const mixed: (SymbolicTensor<[null, 4]> | SymbolicTensor<[null, 5]>)[];
declare const fourOrFive: SymbolicTensor<[null, 4]> | SymbolicTensor<[null, 5]>;

const four = Input([4, 8]);
const five = Input([5, 8]);
const open = Input([null, 8]);
const words = Input([4, 8], { dtype: 'int32' });

expectType<SymbolicTensor<[null, 37]>>(concatenate([Input([32]), Input([5])]));
expectType<SymbolicTensor<[null, 9, 8]>>(concatenate([four, five], { axis: 1 }));
expectType<SymbolicTensor<[null, 18, 8]>>(Concatenate({ axis: -2 })([four, five, four, five]));
expectType<SymbolicTensor<[null, 4, 8]>>(concatenate([four]));
expectType<SymbolicTensor<[24, 3]>>(
  concatenate([Input([3], { batchSize: 8 }), Input([3], { batchSize: 16 })], { axis: 0 }),
);
expectType<SymbolicTensor<[null, 4, 33]>>(concatenate([four, concatenate([four, Dense(9)(four)]), four]));
expectType<SymbolicTensor<[null, 8]>>(concatenate([Input([4]), Input([4])], { name: 'joined' }));
expectType<['joined', [null, 8]]>(namedAs(concatenate([Input([4]), Input([4])], { name: 'joined' })));
expectType<SymbolicTensor<[null, 160256]>>(concatenate([Input([256]), Input([160000])]));

// The axis varies where one input does; other sizes are those of the first input.
expectType<SymbolicTensor<[null, null, 8]>>(concatenate([four, open], { axis: 1 }));
expectType<SymbolicTensor<[null, null, 16]>>(concatenate([open, four], { axis: 2 }));
expectType<SymbolicTensor<[null, 4, 16]>>(concatenate([four, open], { axis: 2 }));
expectType<SymbolicTensor<[null, number, 8]>>(concatenate([four, Input([size, 8])], { axis: 1 }));
expectType<SymbolicTensor<[null, number, 16]>>(concatenate([Input([size, 8]), four]));
expectType<SymbolicTensor<[null, number]>>(concatenate([fourOrFive, Input([1])]).ensureShape([null, size]));

// What is not known is accepted.
expectType<SymbolicTensor>(concatenate([unranked, four]));
expectType<SymbolicTensor>(concatenate([four, five], { axis }));
expectType<SymbolicTensor>(concatenate([four, four], { axis: either }));
expectType<SymbolicTensor<[null, 4, number]>>(concatenate(many));
expectType<SymbolicTensor<[null, number, 8]>>(concatenate(many, { axis: 1 }));
expectType<SymbolicTensor>(concatenate(mixed));

expectType<SymbolicTensor<[null, 4, 16]> & OfType<'int32'>>(concatenate([words, words]));
expectType<SymbolicTensor<[null, 4, 16]>>(concatenate([words, four]));

// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
concatenate([four, five]);
// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
Concatenate()([four, four, four, five]);
// @ts-expect-error concatenate expects inputs that differ only on axis 1 (received (null, 4, 8) and (null, 6, 9), which differ on axis 2)
concatenate([four, five, Input([6, 9])], { axis: 1 });
// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
concatenate([open, four, open, five]);
// @ts-expect-error concatenate expects inputs that differ only on axis 1 (received (8, 3) and (16, 3), which differ on axis 0)
concatenate([Input([3], { batchSize: 8 }), Input([3]), Input([3], { batchSize: 16 })]);
// @ts-expect-error concatenate expects inputs of the same rank (received (null, 4, 8) and (null, 4))
concatenate([four, four, Input([4])]);
// @ts-expect-error concatenate: axis expects an integer from -3 to 2 (received 3)
concatenate([four, four], { axis: 3 });
// @ts-expect-error concatenate: axis expects an integer from -3 to 2 (received -4)
concatenate([four, four], { name: 'joined', axis: -4 });
// @ts-expect-error concatenate: axis expects an integer from -3 to 2 (received 5)
Concatenate({ axis: 5 })([four, four]);
// @ts-expect-error concatenate expects a list of tensors (received one tensor)
concatenate(four);
// @ts-expect-error concatenate expects a list of tensors (received an empty list)
concatenate([]);
// @ts-expect-error concatenate expects a list of tensors (received tensors by name)
concatenate({ four, five });

concatenate([
  four,
  // @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
  five,
  four,
]);
