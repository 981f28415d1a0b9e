import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { AdditiveAttention, Attention } from '../src/layers/attention/attention.js';
import { Input } from '../src/layers/core/input.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const flag: boolean;
declare const unranked: SymbolicTensor;

const query = Input([10, 64]);
const value = Input([20, 32]);
const key = Input([20, 64]);

expectType<SymbolicTensor<[null, 10, 64]>>(Attention()([query, key]));
expectType<SymbolicTensor<[null, 10, 32]>>(Attention()([query, value, key]));
expectType<SymbolicTensor<[null, 10, 64]>>(Attention()([query, key], { useCausalMask: true, training: true }));
expectType<[SymbolicTensor<[null, 10, 32]>, SymbolicTensor<[null, 10, 20]>]>(
  Attention()([query, value, key], { returnAttentionScores: true }),
);
expectType<SymbolicTensor<[null, 10, 64]>>(Attention()([query, key], { returnAttentionScores: false }));
expectType<SymbolicTensor<[null, 10, 64]> | [SymbolicTensor<[null, 10, 64]>, SymbolicTensor<[null, 10, 20]>]>(
  Attention()([query, key], { returnAttentionScores: flag }),
);
expectType<SymbolicTensor<[null, 10, 64]>>(Attention({ name: 'look' })([query, key]));
expectType<['look', [null, 10, 64]]>(namedAs(Attention({ name: 'look' })([query, key])));
expectType<SymbolicTensor<[null, 2, 3, 4]>>(Attention()([Input([2, 3, 4]), Input([2, 5, 4])]));
expectType<SymbolicTensor<[null, null, 8]>>(AdditiveAttention()([Input([null, 8]), Input([5, 8])]));
expectType<SymbolicTensor<[null, number, number]>>(Attention()([Input([size, size]), Input([5, size])]));
expectType<SymbolicTensor>(Attention()([unranked, key]));
expectType<[SymbolicTensor, SymbolicTensor]>(Attention()([query, unranked], { returnAttentionScores: true }));
expectType<SymbolicTensor<[null, 10, 64]>>(Attention()([query, key], { mask: [Input([10]), Input([20])] }));
expectType<SymbolicTensor<[null, 10, 64]>>(Attention()([query, key], { mask: [null, unranked, null] }));
expectType<SymbolicTensor<[null, 10, null]>>(
  AdditiveAttention({ useScale: false })([Input([10, null]), Input([20, null])]),
);

// @ts-expect-error Attention expects a list of query and value, or of query, value and key (received one tensor)
Attention()(query);
// @ts-expect-error Attention expects a list of query and value, or of query, value and key (received a list of 1)
Attention()([query]);
// @ts-expect-error at `Input([64])`: Attention: query expects (batch, ..., time, features) (received (null, 64))
Attention()([Input([64]), value]);
// @ts-expect-error at `value`: Attention expects query and value of the same size on axis 2 (received (null, 10, 64) and (null, 20, 32))
Attention()([query, value]);
// @ts-expect-error at `value`: Attention expects query and key of the same size on axis 2 (received (null, 10, 64) and (null, 20, 32))
Attention()([query, key, value]);
// @ts-expect-error at `query`: Attention expects value and key of the same size on axis 1 (received (null, 20, 32) and (null, 10, 64))
Attention()([query, value, query]);
// @ts-expect-error Attention expects query and value of the same size on axis 0 (received (8, 10, 64) and (4, 20, 64))
Attention()([Input([10, 64], { batchSize: 8 }), Input([20, 64], { batchSize: 4 })]);
// @ts-expect-error Attention expects query and value of the same rank (received (null, 10, 64) and (null, 2, 20, 64))
Attention()([query, Input([2, 20, 64])]);
// @ts-expect-error at `mask`: Attention expects mask[0] of shape (null, 10) (received (null, 20))
Attention()([query, key], { mask: [Input([20]), null] });
// @ts-expect-error at `mask`: Attention expects mask[1] of shape (null, 20) (received (null, 10))
Attention()([query, key], { mask: [null, Input([10])], useCausalMask: true });
// @ts-expect-error at `mask`: Attention: mask expects a mask or null for each of query and value (received 1)
Attention()([query, key], { mask: [null] });
// @ts-expect-error 'causal' does not exist in type
Attention()([query, key], { causal: true });
// @ts-expect-error AdditiveAttention: query expects (batch, ..., time, features) with a known number of features (received (null, 10, null))
AdditiveAttention()([Input([10, null]), key]);
