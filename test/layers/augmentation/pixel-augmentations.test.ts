import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { clipToRange } from '../../../src/layers/augmentation/augmentation.js';
import { RandomInvert, Solarization, solarize } from '../../../src/layers/augmentation/inversions.js';
import {
  adjustContrast,
  RandomBrightness,
  RandomContrast,
} from '../../../src/layers/augmentation/pixel-augmentations.js';
import { RandomCrop } from '../../../src/layers/augmentation/random-crop.js';
import { RandomGrayscale } from '../../../src/layers/augmentation/random-grayscale.js';
import { expectClose } from '../expect-close.js';
import { pattern } from '../preprocessing/pattern.js';
import { runLayer } from '../run-layer.js';

const training = { training: true };

describe.each(['cpu', 'wasm'] as const)('contrast and brightness on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  // Made with keras.layers.RandomBrightness of Keras 3.15, with one number for both ends of its factor.
  it.each([
    [0.3, [0, 1], 1, [0.3, 1, 0.6, 1, 0.9, 0.5]],
    [-0.1, [0, 255], 100, [0, 44.5, 4.5, 74.5, 34.5, 0]],
    [-0.1, [255, 0], 100, [0, 44.5, 4.5, 74.5, 34.5, 0]],
  ] as const)("makes images brighter by Keras' numbers: %d of %j", (factor, valueRange, scale, expected) => {
    tf.tidy(() => {
      const images = tf.mul(pattern([1, 2, 3, 1]), scale);
      expectClose(
        runLayer(RandomBrightness([factor, factor], { valueRange }), images, training),
        expected,
        1e-5,
        'bright',
      );
    });
  });

  it("makes contrast larger and smaller by Keras' numbers", () => {
    // Made with transform_images of keras.layers.RandomContrast of Keras 3.15, for the factors 0.4 and 1.5.
    const expected = [
      0.23, 0.6, 0.35, 0.72, 0.47, 0.4, 0.59, 0.52, 0.27, 0.64, 0.39, 0.32, 0.783333, 0.2, 1, 0.65, 0.033333, 1,
      0.483333, 0, 0.933333, 0.35, 0, 0.8,
    ];
    tf.tidy(() => {
      const adjusted = adjustContrast(pattern([2, 2, 3, 2]), tf.tensor([0.4, 1.5], [2, 1, 1, 1]));
      expectClose(clipToRange(adjusted, [0, 1]), expected, 1e-5, 'contrast');
    });
  });

  // Made with keras.layers.RandomGrayscale, RandomInvert and Solarization of Keras 3.15.
  it("gives Keras' numbers for gray, inverted and solarized images", () => {
    tf.tidy(() => {
      const [image, colours] = [pattern([1, 2, 3, 1]), pattern([1, 2, 2, 3])];
      const gray = [0.4451, 0.6739, 0.57391, 0.47392].flatMap((one) => [one, one, one]);
      expectClose(runLayer(RandomGrayscale(1), colours, training), gray, 1e-5, 'gray');
      expectClose(runLayer(RandomGrayscale(1), image, training), [...image.dataSync()], 0, 'gray before');
      expectClose(runLayer(RandomGrayscale(0), colours, training), [...colours.dataSync()], 0, 'coloured');
      const invert = RandomInvert([1, 1], { valueRange: [-1, 2] });
      expectClose(runLayer(invert, image, training), [2, 1.3, 1.7, 1, 1.4, 1.8], 1e-5, 'inverted');
      const whole = runLayer(Solarization({ valueRange: [0, 1] }), image, training);
      expectClose(whole, [1, 0.3, 0.7, 0, 0.4, 0.8], 1e-5, 'solarized');
      const solarized = [0.156863, -0.856863, 0.456863, -1, -0.756863, 0.356863, -0.9, -0.5, 0.1, -0.8, 0.4, 0];
      const [additions, thresholds] = [
        [20, 0],
        [200, 180],
      ].map((numbers) => tf.tensor(numbers, [2, 1, 1, 1])) as [tf.Tensor, tf.Tensor];
      expectClose(solarize(pattern([2, 2, 3, 1]), additions, thresholds, [-1, 1]), solarized, 1e-5, 'in part');
    });
  });

  it('takes the colour from the share of images that it is told to, and inverts others', () => {
    tf.tidy(() => {
      const images = tf.tile(tf.tensor([0, 0, 1], [1, 1, 1, 3]), [400, 1, 1, 1]);
      const count = (output: tf.Tensor) => tf.unstack(output).filter((image) => image.dataSync()[0] !== 0).length;
      // Five standard deviations of a binomial of 400.
      expect(Math.abs(count(runLayer(RandomGrayscale(0.2, { seed: 1 }), images, training)) - 80)).toBeLessThan(40);
      expect(Math.abs(count(runLayer(RandomInvert(0.5, { seed: 1 }), images, training)) - 100)).toBeLessThan(44);
    });
  });

  it('draws contrast and brightness from the whole of their ranges, for each image', () => {
    tf.tidy(() => {
      const images = tf.tile(tf.tensor([-1, 1], [1, 1, 2, 1]), [300, 1, 1, 1]);
      const options = { valueRange: [-9, 9], seed: 1 } as const;
      const pixels = (output: tf.Tensor) => [...tf.slice(output, [0, 0, 1, 0], [300, 1, 1, 1]).dataSync()];
      expectRange(pixels(runLayer(RandomContrast([0.4, 0.8], options), images, training)), 0.6, 1.8);
      expectRange(pixels(runLayer(RandomContrast(0.5, options), images, training)), 1, 1.5);
      expectRange(pixels(runLayer(RandomBrightness(0.1, options), images, training)), -0.8, 2.8);
    });
  });
});

/** None is beyond the range, and some are near both ends. */
function expectRange(numbers: readonly number[], lower: number, upper: number): void {
  const near = 0.05 * (upper - lower);
  expect(Math.min(...numbers)).toBeGreaterThan(lower - 1e-5);
  expect(Math.min(...numbers)).toBeLessThan(lower + near);
  expect(Math.max(...numbers)).toBeLessThan(upper + 1e-5);
  expect(Math.max(...numbers)).toBeGreaterThan(upper - near);
}

describe.each(['cpu', 'wasm'] as const)('RandomCrop on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  // Made with keras.layers.RandomCrop of Keras 3.15 on TensorFlow, in training, from an image of (1, 4, 5, 1).
  it.each([
    [
      [3, 5],
      [0, 0.7, 0.3, 1, 0.6, 0.2, 0.9, 0.5, 0.1, 0.8, 0.4, 0, 0.7, 0.3, 1],
    ],
    [
      [4, 3],
      [0.7, 0.3, 1, 0.9, 0.5, 0.1, 0, 0.7, 0.3, 0.2, 0.9, 0.5],
    ],
    [
      [2, 7],
      [0.2, 0.6, 0.785714, 0.5, 0.214286, 0.4, 0.8, 0.4, 0.171429, 0.2, 0.7, 0.414286, 0.6, 1],
    ],
    [
      [6, 2],
      [0.3, 1, 0.4, 0.55, 0.533333, 0.133333, 0.666667, 0.266667, 0.8, 0.4, 0.9, 0.5],
    ],
  ] as const)(
    'leaves nothing to chance where images are not larger on both axes: to %j',
    ([height, width], expected) => {
      tf.tidy(() => {
        expectClose(runLayer(RandomCrop(height, width), pattern([1, 4, 5, 1]), training), expected, 1e-5, 'cropped');
      });
    },
  );

  // Made with keras.preprocessing.image.smart_resize of Keras 3.15.
  it.each([
    [
      [2, 3],
      [0.283333, 0.35, 0.691667, 0.308333, 0.65, 0.716667],
    ],
    [
      [6, 4],
      [
        0.7, 0.6, 0.4, 0.3, 0.8, 0.7, 0.5, 0.4, 0.75, 0.695833, 0.5875, 0.533333, 0.15, 0.279167, 0.5375, 0.666667, 0.1,
        0.275, 0.625, 0.8, 0.2, 0.375, 0.725, 0.9,
      ],
    ],
  ] as const)('gives the middle outside training, as large: to %j', ([height, width], expected) => {
    tf.tidy(() => {
      expectClose(runLayer(RandomCrop(height, width), pattern([1, 4, 5, 1])), expected, 1e-5, 'resized');
    });
  });

  it('cuts the same window out of all images of a batch, any of those that there are', () => {
    tf.tidy(() => {
      const numbers = Array.from({ length: 20 }, (_, index) => index);
      const images = tf.tensor([...numbers, ...numbers], [2, 4, 5, 1]);
      const crop = RandomCrop(2, 3, { seed: 1 });
      const corners = new Set<number>();
      for (let run = 0; run < 120; run++) {
        const [first, second] = tf.unstack(runLayer(crop, images, training)) as [tf.Tensor, tf.Tensor];
        const [corner] = first.dataSync() as Float32Array & [number];
        expectClose(
          first,
          [0, 1, 2, 5, 6, 7].map((step) => corner + step),
          0,
          'window',
        );
        expectClose(second, [...first.dataSync()], 0, 'the other image');
        corners.add(corner);
      }
      expect([...corners].sort((left, right) => left - right)).toEqual([0, 1, 2, 5, 6, 7, 10, 11, 12]);
    });
  });
});
