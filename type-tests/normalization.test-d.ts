import { expectType } from 'tsd';
import { type AnyLayer, Dense, Input, Normalization, type SymbolicTensor } from 'tupleflow';

declare const either: 1 | 2;
declare const numbers: number[][];
declare const layer: AnyLayer;

expectType<SymbolicTensor<[null, 3]>>(Normalization()(Input([3])));
expectType<SymbolicTensor<[null, 3]>>(Normalization()(Input([3], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, null, 3]>>(Normalization({ mean: 1, variance: 2 })(Input([null, 3])));
expectType<SymbolicTensor<[null, null]>>(Normalization({ axis: null })(Input([null])));
expectType<SymbolicTensor<[null, 2, 3]>>(Normalization({ axis: [1, -1] })(Input([2, 3])));
expectType<SymbolicTensor<[null, 2, 3]>>(Normalization({ axis: either })(Input([2, 3])));
expectType<SymbolicTensor<[null, 5]>>(Input([3]).pipe(Normalization(), Dense(5)));

// @ts-expect-error at `Input`: Normalization expects a known size on axis -1 (received (null, null))
Normalization()(Input([null]));
// @ts-expect-error at `Input`: Normalization expects an input with an axis 2 (received (null, 3))
Normalization({ axis: 2 })(Input([3]));
// @ts-expect-error at `Input`: Normalization expects a known size on axis 0 (received (null, 3))
Normalization({ axis: [0, 1] })(Input([3]));
// @ts-expect-error at `Input`: layer expects numbers, such as the output of StringLookup (received strings)
Normalization()(Input([3], { dtype: 'string' }));

// --- adapt ---

expectType<Promise<void>>(Normalization().adapt([[1, 2, 3]]));
expectType<Promise<void>>(Normalization().adapt(numbers));
expectType<Promise<void>>(Normalization().adapt(new Float32Array(3)));
expectType<Promise<void>>(Normalization().adapt(new Set([[numbers, [1]] as const]), { steps: 3 }));

// @ts-expect-error at `'a'`: Type 'string' is not assignable to type
Normalization().adapt([['a']]);
// @ts-expect-error at `adapt`: Property 'adapt' does not exist on type
Dense(3).adapt(numbers);
// @ts-expect-error at `adapt`: Property 'adapt' does not exist on type
layer.adapt(numbers);
