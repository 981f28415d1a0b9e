import { expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Conv2D } from '../src/layers/convolution/conv.js';
import { Dense } from '../src/layers/core/dense.js';
import { Embedding } from '../src/layers/core/embedding.js';
import { Input } from '../src/layers/core/input.js';
import { MaxPooling2D } from '../src/layers/pooling/max-pooling.js';
import { Dropout } from '../src/layers/regularization/dropout.js';
import { Flatten } from '../src/layers/reshaping/reshape.js';
import { repeat } from '../src/layers/wrappers/repeat.js';
import { Residual } from '../src/layers/wrappers/residual.js';
import { Sequential } from '../src/training/sequential.js';
import type { Shape } from '../src/types/shape.js';

declare const depth: number;
declare const twoOrThree: 2 | 3;
declare const any: AnyLayer;

// The shape that stays, whether the number of copies is known or not.
expectType<SymbolicTensor<[null, 64]>>(repeat(8, () => Residual(Dense(64)))(Input([64])));
expectType<SymbolicTensor<[null, 64]>>(repeat(depth, () => Residual(Dense(64)))(Input([64])));
expectType<SymbolicTensor<[null, 64]>>(repeat(depth, () => Dense(64))(Input([3])));
expectType<SymbolicTensor<[null, 64]>>(repeat(twoOrThree, () => Dense(64))(Input([3])));
expectType<SymbolicTensor<[null, 28, 28, 8]>>(
  repeat(1000, () => Conv2D(8, 3, { padding: 'same' }))(Input([28, 28, 3])),
);
expectType<SymbolicTensor<[null, 5]> & OfType<'int32'>>(repeat(2, () => Dropout(0.5))(Input([5], { dtype: 'int32' })));

// A literal number of copies is followed one by one.
expectType<SymbolicTensor<[null, 4, 4, 3]>>(repeat(3, () => MaxPooling2D(2))(Input([32, 32, 3])));
expectType<SymbolicTensor<[null, 3]>>(repeat(0, () => Dense(3))(Input([3])));
expectType<SymbolicTensor<[null, 3]>>(repeat(1, () => Dense(3))(Input([5])));
expectType<SymbolicTensor<[null, 12]>>(repeat(2, () => Flatten())(Input([3, 4])));

// As a part of other layers.
expectType<SymbolicTensor<[null, 10]>>(
  Input([64]).pipe(
    repeat(2, () => Dense(64)),
    Dense(10),
  ),
);
expectType<SymbolicTensor<[null, 7]>>(
  Sequential([Dense(5), repeat(depth, () => repeat(2, () => Dense(7)))])(Input([3])),
);

// A rank or a layer that is not known.
expectType<SymbolicTensor<[...Shape, 3]>>(repeat(depth, () => Dense(3))({} as SymbolicTensor));
expectType<SymbolicTensor>(repeat(3, () => any)(Input([3])));

// What does not fit.
// @ts-expect-error repeat expects a block that keeps the shape of its output, where the number of times is not a literal (received (null, 8, 8, 3) for (null, 16, 16, 3))
repeat(depth, () => MaxPooling2D(2))(Input([32, 32, 3]));
// @ts-expect-error repeat expects a block that keeps the shape of its input, where it is repeated 0 times (received (null, 4) for (null, 3))
repeat(0, () => Dense(4))(Input([3]));
// @ts-expect-error MaxPooling2D expects a height of at least 2, the size of its window (received 1, in (null, 1, 1, 3))
repeat(6, () => MaxPooling2D(2))(Input([32, 32, 3]));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
repeat(2, () => Dense(4))(Input([null]));
// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
repeat(2, () => Embedding(10, 4))(Input([5], { dtype: 'int32' }));
// @ts-expect-error repeat: times expects an integer from 0 (received -1)
repeat(-1, () => Dense(4));
// @ts-expect-error Type 'number' is not assignable to type
repeat(2, () => 3);

// Layers that differ are different types.
let trunk = repeat(2, () => Dense(4));
trunk = repeat(2, () => Dense(4));
// @ts-expect-error is not assignable to type
trunk = repeat(2, () => Dense(5));
// @ts-expect-error is not assignable to type
trunk = repeat(3, () => Dense(4));

expectType<SymbolicTensor<[null, 4]>>(trunk(Input([3])));

// Generic functions.
const deep = <S extends Shape>(x: SymbolicTensor<S>) => repeat(depth, () => Dense(64))(x);
expectType<SymbolicTensor<[null, 7, 64]>>(deep(Input([7, 5])));
const tower = <const Units extends number>(units: Units) => repeat(depth, () => Residual(Dense(units)));
expectType<SymbolicTensor<[null, 8]>>(tower(8)(Input([8])));
