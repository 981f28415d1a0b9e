import { expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Embedding } from '../src/layers/core/embedding.js';
import { Input } from '../src/layers/core/input.js';
import { Concatenate } from '../src/layers/merging/concatenate.js';
import { LSTM } from '../src/layers/recurrent/lstm.js';
import { Flatten } from '../src/layers/reshaping/reshape.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import { Model } from '../src/training/model.js';

declare const size: number;
declare const unranked: SymbolicTensor;
declare const anyLayer: AnyLayer;

const input = Input([784]);
const model = Model({ inputs: input, outputs: Dense(10)(input) });
const several = Model({ inputs: [Input([2]), Input([3])], outputs: { first: input, second: Dense(1)(input) } });

expectType<SymbolicTensor<[null, 20, 10]>>(TimeDistributed(model)(Input([20, 784])));
expectType<SymbolicTensor<[null, null, 10]>>(TimeDistributed(model)(Input([null, 784])));
expectType<SymbolicTensor<[null, number, 10]>>(TimeDistributed(model)(Input([size, 784])));
expectType<SymbolicTensor<[5, 20, 10]>>(TimeDistributed(model)(Input([20, 784], { batchSize: 5 })));
expectType<SymbolicTensor<[null, 9, 20, 10]>>(TimeDistributed(TimeDistributed(model))(Input([9, 20, 784])));
expectType<SymbolicTensor<[null, 7, 200704]>>(TimeDistributed(Flatten())(Input([7, 28, 28, 256])));
expectType<SymbolicTensor<[null, 7, 3, 2]>>(TimeDistributed(Embedding(9, 2))(Input([7, 3], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 5, 5]>>(TimeDistributed(Concatenate())([Input([null, 2]), Input([5, 3])]));
expectType<[SymbolicTensor<[null, 7, 2]>, SymbolicTensor<[null, 7, 2]>, SymbolicTensor<[null, 7, 2]>]>(
  TimeDistributed(LSTM(2, { returnState: true }))(Input([7, 3, 4])),
);
const { first, second } = TimeDistributed(several)([Input([7, 2]), Input([7, 3])]);
expectType<SymbolicTensor<[null, 7, 784]>>(first);
expectType<SymbolicTensor<[null, 7, 1]>>(second);
expectType<SymbolicTensor>(TimeDistributed(Dense(2))(unranked));
expectType<SymbolicTensor<[null, 7, 2]>>(Input([7, 3]).pipe(TimeDistributed(Dense(2))));
expectType<SymbolicTensor>(TimeDistributed(anyLayer)(Input([7, 3])));

// A mask of the steps, or of more.
expectType<SymbolicTensor<[null, 7, 2]>>(TimeDistributed(Dense(2))(Input([7, 3]), { mask: Input([7]) }));
expectType<SymbolicTensor<[null, 7, 2]>>(TimeDistributed(LSTM(2))(Input([7, 5, 3]), { mask: Input([7, 5]) }));
expectType<SymbolicTensor<[null, 7, 2]>>(TimeDistributed(Dense(2))(Input([7, 3]), { mask: unranked, training: true }));
expectType<SymbolicTensor<[null, 5, 5]>>(
  TimeDistributed(Concatenate())([Input([null, 2]), Input([5, 3])], { mask: Input([5]) }),
);

// @ts-expect-error TimeDistributed expects mask of shape (null, 7, ...) (received (null, 6))
TimeDistributed(Dense(2))(Input([7, 3]), { mask: Input([6]) });
// @ts-expect-error TimeDistributed expects mask of shape (null, 5, ...) (received (null, 6))
TimeDistributed(Concatenate())([Input([null, 2]), Input([5, 3])], { mask: Input([6]) });
// @ts-expect-error TimeDistributed expects mask of shape (null, 7, ...) (received (null))
TimeDistributed(Dense(2))(Input([7, 3]), { mask: Input([]) });
// @ts-expect-error TimeDistributed expects (batch, time, ..., features) (received (null, 4))
TimeDistributed(Dense(2))(Input([4]));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
TimeDistributed(Dense(2))(Input([4, null]));
// @ts-expect-error model expects (null, 784) for input 0 (received (null, 785))
TimeDistributed(model)(Input([20, 785]));
// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
TimeDistributed(Embedding(9, 2))(Input([7, 3]));
// @ts-expect-error TimeDistributed expects inputs with the same number of steps (received (null, 5, 2) and (null, 6, 2))
TimeDistributed(Concatenate())([Input([5, 2]), Input([6, 2])]);
// @ts-expect-error TimeDistributed expects (batch, time, ..., features) (received (null, 6))
TimeDistributed(Concatenate())([Input([5, 2]), Input([6])]);
// @ts-expect-error model expects (null, 3) for input 1 (received (null, 4))
TimeDistributed(several)([Input([5, 2]), Input([5, 4])]);
