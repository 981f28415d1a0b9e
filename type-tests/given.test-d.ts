import { expectType } from 'tsd';
import {
  Activation,
  BatchNormalization,
  Conv2D,
  Cropping2D,
  Dense,
  Dropout,
  Embedding,
  Input,
  LSTM,
  MaxPooling2D,
  Permute,
  Reshape,
  Sequential,
  type SymbolicTensor,
} from 'tupleflow';

declare const size: number;
declare const sizes: readonly [number, number];
declare const flag: boolean;
const x = Input([784]);

// What is not known passes, as does a branch of which each fits.
expectType<SymbolicTensor<[null, number]>>(Dense(size)(x));
expectType<SymbolicTensor<[null, number]>>(Dense(flag ? 4 : 5)(x));
Conv2D(size, sizes);
Dropout(size);
Dropout(1e-7);
LSTM(8, { dropout: 0, recurrentDropout: size });

// Generic callers are checked where they are called.
const block = <const Filters extends number, const Kernel extends number>(filters: Filters, kernel: Kernel) =>
  Sequential([Conv2D(filters, [kernel, 3], { activation: 'relu' }), BatchNormalization(), Dropout(0.5)]);
expectType<SymbolicTensor<[null, 26, 26, 8]>>(block(8, 3)(Input([28, 28, 1])));

// @ts-expect-error Dense: units expects a positive integer (received -3)
Dense(-3);
// @ts-expect-error Dense: units expects a positive integer (received 2.5)
Dense(2.5);
// @ts-expect-error Dense: units expects a positive integer (received -3)
Dense(flag ? 4 : -3);
// @ts-expect-error Dense: activation expects an activation (received 'rellu')
Dense(64, { activation: 'rellu' });
// @ts-expect-error Dense expects an object of options (received 'relu')
Dense(64, 'relu');
// @ts-expect-error Dense expects options that it has (received 'use_bias', did you mean 'useBias'?)
Dense(64, { use_bias: false });
// @ts-expect-error Conv2D expects options that it has (received 'stride', did you mean 'strides'?)
Conv2D(32, 3, { stride: 2 });
// @ts-expect-error Conv2D expects an object of options (received 2)
Conv2D(32, 3, 2);
// @ts-expect-error Dropout expects options that it has (received 'rate')
Dropout(0.5, { rate: 1 });
// @ts-expect-error Input expects options that it has (received 'batch_size', did you mean 'batchSize'?)
Input([3], { batch_size: 2 });
// @ts-expect-error Input: batchSize expects a positive integer (received 0)
Input([3], { batchSize: 0 });
// @ts-expect-error Conv2D: kernelSize expects a positive integer, or a list of 2 (received [3, 3, 3])
Conv2D(32, [3, 3, 3]);
// @ts-expect-error Conv2D: kernelSize expects a positive integer, or a list of 2 (received [0, 3])
Conv2D(32, [0, 3]);
// @ts-expect-error MaxPooling2D: poolSize expects a positive integer, or a list of 2 (received 0)
MaxPooling2D(0);
// @ts-expect-error Dropout: rate expects a number from 0 to 1 (received 50)
Dropout(50);
// @ts-expect-error LSTM: dropout expects a number from 0 to less than 1 (received 1)
LSTM(8, { dropout: 1 });
// @ts-expect-error Embedding: inputDim expects a positive integer (received 0)
Embedding(0, 8);
// @ts-expect-error Input: shape expects positive integers, or for open sizes null or names such as 'time' (received -1)
Input([28, -1]);
// @ts-expect-error Reshape: targetShape expects positive integers, and -1 or null for at most one of them (received [-1, -1])
Reshape([-1, -1]);
// @ts-expect-error Permute: dims expects each of the axes from 1 to 3 once (received (0, 2, 1))
Permute([0, 2, 1]);
// @ts-expect-error Cropping2D: cropping expects an integer from 0, or a list of 2, each of which may be two (received -1)
Cropping2D(-1);
// @ts-expect-error Activation: activation expects an activation (received 'softmaxx')
Activation('softmaxx');
// @ts-expect-error Sequential expects at least one layer (received none)
Sequential([]);
// @ts-expect-error ensureShape expects a shape that fits (null, 784) (received (null, 100))
x.ensureShape([null, 100]);
