import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import {
  RandomRotation,
  RandomShear,
  RandomTranslation,
} from '../../../src/layers/augmentation/affine-augmentations.js';
import { RandomInvert, Solarization } from '../../../src/layers/augmentation/inversions.js';
import { RandomBrightness, RandomContrast } from '../../../src/layers/augmentation/pixel-augmentations.js';
import { RandomCrop } from '../../../src/layers/augmentation/random-crop.js';
import { RandomFlip } from '../../../src/layers/augmentation/random-flip.js';
import { RandomGrayscale } from '../../../src/layers/augmentation/random-grayscale.js';
import { RandomZoom } from '../../../src/layers/augmentation/random-zoom.js';
import { Input } from '../../../src/layers/core/input.js';
import { CenterCrop } from '../../../src/layers/preprocessing/center-crop.js';
import { Resizing } from '../../../src/layers/preprocessing/resizing.js';
import type { DataFormat } from '../../../src/types/data-format.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';

interface Options {
  readonly seed: number;
  readonly dataFormat?: DataFormat;
}

const range = [-1, 1] as const;

/** Layers that change images at random, and keep their shape. */
const augmentations: Readonly<Record<string, (options: Options) => AnyLayer>> = {
  RandomBrightness: (options) => RandomBrightness(0.5, { ...options, valueRange: range }),
  RandomContrast: (options) => RandomContrast(0.5, { ...options, valueRange: range }),
  RandomFlip: (options) => RandomFlip('vertical', options),
  RandomInvert: (options) => RandomInvert([0.5, 0.5], { ...options, valueRange: range }),
  RandomRotation: (options) => RandomRotation(0.5, options),
  RandomShear: (options) => RandomShear(0.5, 0.5, options),
  RandomTranslation: (options) => RandomTranslation(0.5, 0.3, { ...options, fillMode: 'constant', fillValue: 0.5 }),
  RandomZoom: (options) => RandomZoom(0.5, { ...options, interpolation: 'nearest' }),
  Solarization: (options) => Solarization({ ...options, additionFactor: 0.5, thresholdFactor: 0.5, valueRange: range }),
};

/** And those that change it. */
const resizings: typeof augmentations = {
  CenterCrop: ({ dataFormat = 'channelsLast' }) => CenterCrop(4, 5, { dataFormat }),
  RandomCrop: (options) => RandomCrop(4, 5, options),
  Resizing: ({ dataFormat = 'channelsLast' }) => Resizing(4, 5, { dataFormat, cropToAspectRatio: true }),
};

const training = { training: true };

describe.each(['cpu', 'wasm'] as const)('augmentations on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(Object.keys(augmentations))('change nothing outside training, but integers into floats: %s', (name) => {
    tf.tidy(() => {
      const pixels = tf.tensor([1, 2, 3, 400], [1, 2, 2, 1], 'int32');
      const layer = (augmentations[name] as (options: Options) => AnyLayer)({ seed: 1 });
      const output = runLayer(layer, pixels);
      expect(output.dtype).toBe('float32');
      expectClose(output, [1, 2, 3, 400], 0, 'output');
      expect(runLayer(layer, pixels, training).dtype).toBe('float32');
    });
  });

  it.each(Object.entries(augmentations))(
    'change each image in its own way, anew at each call, and the same for the same seed: %s',
    (_, make) => {
      tf.tidy(() => {
        const images = tf.tile(randomTensor([1, 6, 5, 2], 1), [12, 1, 1, 1]);
        const run = (layer: AnyLayer) => runLayer(layer, images, training);
        const layer = make({ seed: 7 });
        const [first, second] = [run(layer), run(layer)];
        expect(first.shape).toEqual(images.shape);
        expect(new Set(tf.unstack(first).map((image) => image.dataSync().join())).size).toBeGreaterThan(1);
        expect([...second.dataSync()]).not.toEqual([...first.dataSync()]);
        expectClose(run(make({ seed: 7 })), [...first.dataSync()], 0, 'the same seed');
        expect([...run(make({ seed: 8 })).dataSync()]).not.toEqual([...first.dataSync()]);
      });
    },
  );

  it.each(Object.entries({ ...augmentations, ...resizings }))(
    'do the same to channels that come first, and to one image as to a batch of one: %s',
    (_, make) => {
      const shapes = fc.tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
      );
      const property = fc.property(shapes, fc.nat(1000), fc.boolean(), (shape, seed, isTraining) => {
        tf.tidy(() => {
          const images = randomTensor(shape, seed);
          const options = { training: isTraining };
          const expected = runLayer(make({ seed }), images, options);
          const first = make({ seed, dataFormat: 'channelsFirst' });
          const output = runLayer(first, tf.transpose(images, [0, 3, 1, 2]), options);
          expectClose(tf.transpose(output, [0, 2, 3, 1]), [...expected.dataSync()], 1e-6, 'channels first');
          if (shape[0] > 1) return;
          const one = runLayer(make({ seed }), tf.squeeze(images, [0]), { ...options, batchSize: shape[1] });
          expect(one.shape).toEqual(expected.shape.slice(1));
          expectClose(one, [...expected.dataSync()], 1e-6, 'one image');
        });
      });
      fc.assert(property, { numRuns: 20, seed: 3 });
    },
  );

  it.each(Object.entries({ ...augmentations, ...resizings }))('leave nothing behind: %s', (_, make) => {
    const images = tf.ones([2, 6, 7, 1]);
    const layer = make({ seed: 1 });
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      runLayer(layer, images, training);
    });
    expect(tf.memory().numTensors).toBe(before);
    images.dispose();
  });
});

it('take sizes that vary', () => {
  const images = Input([null, null, 1]);
  const output = RandomZoom(0.1)(RandomFlip()(images));
  expect(output.shape).toEqual([null, null, null, 1]);
  tf.tidy(() => {
    expect(runOutputs([images], [output], [tf.ones([2, 3, 4, 1])], training)[0]?.tensor.shape).toEqual([2, 3, 4, 1]);
  });
});

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
  // @ts-expect-error RandomRotation: seed expects an integer from 0 to 2^32 - 1 (received -1)
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
  // @ts-expect-error Solarization: thresholdFactor expects a number from 0 to 1, or two (received -1)
  expect(() => Solarization({ thresholdFactor: -1 })).toThrow(
    'Solarization: thresholdFactor expects a number from 0 to 1',
  );
  expect(() => (RandomGrayscale() as unknown as (input: object) => void)(Input([28, 28, 4]))).toThrow(
    'RandomGrayscale expects images with 1 or 3 channels (received (null, 28, 28, 4))',
  );
  // @ts-expect-error RandomCrop: height expects a positive integer (received 0)
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
