import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Activation } from '../src/layers/activations/activation.js';
import { Conv2D } from '../src/layers/convolution/conv.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Add } from '../src/layers/merging/arithmetic.js';
import { Concatenate } from '../src/layers/merging/concatenate.js';
import { LSTM } from '../src/layers/recurrent/lstm.js';
import { Flatten } from '../src/layers/reshaping/reshape.js';
import { Parallel } from '../src/layers/wrappers/parallel.js';
import { Residual } from '../src/layers/wrappers/residual.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import { Sequential } from '../src/training/sequential.js';
import type { Dimension } from '../src/types/shape.js';

declare const unranked: SymbolicTensor;

const image = Input([28, 28, 64]);
const same = { padding: 'same', activation: 'relu' } as const;
const twice = Sequential([Conv2D(64, [3, 3], same), Conv2D(64, [3, 3], same)]);

// Layers one after the other
expectType<SymbolicTensor<[null, 28, 28, 64]>>(twice(image));
expectType<SymbolicTensor<[null, 14, 14, 64]>>(twice(Input([14, 14, 3])));
expectType<SymbolicTensor<[null, 10]>>(Sequential([twice, Flatten(), Sequential([Dense(10)])])(image));
expectType<SymbolicTensor<[null, 32]> & OfType<'int32'>>(Sequential([Flatten()])(Input([4, 8], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 3]>>(Sequential([Concatenate(), Dense(3)])([Input([4]), Input([5])]));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, 64]>>(twice(unranked));

// @ts-expect-error Conv2D expects (batch, height, width, channels) (received (null, 28, 64))
twice(Input([28, 64]));
// @ts-expect-error concatenate expects a list of tensors (received one tensor)
Sequential([Dense(3), Concatenate()])(Input([4]));

// Around and side by side
const residual = Residual(twice);
expectType<SymbolicTensor<[null, 28, 28, 64]>>(residual(image));
expectType<SymbolicTensor<[null, 28, 28, 32]>>(Residual(Conv2D(32, [3, 3], same), Conv2D(32, [1, 1]))(image));
expectType<SymbolicTensor>(residual(unranked));
expectType<SymbolicTensor<[null, 7, 5]>>(TimeDistributed(Residual(Dense(5)))(Input([7, 5])));

const inception = Parallel(
  [Conv2D(64, [1, 1], same), Sequential([Conv2D(32, [1, 1]), Conv2D(128, [3, 3], same)]), Activation('relu')],
  Concatenate(),
);
expectType<SymbolicTensor<[null, 28, 28, 256]>>(inception(image));
expectType<SymbolicTensor<[null, 28, 28, 195]>>(inception(Input([28, 28, 3])));
expectType<SymbolicTensor<[null, 16]> & OfType<'int32'>>(
  Parallel([Flatten(), Flatten()], Concatenate())(Input([8], { dtype: 'int32' })),
);
expectType<SymbolicTensor<[null, 4]>>(Parallel([Dense(4), Dense(1)], Add())(Input([8])));
expectType<SymbolicTensor<[null, 10]>>(image.pipe(inception, residualOf(256), Flatten(), Dense(10)));

// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 28, 28, 64) and (null, 28, 28, 3), which differ on axis 3)
residual(Input([28, 28, 3]));
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 26, 26, 64) and (null, 28, 28, 64), which differ on axis 1)
Residual(Conv2D(64, [3, 3]))(image);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
Residual(Sequential([Flatten(), Dense(3)]))(Input([null, 3]));
// @ts-expect-error concatenate expects inputs that differ only on axis 3 (received (null, 28, 28, 8) and (null, 26, 26, 8), which differ on axis 1)
Parallel([Conv2D(8, [1, 1]), Conv2D(8, [3, 3])], Concatenate())(image);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
Parallel([Flatten(), Dense(3)], Add())(Input([null]));
// @ts-expect-error Parallel expects one tensor from each of its layers (received several tensors)
Parallel([LSTM(3), LSTM(3, { returnState: true })], Add())(Input([4, 8]));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received several tensors)
Residual(Dense(3))([Input([3])]);
// @ts-expect-error Residual: branch expects a layer (received 3)
Residual(3);

// A function that returns a block is as exact as the block.
function residualOf<const Filters extends number>(filters: Filters) {
  return Residual(Sequential([Conv2D(filters, [3, 3], same), Conv2D(filters, [3, 3], same)]));
}
