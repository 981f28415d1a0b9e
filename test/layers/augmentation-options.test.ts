import { expect, it } from 'vitest';
import type { AnyLayer } from '../../src/graph/layer.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';
import { Input } from '../../src/layers/input.js';
import { RandomBrightness } from '../../src/layers/random-brightness.js';
import { RandomContrast } from '../../src/layers/random-contrast.js';
import { RandomCrop } from '../../src/layers/random-crop.js';
import { RandomFlip } from '../../src/layers/random-flip.js';
import { RandomGrayscale } from '../../src/layers/random-grayscale.js';
import { RandomInvert } from '../../src/layers/random-invert.js';
import { RandomRotation } from '../../src/layers/random-rotation.js';
import { RandomShear } from '../../src/layers/random-shear.js';
import { RandomTranslation } from '../../src/layers/random-translation.js';
import { RandomZoom } from '../../src/layers/random-zoom.js';
import { Solarization } from '../../src/layers/solarization.js';

it("augmentations are written as Keras' configuration", () => {
  const affine = {
    data_format: 'channels_last',
    fill_mode: 'reflect',
    fill_value: 0,
    interpolation: 'bilinear',
    seed: null,
  };
  const colour = { data_format: 'channels_last', value_range: [0, 255], seed: null };
  const written = (layer: AnyLayer) => {
    const { name: _, dtype: __, ...config } = toKerasConfig(layer).config;
    return config;
  };
  // What get_config of Keras 3.15 gives.
  expect(written(RandomFlip('horizontal', { seed: 3 }))).toEqual({
    trainable: true,
    data_format: 'channels_last',
    seed: 3,
    mode: 'horizontal',
  });
  expect(written(RandomFlip())).toMatchObject({ mode: 'horizontal_and_vertical', seed: null });
  expect(written(RandomRotation(0.2))).toEqual({ trainable: true, factor: [-0.2, 0.2], ...affine });
  expect(written(RandomTranslation([-0.1, 0.2], 0.3))).toEqual({
    trainable: true,
    height_factor: [-0.1, 0.2],
    width_factor: 0.3,
    ...affine,
  });
  expect(written(RandomZoom(0.2, { dataFormat: 'channelsFirst' }))).toEqual({
    trainable: true,
    height_factor: 0.2,
    width_factor: null,
    ...affine,
    data_format: 'channels_first',
  });
  expect(written(RandomContrast(0.2))).toEqual({ trainable: true, factor: [0, 0.2], ...colour });
  expect(written(RandomBrightness([0.2, -0.1]))).toEqual({ trainable: true, factor: [-0.1, 0.2], ...colour });
  expect(written(RandomShear(0.1, 0.2))).toEqual({
    trainable: true,
    x_factor: [-0.1, 0.1],
    y_factor: [-0.2, 0.2],
    ...affine,
  });
  expect(written(RandomGrayscale(0.3, { seed: 3 }))).toEqual({
    trainable: true,
    data_format: 'channels_last',
    factor: 0.3,
  });
  expect(written(RandomInvert(0.4))).toEqual({ trainable: true, factor: [0, 0.4], ...colour });
  expect(written(Solarization({ additionFactor: 0.1, thresholdFactor: [0.2, 0.3], valueRange: [0, 1] }))).toEqual({
    trainable: true,
    addition_factor: [0, 0.1],
    threshold_factor: [0.2, 0.3],
    ...colour,
    value_range: [0, 1],
  });
  expect(written(RandomCrop(3, 4, { seed: 5 }))).toEqual({
    trainable: true,
    height: 3,
    width: 4,
    seed: 5,
    data_format: 'channels_last',
  });
});

it('augmentations say what they do not take', () => {
  const call = (layer: AnyLayer) => () => (layer as unknown as (input: object) => void)(Input([28, 28]));
  expect(call(RandomFlip())).toThrow('RandomFlip expects (batch, height, width, channels) (received (null, 28, 28))');
  expect(call(RandomCrop(3, 3, { dataFormat: 'channelsFirst' }))).toThrow(
    'RandomCrop expects (batch, channels, height, width) (received (null, 28, 28))',
  );
  expect(() => RandomFlip('diagonal' as 'vertical')).toThrow("RandomFlip: mode expects one of 'horizontal'");
  expect(() => RandomRotation(1.5)).toThrow(
    'RandomRotation: factor expects a number from -1 to 1, or two (received 1.5)',
  );
  expect(() => RandomRotation([0, 2])).toThrow('(received [0, 2])');
  expect(() => RandomRotation([0.1] as never)).toThrow('(received [0.1])');
  expect(() => RandomRotation(undefined as never)).toThrow('(received undefined)');
  expect(() => RandomRotation(Number.NaN)).toThrow('RandomRotation: factor expects');
  expect(() => RandomRotation(0, { fillMode: 'mirror' as 'wrap' })).toThrow(
    "RandomRotation: fillMode expects one of 'reflect', 'wrap', 'constant', 'nearest' (received 'mirror')",
  );
  expect(() => RandomRotation(0, { interpolation: 'bicubic' as 'nearest' })).toThrow('RandomRotation: interpolation');
  expect(() => RandomRotation(0, { fillValue: Number.POSITIVE_INFINITY })).toThrow('RandomRotation: fillValue');
  expect(() => RandomRotation(0, { seed: -1 })).toThrow('RandomRotation: seed expects an integer from 0 to 2^32 - 1');
  expect(() => RandomTranslation(0, -2)).toThrow('RandomTranslation: widthFactor expects a number from -1 to 1');
  expect(() => RandomZoom(-1)).toThrow(
    'RandomZoom: heightFactor expects a number of more than -1 and at most 1, or two',
  );
  expect(() => RandomZoom(1, { widthFactor: [0, -1] })).toThrow('RandomZoom: widthFactor');
  expect(() => RandomContrast(-0.1)).toThrow('RandomContrast: factor expects a number from 0 to 1, or two');
  expect(() => RandomBrightness(0.1, { valueRange: [0, Number.NaN] })).toThrow(
    'RandomBrightness: valueRange expects two numbers (received [0, NaN])',
  );
  expect(() => RandomBrightness(0.1, { dataFormat: 'last' as 'channelsLast' })).toThrow('RandomBrightness: dataFormat');
  expect(() => RandomShear(0, 1.5)).toThrow(
    'RandomShear: yFactor expects a number from -1 to 1, or two (received 1.5)',
  );
  expect(() => RandomGrayscale(2)).toThrow('RandomGrayscale: factor expects a number from 0 to 1 (received 2)');
  expect(() => RandomInvert([0, 2])).toThrow('RandomInvert: factor expects a number from 0 to 1, or two');
  expect(() => Solarization({ thresholdFactor: -1 })).toThrow(
    'Solarization: thresholdFactor expects a number from 0 to 1',
  );
  expect(() => (RandomGrayscale() as unknown as (input: object) => void)(Input([28, 28, 4]))).toThrow(
    'RandomGrayscale expects images with 1 or 3 channels (received (null, 28, 28, 4))',
  );
  expect(() => RandomCrop(0, 1)).toThrow('RandomCrop: height expects a positive integer (received 0)');
});

it.each([
  RandomRotation([-0.1, 0.2]),
  RandomShear(0.1, 0.2),
  RandomContrast(0.3),
  RandomZoom(0.1),
  RandomInvert(),
  Solarization(),
] as const)('augmentations come back as they were written: %s', (layer) => {
  const written = toKerasConfig(layer as AnyLayer);
  expect(toKerasConfig(fromKerasConfig(written))).toEqual(written);
});
