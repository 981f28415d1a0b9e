import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Embedding } from '../src/layers/core/embedding.js';
import { Input } from '../src/layers/core/input.js';

declare const size: number;
declare const either: 3 | 4;
declare const unranked: SymbolicTensor & { readonly dtype: 'int32' };

const words = Input([100], { dtype: 'int32' });

expectType<SymbolicTensor<[null, 100, 512]>>(Embedding(10000, 512)(words));
expectType<SymbolicTensor<[null, 100, 512]>>(Embedding(10000, 512, { inputLength: 100, maskZero: true })(words));
expectType<SymbolicTensor<[null, 3]>>(Embedding(10, 3)(Input([], { dtype: 'int32' })));
expectType<SymbolicTensor<[8, 2, null, 3]>>(Embedding(10, 3)(Input([2, null], { dtype: 'int32', batchSize: 8 })));
expectType<SymbolicTensor<[null, null, 3]>>(Embedding(10, 3, { inputLength: 7 })(Input([null], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, number, 3]>>(Embedding(10, 3, { inputLength: 7 })(Input([size], { dtype: 'int32' })));

// What is not known spreads.
expectType<SymbolicTensor<[null, 100, number]>>(Embedding(10, size)(words));
expectType<SymbolicTensor<[null, 100, number]>>(Embedding(10, either)(words));
expectType<SymbolicTensor>(Embedding(10, 3)(unranked));
expectType<SymbolicTensor>(Embedding(10, 3, { inputLength: 7 })(unranked));

// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
Embedding(10000, 512)(Input([100], { dtype: 'float32' }));
// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
Embedding(10000, 512)(Input([100]));
// @ts-expect-error Embedding expects integers, of dtype int32 (received bool)
Embedding(10000, 512)(Input([100], { dtype: 'bool' }));
// @ts-expect-error Embedding expects one tensor of indices (received several tensors)
Embedding(10000, 512)([words, words]);
// @ts-expect-error Embedding expects samples of 99 indices, its inputLength (received (null, 100))
Embedding(10000, 512, { inputLength: 99 })(words);
// @ts-expect-error Embedding expects samples of 7 indices, its inputLength (received (null))
Embedding(10, 3, { inputLength: 7 })(Input([], { dtype: 'int32' }));
// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
Input([100]).pipe(Embedding(10, 3));
