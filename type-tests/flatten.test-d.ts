import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Flatten } from '../src/layers/reshaping/reshape.js';
import type { Dimension } from '../src/types/shape.js';

declare const size: number;
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 200704]>>(Flatten()(Input([256, 28, 28])));
expectType<SymbolicTensor<[null, 200704]>>(Flatten({ dataFormat: 'channelsFirst' })(Input([256, 28, 28])));
expectType<SymbolicTensor<[null, 1]>>(Flatten()(Input([])));
expectType<SymbolicTensor<[null, null]>>(Flatten()(Input([null, 8])));
expectType<SymbolicTensor<[null, null]>>(Flatten()(Input([null, size])));
expectType<SymbolicTensor<[null, number]>>(Flatten()(Input([size, 8])));
expectType<SymbolicTensor<[16, 32]>>(Flatten()(Input([4, 8], { batchSize: 16 })));
expectType<SymbolicTensor<[null, 32]> & OfType<'int32'>>(Flatten()(Input([4, 8], { dtype: 'int32' })));
expectType<SymbolicTensor<[Dimension, Dimension]>>(Flatten()(unranked));

// @ts-expect-error Flatten expects (batch, ...) (received several tensors)
Flatten()([Input([4])]);
// @ts-expect-error Flatten expects (batch, ...) (received several tensors)
Flatten()({ image: Input([4]) });
