import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import {
  Conv1DTranspose,
  Conv1DTransposeChannelsFirst,
  Conv2DTranspose,
  Conv2DTransposeChannelsFirst,
  Conv3DTranspose,
} from '../src/layers/convolution/conv-transpose.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const sequence = Input([50, 8]);
const image = Input([14, 7, 8]);
const volume = Input([4, 14, 7, 8]);

expectType<SymbolicTensor<[null, 52, 64]>>(Conv1DTranspose(64, 3)(sequence));
expectType<SymbolicTensor<[null, 101, 64]>>(Conv1DTranspose(64, [3], { strides: 2 })(sequence));
expectType<SymbolicTensor<[null, 200, 64]>>(Conv1DTranspose(64, 3, { strides: 4 })(sequence));
expectType<SymbolicTensor<[null, 64, 101]>>(Conv1DTransposeChannelsFirst(64, 3, { strides: 2 })(Input([8, 50])));
expectType<SymbolicTensor<[null, 58, 64]>>(Conv1DTranspose(64, 3, { dilationRate: 4 })(sequence));
expectType<SymbolicTensor<[null, null, 64]>>(Conv1DTranspose(64, 3)(Input([null, 8])));
expectType<SymbolicTensor<[null, 16, 11, 6]>>(Conv2DTranspose(6, [3, 5])(image));
expectType<SymbolicTensor<[null, 28, 21, 6]>>(Conv2DTranspose(6, 5, { strides: [2, 3], padding: 'same' })(image));
expectType<SymbolicTensor<[null, 6, 30, 16]>>(
  Conv2DTransposeChannelsFirst(6, 3, { strides: 2, outputPadding: 1 })(Input([8, 14, 7])),
);
expectType<SymbolicTensor<[null, 28, 15, 6]>>(
  Conv2DTranspose(6, [3, 4], { strides: 2, padding: 'same', outputPadding: [1, 3 as 1] })(Input([14, 8, 8])),
);
expectType<SymbolicTensor<[null, 27, 12, 6]>>(
  Conv2DTranspose(6, [3, 2], { strides: 2, padding: 'same', outputPadding: 0 })(image),
);
expectType<SymbolicTensor<[null, 14, 7, 6]>>(
  Conv2DTranspose(6, 3, { padding: 'same', dilationRate: [2, 3], outputPadding: null })(image),
);
expectType<SymbolicTensor<[null, 8, 42, 7, 6]>>(Conv3DTranspose(6, 1, { strides: [2, 3, 1] })(volume));
expectType<SymbolicTensor<[null, 1000000000, 9, 8]>>(Conv2DTranspose(8, [2, 3])(Input([999999999, 7, 1])));
expectType<'back'>(Conv2DTranspose(8, 3, { name: 'back' }).name);

// What is not known spreads, and is checked at run time.
declare const size: number;
declare const two: 1 | 2;
declare const padding: 'valid' | 'same';
declare const dataFormat: 'channelsFirst' | 'channelsLast';
declare const outputPadding: 0 | null;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, 16, 9, number]>>(Conv2DTranspose(size, 3)(image));
expectType<SymbolicTensor<[null, number, 9, 8]>>(Conv2DTranspose(8, [two, 3])(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2DTranspose(8, 3, { strides: size })(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2DTranspose(8, 3, { padding })(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2DTranspose(8, 3, { outputPadding })(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(
  Conv2DTranspose(8, 3, { strides: 2, outputPadding: size })(image),
);
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(Conv2DTranspose(8, 3, { dataFormat })(image));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, 8]>>(Conv2DTranspose(8, 3)(unranked));

// @ts-expect-error Conv2DTranspose expects (batch, height, width, channels) (received (null, 784))
Conv2DTranspose(8, 3)(Input([784]));
// @ts-expect-error Conv2DTranspose expects (batch, height, width, channels) (received several tensors)
Conv2DTranspose(8, 3)([image, image]);
// @ts-expect-error Conv1DTranspose expects (batch, channels, steps) with a known number of channels (received (null, null, 8))
Conv1DTransposeChannelsFirst(8, 3)(Input([null, 8]));
// @ts-expect-error Conv1DTranspose expects a number of steps of at least 2, to leave a positive size without padding (received 1, in (null, 1, 8))
Conv1DTranspose(8, 2, { padding: 'same', strides: 2, outputPadding: 0 })(Input([1, 8]));
// @ts-expect-error Conv2DTranspose: outputPadding expects numbers less than the strides (received 2 with strides of 2)
Conv2DTranspose(8, 3, { strides: 2, outputPadding: 2 });
// @ts-expect-error Conv2DTranspose: outputPadding expects numbers less than the strides (received [0, 1] with strides of [2, 1])
Conv2DTranspose(8, 3, { strides: [2, 1], outputPadding: [0, 1] });
// @ts-expect-error Conv3DTranspose: outputPadding expects numbers less than the strides (received 1 with strides of 1)
Conv3DTranspose(8, 3, { outputPadding: 1 });
// @ts-expect-error Conv2DTranspose: dilationRate expects 1 with strides greater than 1 (received 2 with strides of [1, 2])
Conv2DTranspose(8, 3, { strides: [1, 2], dilationRate: 2 });
// @ts-expect-error Type '"causal"' is not assignable to type
Conv1DTranspose(8, 3, { padding: 'causal' });
// @ts-expect-error Conv2DTranspose expects options that it has (received 'groups')
Conv2DTranspose(8, 3, { groups: 2 });
