import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { RandomRotation, RandomShear, RandomTranslation } from '../src/layers/augmentation/affine-augmentations.js';
import { RandomInvert, Solarization } from '../src/layers/augmentation/inversions.js';
import { RandomBrightness, RandomContrast } from '../src/layers/augmentation/pixel-augmentations.js';
import { RandomCrop, RandomCropChannelsFirst } from '../src/layers/augmentation/random-crop.js';
import { RandomFlip, RandomFlipChannelsFirst } from '../src/layers/augmentation/random-flip.js';
import { RandomGrayscale, RandomGrayscaleChannelsFirst } from '../src/layers/augmentation/random-grayscale.js';
import { RandomZoom } from '../src/layers/augmentation/random-zoom.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, null, 3]);
type Same = SymbolicTensor<[null, 28, null, 3]>;

expectType<Same>(RandomFlip()(image));
expectType<Same>(RandomFlip('horizontal', { seed: 1 })(image));
expectType<Same>(RandomFlipChannelsFirst('vertical')(image));
expectType<Same>(RandomRotation([-0.1, 0.2], { fillMode: 'constant', fillValue: 1 })(image));
expectType<Same>(RandomTranslation(0.1, [0, 0.2], { interpolation: 'nearest' })(image));
expectType<Same>(RandomZoom(0.1, { widthFactor: [-0.1, 0] })(image));
expectType<Same>(RandomContrast(0.1, { valueRange: [0, 1] })(image));
expectType<Same>(RandomBrightness([0, 0.1])(image));
expectType<Same>(RandomShear(0.1, 0.2)(image));
expectType<Same>(RandomInvert()(image));
expectType<Same>(Solarization({ additionFactor: 0.1 })(image));
expectType<Same>(RandomGrayscale(0.1)(image));
expectType<SymbolicTensor<[null, 1, 28, 28]>>(RandomGrayscaleChannelsFirst()(Input([1, 28, 28])));
expectType<SymbolicTensor<[null, 28, 28, null]>>(RandomGrayscale()(Input([28, 28, null])));
expectType<SymbolicTensor<[null, 24, 23, 3]>>(RandomCrop(24, 23)(image));
expectType<SymbolicTensor<[null, 3, 24, 23]>>(RandomCropChannelsFirst(24, 23)(Input([3, null, null])));

// Integers become floats.
expectType<SymbolicTensor<[null, 28, 28, 1]>>(RandomFlip()(Input([28, 28, 1], { dtype: 'int32' })));

// One image has a size where batches have none.
expectType<SymbolicTensor<[28, 28, 3]>>(RandomRotation(0.1)(Input([28, 3], { batchSize: 28 })));
expectType<SymbolicTensor<[24, 23, 3]>>(RandomCrop(24, 23)(Input([28, 3], { batchSize: 28 })));

declare const size: number;
declare const format: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 23, 3]>>(RandomCrop(size, 23)(image));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(RandomCrop(24, 23, { dataFormat: format })(image));
expectType<Same>(RandomFlip('vertical', { dataFormat: format })(image));
expectType<SymbolicTensor<Shape>>(RandomFlip()(unranked));
expectType<SymbolicTensor<Shape>>(RandomGrayscale()(unranked));
expectType<SymbolicTensor<[null, 28, 28, number]>>(RandomGrayscale()(Input([28, 28, size])));
expectType<Same>(RandomGrayscale(0.1, { dataFormat: format })(image));
expectType<SymbolicTensor<[Dimension, 24, 23, Dimension]>>(RandomCrop(24, 23)(unranked));

// @ts-expect-error RandomFlip expects (batch, height, width, channels) (received (null, 28, 28))
RandomFlip()(Input([28, 28]));
// @ts-expect-error RandomFlip expects (batch, channels, height, width) (received (null, 28, 28))
RandomFlipChannelsFirst()(Input([28, 28]));
// @ts-expect-error RandomRotation expects (batch, height, width, channels) (received (null, 784))
RandomRotation(0.1)(Input([784]));
// @ts-expect-error RandomTranslation expects (batch, height, width, channels) (received (null, null, 28))
RandomTranslation(0.1, 0.1)(Input([null, 28]));
// @ts-expect-error RandomZoom expects (batch, height, width, channels) (received (null, 8, 28, 28, 3))
RandomZoom(0.1)(Input([8, 28, 28, 3]));
// @ts-expect-error RandomContrast expects (batch, height, width, channels) (received (null, 28, 28))
RandomContrast(0.1)(Input([28, 28]));
// @ts-expect-error RandomBrightness expects (batch, height, width, channels) (received (null, 28, 28))
RandomBrightness(0.1)(Input([28, 28]));
// @ts-expect-error RandomShear expects (batch, height, width, channels) (received (null, 28, 28))
RandomShear(0.1)(Input([28, 28]));
// @ts-expect-error RandomInvert expects (batch, height, width, channels) (received (null, 28, 28))
RandomInvert(0.1)(Input([28, 28]));
// @ts-expect-error Solarization expects (batch, height, width, channels) (received (null, 28, 28))
Solarization()(Input([28, 28]));
// @ts-expect-error RandomGrayscale expects (batch, height, width, channels) (received (null, 28, 28))
RandomGrayscale()(Input([28, 28]));
// @ts-expect-error RandomGrayscale expects images with 1 or 3 channels (received (null, 28, 28, 4))
RandomGrayscale()(Input([28, 28, 4]));
// @ts-expect-error RandomGrayscale expects images with 1 or 3 channels (received (null, 28, 28, 3))
RandomGrayscaleChannelsFirst()(Input([28, 28, 3]));
// @ts-expect-error RandomCrop expects (batch, height, width, channels) (received (null, 28, 28))
RandomCrop(24, 24)(Input([28, 28]));
// @ts-expect-error Argument of type '"diagonal"' is not assignable to parameter of type
RandomFlip('diagonal');
// @ts-expect-error Type '"mirror"' is not assignable to type
RandomRotation(0.1, { fillMode: 'mirror' });
// @ts-expect-error Type '"bicubic"' is not assignable to type
RandomZoom(0.1, { interpolation: 'bicubic' });
// @ts-expect-error Type 'number' is not assignable to type 'undefined'
RandomBrightness([0, 0.1, 0.2]);
