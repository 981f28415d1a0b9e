import { expectType } from 'tsd';
import {
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  Input,
  type Layer,
  LSTM,
  MaxPooling2D,
  Model,
  Sequential,
  type Shape,
  type ShapeFunction,
  type SymbolicTensor,
  type Tensor,
} from 'tupleflow';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

const digit = Input([28, 28, 1]);
const classifier = Sequential([digit, Conv2D(32, [3, 3]), MaxPooling2D([2, 2]), Flatten(), Dense(10)]);
const block = Sequential([Conv2D(64, [3, 3], { padding: 'same' }), Conv2D(32, [3, 3], { padding: 'same' })]);
const grown = Sequential([Input([100], { dtype: 'int32' })])
  .add(Embedding(1000, 16))
  .add(LSTM(8))
  .add(Dense(1, { name: 'opinion' }));

expectType<SymbolicTensor<[null, 28, 28, 1]>>(classifier.inputs);
expectType<SymbolicTensor<[null, 10]>>(classifier.outputs);
expectType<SymbolicTensor<[null, 10]>>(classifier(digit));
expectType<SymbolicTensor<[null, 1]>>(grown.outputs);
expectType<['opinion', [null, 1]]>(namedAs(grown.outputs));
expectType<Promise<Tensor<[number, 10]>>>(classifier.predict({} as Tensor<[5, 28, 28, 1]>));
expectType<SymbolicTensor<[null, 28, 28, 32]>>(block(digit));
expectType<SymbolicTensor<[null, 7, 9, 32]>>(block(Input([7, 9, 3])));
expectType<SymbolicTensor<[null, 3]>>(Sequential([digit, block, Flatten(), Dense(3)]).outputs);
expectType<SymbolicTensor<[null, 3]>>(
  Model({ inputs: digit, outputs: digit.pipe(block, Flatten(), Dense(3)) }).outputs,
);
expectType<'vision'>(Sequential([digit, Flatten()], { name: 'vision' }).name);
expectType<SymbolicTensor<[null, 784]>>(Sequential([digit]).add(Flatten()).outputs);

// What the compiler does not know passes, and is checked at run time.
declare const layers: ReturnType<typeof Dense<8>>[];
declare const wide: SymbolicTensor;
expectType<SymbolicTensor<Shape>>(Sequential(layers)(Input([8])));
expectType<SymbolicTensor<[null, 8]>>(Sequential([Dense(8)])(Input([4])));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, 32]>>(block(wide));

// The mistake is reported at the layer that does not fit, wherever it stands, and once.
Sequential([
  digit,
  Conv2D(32, [3, 3]),
  // @ts-expect-error at `LSTM(16)`: LSTM expects (batch, time, features) with a known number of features (received (null, 26, 26, 32))
  LSTM(16),
  Dense(10),
]);
digit.pipe(
  Conv2D(32, [3, 3]),
  // @ts-expect-error at `Conv2D`: Conv2D expects a height of at least 27, the size of its window (received 26, in (null, 26, 26, 32))
  Conv2D(8, [27, 3]),
  Flatten(),
);
// @ts-expect-error at `LSTM(16)`: LSTM expects (batch, time, features) with a known number of features (received (null, 28, 28, 1))
const wrong = Sequential([digit]).add(LSTM(16));
expectType<SymbolicTensor<[...Dimension[], 3]>>(wrong.add(Dense(3)).outputs);
// @ts-expect-error at `grown`: model expects int32 elements for input 0 (received float32)
Sequential([Input([100]), grown]);
// @ts-expect-error at `Input`: Conv2D expects (batch, height, width, channels) (received (null, 784))
block(Input([784]));
// @ts-expect-error at `digit`: Sequential expects layers, after an Input if there is one (received a tensor)
Sequential([digit, Flatten(), digit]);
// @ts-expect-error at `digit`: Sequential expects layers, after an Input if there is one (received a tensor)
Sequential([Flatten(), digit]);
// @ts-expect-error at `Dense`: Sequential expects layers (received a function at 1)
Sequential([digit, Dense]);
// @ts-expect-error at `images`: x expects data of shape (null, 28, 28, 1) (received (number, 27, 28, 1))
classifier.predict(images);
declare const images: Tensor<[number, 27, 28, 1]>;

// What blocks of one layer, of two, and of more take and give.
declare function signature<Says>(block: Layer<ShapeFunction, string, Says>): Says;
expectType<'(batch, ..., features) → (batch, ..., 3)'>(signature(Sequential([Dense(3)])));
expectType<'any shape → the same shape'>(signature(Sequential([Dropout(0.5)])));
expectType<'(batch, ...) → (batch, ..., 3)'>(signature(Sequential([Flatten(), Dense(3)])));
expectType<'(batch, ..., features) → (batch, ..., 3)'>(
  signature(Sequential([Dropout(0.5), Dense(3), Dropout(0.5), Dropout(0.2)])),
);
