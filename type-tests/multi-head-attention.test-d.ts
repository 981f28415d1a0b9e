import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { GroupQueryAttention } from '../src/layers/attention/group-query-attention.js';
import { MultiHeadAttention } from '../src/layers/attention/multi-head-attention.js';
import { Input } from '../src/layers/core/input.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import { Sequential } from '../src/training/sequential.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const axes: readonly number[];
declare const flag: boolean;
declare const unranked: SymbolicTensor;

const query = Input([10, 64]);
const value = Input([20, 32]);

expectType<SymbolicTensor<[null, 10, 64]>>(MultiHeadAttention(8, 16)(query, query));
expectType<SymbolicTensor<[null, 10, 64]>>(MultiHeadAttention(8, 16)(query, value, { training: false }));
expectType<[SymbolicTensor<[null, 10, 64]>, SymbolicTensor<[null, 8, 10, 20]>]>(
  MultiHeadAttention(8, 16)(query, value, { returnAttentionScores: true }),
);
expectType<[SymbolicTensor<[null, 10, 64]>, SymbolicTensor<[null, number, 10, 20]>]>(
  MultiHeadAttention(size, size)(query, value, { key: Input([20, 5]), returnAttentionScores: true }),
);
expectType<SymbolicTensor<[null, 10, 64]> | [SymbolicTensor<[null, 10, 64]>, SymbolicTensor<[null, 2, 10, 10]>]>(
  MultiHeadAttention(2, 3)(query, query, { returnAttentionScores: flag }),
);
expectType<SymbolicTensor<[null, 10, 6]>>(MultiHeadAttention(2, 3, { outputShape: 6 })(query, value));
expectType<SymbolicTensor<[null, 10, 2, 3]>>(MultiHeadAttention(2, 3, { outputShape: [2, 3] })(query, value));
expectType<SymbolicTensor<[null, 10, 64]>>(MultiHeadAttention(2, 3, { name: 'heads' })(query, value));
expectType<['heads', [null, 10, 64]]>(namedAs(MultiHeadAttention(2, 3, { name: 'heads' })(query, value)));
expectType<[SymbolicTensor<[null, 7, 3, 4]>, SymbolicTensor<[null, 7, 2, 3, 5]>]>(
  MultiHeadAttention(2, 3, { attentionAxes: 2 })(Input([7, 3, 4]), Input([7, 5, 4]), { returnAttentionScores: true }),
);
expectType<[SymbolicTensor<[null, 7, 3, 4]>, SymbolicTensor<[null, 2, 3, 7, 5, 6]>]>(
  MultiHeadAttention(2, 3, { attentionAxes: [-2, 1] })(Input([7, 3, 4]), Input([6, 5, 4]), {
    returnAttentionScores: true,
  }),
);
expectType<[SymbolicTensor<[null, 7, 3, 4]>, SymbolicTensor<[null, 2, 7, 3, 6, 5]>]>(
  MultiHeadAttention(2, 3)(Input([7, 3, 4]), Input([6, 5, 4]), { returnAttentionScores: true }),
);
expectType<[SymbolicTensor<[null, 7, 3, 4]>, SymbolicTensor]>(
  MultiHeadAttention(2, 3, { attentionAxes: axes })(Input([7, 3, 4]), Input([6, 5, 4]), {
    returnAttentionScores: true,
  }),
);
expectType<SymbolicTensor>(MultiHeadAttention(2, 3)(unranked, value));
expectType<[SymbolicTensor, SymbolicTensor]>(
  MultiHeadAttention(2, 3)(query, value, { key: unranked, returnAttentionScores: true }),
);
expectType<SymbolicTensor<[null, 10, 64]>>(
  MultiHeadAttention(2, 3)(query, value, {
    queryMask: Input([10]),
    valueMask: Input([20]),
    attentionMask: Input([2, 1, 20]),
    useCausalMask: true,
  }),
);
expectType<SymbolicTensor<[null, 10, 64]>>(GroupQueryAttention(16, 8, 2)(query, Input([20, 64])));
expectType<[SymbolicTensor<[null, 10, 64]>, SymbolicTensor<[null, 8, 10, 20]>]>(
  GroupQueryAttention(16, 8, 2)(query, Input([20, 64]), { returnAttentionScores: true }),
);
GroupQueryAttention(16, size, 3);

// @ts-expect-error at `Input([64])`: MultiHeadAttention: query expects (batch, ..., time, features) with a known number of features (received (null, 64))
MultiHeadAttention(2, 3)(Input([64]), value);
// @ts-expect-error at `Input([20, null])`: MultiHeadAttention: value expects (batch, ..., time, features) with a known number of features (received (null, 20, null))
MultiHeadAttention(2, 3)(query, Input([20, null]));
// @ts-expect-error at `key`: MultiHeadAttention expects value and key of the same size on axis 1 (received (null, 20, 32) and (null, 10, 64))
MultiHeadAttention(2, 3)(query, value, { key: query });
// @ts-expect-error at `Input([20, 64], { batchSize: 4 })`: MultiHeadAttention expects query and value of the same size on axis 0 (received (8, 10, 64) and (4, 20, 64))
MultiHeadAttention(2, 3)(Input([10, 64], { batchSize: 8 }), Input([20, 64], { batchSize: 4 }));
// @ts-expect-error at `Input([2, 20, 64])`: MultiHeadAttention expects query and value of the same rank (received (null, 10, 64) and (null, 2, 20, 64))
MultiHeadAttention(2, 3)(query, Input([2, 20, 64]));
// @ts-expect-error at `query`: MultiHeadAttention: attentionAxes expects axes between the batch and the features (received 2, of (null, 10, 64))
MultiHeadAttention(2, 3, { attentionAxes: [1, 2] })(query, value);
// @ts-expect-error at `Input([6, 5, 4])`: MultiHeadAttention expects query and value of the same size on axis 1 (received (null, 7, 3, 4) and (null, 6, 5, 4))
MultiHeadAttention(2, 3, { attentionAxes: 2 })(Input([7, 3, 4]), Input([6, 5, 4]));
// @ts-expect-error at `useCausalMask`: MultiHeadAttention expects a single attention axis for a causal mask or a sliding window (received (1, 2))
MultiHeadAttention(2, 3)(Input([7, 3, 4]), Input([6, 5, 4]), { useCausalMask: true });
// @ts-expect-error at `queryMask`: MultiHeadAttention expects queryMask of shape (null, 10) (received (null, 20))
MultiHeadAttention(2, 3)(query, value, { queryMask: Input([20]) });
// @ts-expect-error at `attentionMask`: MultiHeadAttention expects attentionMask of shape (null, 10, 20) (received (null, 20, 10))
MultiHeadAttention(2, 3)(query, value, { useCausalMask: true, attentionMask: Input([20, 10]) });
// @ts-expect-error 'mask' does not exist in type
MultiHeadAttention(2, 3)(query, value, { mask: Input([10]) });
// @ts-expect-error Expected 2-3 arguments, but got 1.
MultiHeadAttention(2, 3)(query);
// @ts-expect-error MultiHeadAttention expects query and value (received one tensor)
query.pipe(MultiHeadAttention(2, 3));
// @ts-expect-error at `3`: GroupQueryAttention: numKeyValueHeads expects a number that divides numQueryHeads, 8 (received 3)
GroupQueryAttention(16, 8, 3);
// @ts-expect-error at `value`: GroupQueryAttention expects query and value of the same size on axis 2 (received (null, 10, 64) and (null, 20, 32))
GroupQueryAttention(16, 8, 2)(query, value);
// @ts-expect-error at `Input([7, 3, 4])`: GroupQueryAttention: query expects (batch, time, features) with a known number of features (received (null, 7, 3, 4))
GroupQueryAttention(16, 8, 2)(Input([7, 3, 4]), Input([7, 3, 4]));

// A block hands on the list that it is called on.
expectType<SymbolicTensor<[null, 7, 10, 64]>>(
  TimeDistributed(MultiHeadAttention(2, 3))([Input([7, 10, 64]), Input([7, 20, 32])]),
);
// @ts-expect-error MultiHeadAttention expects query and value (received one tensor)
Sequential([MultiHeadAttention(2, 3)])(query);
