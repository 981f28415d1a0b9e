import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import {
  DepthwiseConv1D,
  DepthwiseConv1DChannelsFirst,
  DepthwiseConv2D,
  DepthwiseConv2DChannelsFirst,
} from '../src/layers/convolution/depthwise-conv.js';
import {
  SeparableConv1D,
  SeparableConv1DChannelsFirst,
  SeparableConv2D,
  SeparableConv2DChannelsFirst,
} from '../src/layers/convolution/separable-conv.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const sequence = Input([100, 8]);
const image = Input([28, 30, 3]);

expectType<SymbolicTensor<[null, 98, 8]>>(DepthwiseConv1D(3)(sequence));
expectType<SymbolicTensor<[null, 50, 24]>>(
  DepthwiseConv1D([3], { depthMultiplier: 3, strides: 2, padding: 'same' })(sequence),
);
expectType<SymbolicTensor<[null, 200, 6]>>(DepthwiseConv1DChannelsFirst(3, { depthMultiplier: 2 })(sequence));
expectType<SymbolicTensor<[null, 26, 26, 3]>>(DepthwiseConv2D([3, 5])(image));
expectType<SymbolicTensor<[null, 12, 26, 6]>>(
  DepthwiseConv2D(3, { strides: [2, 1], dilationRate: 2, depthMultiplier: 2 })(image),
);
expectType<SymbolicTensor<[null, 28, 28, 1]>>(DepthwiseConv2DChannelsFirst(3)(image));
expectType<SymbolicTensor<[null, 98, 64]>>(SeparableConv1D(64, 3)(sequence));
expectType<SymbolicTensor<[null, 64, 6]>>(SeparableConv1DChannelsFirst(64, 3, { depthMultiplier: 2 })(sequence));
expectType<SymbolicTensor<[null, 14, 10, 64]>>(
  SeparableConv2D(64, [3, 5], { strides: [2, 3], padding: 'same' })(image),
);
expectType<SymbolicTensor<[null, 64, 26, 1]>>(SeparableConv2DChannelsFirst(64, 3, { dilationRate: [2, 1] })(image));

// What is not known spreads, and is checked at run time.
declare const size: number;
declare const two: 1 | 2;
declare const dataFormat: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
declare const vague: SymbolicTensor<[null, 28, 30, number]>;
expectType<SymbolicTensor<[null, 26, 28, number]>>(DepthwiseConv2D(3, { depthMultiplier: two })(image));
expectType<SymbolicTensor<[null, 26, 28, number]>>(DepthwiseConv2D(3)(vague));
expectType<SymbolicTensor<[null, number, number, 3]>>(DepthwiseConv2D(size)(image));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(DepthwiseConv2D(3, { dataFormat })(image));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, number]>>(DepthwiseConv2D(3)(unranked));
expectType<SymbolicTensor<[null, null, number]>>(SeparableConv1D(size, 3)(Input([null, 8])));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, 64]>>(SeparableConv2D(64, 3)(unranked));

// @ts-expect-error DepthwiseConv2D expects (batch, height, width, channels) (received (null, 784))
DepthwiseConv2D(3)(Input([784]));
// @ts-expect-error DepthwiseConv2D expects (batch, height, width, channels) with a known number of channels (received (null, 8, 8, null))
DepthwiseConv2D(3)(Input([8, 8, null]));
// @ts-expect-error DepthwiseConv1D expects a number of steps of at least 5, the size of its window (received 4, in (null, 4, 2))
DepthwiseConv1D(3, { dilationRate: 2 })(Input([4, 2]));
// @ts-expect-error SeparableConv1D expects (batch, channels, steps) with a known number of channels (received (null, null, 8))
SeparableConv1DChannelsFirst(64, 3)(Input([null, 8]));
// @ts-expect-error SeparableConv2D expects a width of at least 3, the size of its window (received 2, in (null, 8, 2, 3))
SeparableConv2D(64, 3)(Input([8, 2, 3]));
// @ts-expect-error Type '"causal"' is not assignable to type
DepthwiseConv1D(3, { padding: 'causal' });
// @ts-expect-error SeparableConv2D expects options that it has (received 'kernelInitializer')
SeparableConv2D(64, 3, { kernelInitializer: 'zeros' });
// @ts-expect-error DepthwiseConv2D: depthMultiplier expects a positive integer (received '2')
DepthwiseConv2D(3, { depthMultiplier: '2' });
