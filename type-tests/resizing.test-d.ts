import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { CenterCrop, CenterCropChannelsFirst } from '../src/layers/preprocessing/center-crop.js';
import { Resizing, ResizingChannelsFirst } from '../src/layers/preprocessing/resizing.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([224, 224, 3]);

expectType<SymbolicTensor<[null, 28, 27, 3]>>(Resizing(28, 27)(image));
expectType<SymbolicTensor<[null, 28, 27, 3]>>(Resizing(28, 27, { interpolation: 'lanczos5', antialias: true })(image));
expectType<SymbolicTensor<[null, 28, 27, 3]>>(Resizing(28, 27)(Input([null, null, 3])));
expectType<SymbolicTensor<[null, 224, 28, 27]>>(Resizing(28, 27, { dataFormat: 'channelsFirst' })(image));
expectType<SymbolicTensor<[null, 3, 28, 27]>>(ResizingChannelsFirst(28, 27)(Input([3, null, 224])));
expectType<SymbolicTensor<[null, 28, 27, 3]>>(ResizingChannelsFirst(28, 27, { dataFormat: 'channelsLast' })(image));
expectType<SymbolicTensor<[null, 28, 27, 1]> & OfType<'int32'>>(Resizing(28, 27)(Input([9, 9, 1], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 24, 23, 1]>>(CenterCrop(24, 23)(Input([28, 28, 1], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 1, 24, 23]>>(CenterCropChannelsFirst(24, 23)(Input([1, 28, 28])));

// One image has a size where batches have none.
expectType<SymbolicTensor<[28, 27, 3]>>(Resizing(28, 27)(Input([224, 3], { batchSize: 100 })));
expectType<SymbolicTensor<[3, 28, 27]>>(ResizingChannelsFirst(28, 27)(Input([100, 224], { batchSize: 3 })));

declare const size: number;
declare const oneOfTwo: 28 | 32;
declare const format: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 27, 3]>>(Resizing(size, 27)(image));
expectType<SymbolicTensor<[null, number, 27, 3]>>(CenterCrop(oneOfTwo, 27)(image));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(Resizing(28, 27, { dataFormat: format })(image));
expectType<SymbolicTensor<[Dimension, 28, 27, Dimension]>>(Resizing(28, 27)(unranked));

// @ts-expect-error Resizing expects (batch, height, width, channels) (received (null, 28, 28))
Resizing(14, 14)(Input([28, 28]));
// @ts-expect-error Resizing expects (batch, channels, height, width) (received (null, 28))
ResizingChannelsFirst(14, 14)(Input([28]));
// @ts-expect-error CenterCrop expects (batch, height, width, channels) (received (null, 2, 28, 28, 3))
CenterCrop(14, 14)(Input([2, 28, 28, 3]));
// @ts-expect-error CenterCrop expects (batch, channels, height, width) (received (null, null, null))
CenterCropChannelsFirst(14, 14)(Input([null, null]));
// @ts-expect-error Type '"cubic"' is not assignable to type
Resizing(14, 14, { interpolation: 'cubic' });
// @ts-expect-error Type '"reflect"' is not assignable to type '"constant"'
Resizing(14, 14, { fillMode: 'reflect' });
// @ts-expect-error Expected 2-3 arguments, but got 1
CenterCrop(14);
