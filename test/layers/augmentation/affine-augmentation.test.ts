import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { transformImages } from '../../../src/layers/augmentation/affine-augmentation.js';
import {
  RandomRotation,
  RandomShear,
  RandomTranslation,
} from '../../../src/layers/augmentation/affine-augmentations.js';
import { RandomFlip } from '../../../src/layers/augmentation/random-flip.js';
import { RandomZoom } from '../../../src/layers/augmentation/random-zoom.js';
import { shear } from '../../../src/layers/augmentation/sampling.js';
import { expectClose } from '../expect-close.js';
import { pattern } from '../preprocessing/pattern.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer } from '../run-layer.js';
import { transformedByKeras } from './transformed-by-keras.js';

const training = { training: true };

/** Images in which each pixel says how far right and how far down it is. */
function ramps(count: number, size: number): tf.Tensor {
  const places = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)]);
  return tf.tile(tf.tensor(places.flat(), [1, size, size, 2]), [count, 1, 1, 1]);
}

describe.each(['cpu', 'wasm'] as const)('augmentations that move pixels, on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(transformedByKeras)("give Keras' numbers: %s %j", (className, config, expected) => {
    tf.tidy(() => {
      const layer = fromKerasConfig({ module: 'keras.layers', class_name: className, config });
      expectClose(runLayer(layer, pattern([1, 4, 5, 1]), training), expected, 1e-5, className);
    });
  });

  it.each([
    ['horizontal', 2],
    ['vertical', 1],
    ['horizontalAndVertical', [1, 2]],
  ] as const)('flip every second image or so, exactly: %s', (mode, axes) => {
    tf.tidy(() => {
      const images = randomTensor([400, 3, 4, 2], 1);
      const output = tf.unstack(runLayer(RandomFlip(mode, { seed: 5 }), images, training));
      const flipped = tf.unstack(tf.reverse(images, [axes].flat()));
      const isFlipped = tf.unstack(images).map((image, index) => {
        const [same, other] = [image, flipped[index] as tf.Tensor].map(
          (wanted) => tf.max(tf.abs(tf.sub(wanted, output[index] as tf.Tensor))).dataSync()[0] === 0,
        );
        expect(same).not.toBe(other);
        return other;
      });
      // Five standard deviations of a binomial of 400.
      expect(Math.abs(isFlipped.filter(Boolean).length - 200)).toBeLessThan(50);
    });
  });

  it('move each image by as much as is drawn for it, from one end of the range to the other', () => {
    tf.tidy(() => {
      const layer = RandomTranslation([-0.1, 0.2], 0.1, { fillMode: 'nearest', seed: 1 });
      const middles = tf.slice(runLayer(layer, ramps(500, 20), training), [0, 10, 10, 0], [500, 1, 1, 2]);
      const moved = tf.sub(tf.tensor([10, 10]), tf.reshape(middles, [500, 2])).arraySync() as [number, number][];
      expectUniform(
        moved.map(([right]) => right),
        -2,
        2,
      );
      expectUniform(
        moved.map(([, down]) => down),
        -2,
        4,
      );
    });
  });

  it('zoom each image by as much as is drawn for it, and keep proportions unless told otherwise', () => {
    tf.tidy(() => {
      const zooms = (layer: ReturnType<typeof RandomZoom>) => {
        const output = runLayer(layer, ramps(500, 11), training);
        const [left, right] = [4, 6].map((x) => tf.slice(output, [0, 5, x, 0], [500, 1, 1, 1]));
        const [above, below] = [4, 6].map((y) => tf.slice(output, [0, y, 5, 1], [500, 1, 1, 1]));
        const ratio = (first: tf.Tensor, second: tf.Tensor) => [...tf.div(tf.sub(second, first), 2).dataSync()];
        return [ratio(left as tf.Tensor, right as tf.Tensor), ratio(above as tf.Tensor, below as tf.Tensor)] as const;
      };
      const [alongWidth, alongHeight] = zooms(RandomZoom([-0.5, 0.3], { seed: 1 }));
      expectUniform(alongHeight, 0.5, 1.3);
      for (const [index, one] of alongWidth.entries()) expect(one).toBeCloseTo(alongHeight[index] as number, 4);
      const [free] = zooms(RandomZoom(0, { widthFactor: 0.2, seed: 1 }));
      expectUniform(free, 0.8, 1.2);
    });
  });

  it('turn each image by an angle of its own, against the clock where it is positive', () => {
    tf.tidy(() => {
      const output = runLayer(RandomRotation([-0.05, 0.1], { seed: 1 }), ramps(500, 11), training);
      const [middle, right] = [5, 6].map((x) => tf.reshape(tf.slice(output, [0, 5, x, 0], [500, 1, 1, 2]), [500, 2]));
      const steps = tf.sub(right as tf.Tensor, middle as tf.Tensor).arraySync() as [number, number][];
      expectUniform(
        steps.map(([x, y]) => Math.atan2(y, x) / (2 * Math.PI)),
        -0.05,
        0.1,
      );
    });
  });

  // Made with transform_images of keras.layers.RandomShear of Keras 3.15 on TensorFlow, for the factors 0.3 and -0.2.
  it.each([
    [
      'bilinear',
      'constant',
      [
        0, 0.66, 0.38, 0.7, 0.52, 0.41, 0.74, 0.432, 0.652, 0.598, 0.16, 0.468, 0.38, 0.6, 0.636, 0.24, 0.79, 0.46,
        0.614, 0.532,
      ],
    ],
    ['nearest', 'reflect', [0, 0.7, 0.3, 1, 0.6, 0.2, 0.9, 0.5, 1, 0.6, 0, 0.7, 0.3, 0.8, 0.8, 0.2, 0.9, 0.5, 1, 1]],
  ] as const)("slant by Keras' numbers: %s", (interpolation, fillMode, expected) => {
    tf.tidy(() => {
      const options = { interpolation, fillMode, fillValue: 0.5 };
      expectClose(transformImages(pattern([1, 4, 5, 1]), [shear(0.3, -0.2)], options), expected, 1e-5, 'slanted');
    });
  });

  it('slant each image by as much as is drawn for it, every second one in the other direction', () => {
    tf.tidy(() => {
      const output = runLayer(RandomShear([0.1, 0.2], 0, { seed: 1 }), ramps(500, 11), training);
      const slants = [...tf.div(tf.sub(tf.slice(output, [0, 5, 5, 0], [500, 1, 1, 1]), 5), 5).dataSync()];
      expectUniform(slants.map(Math.abs), 0.1, 0.2);
      // Five standard deviations of a binomial of 500.
      expect(Math.abs(slants.filter((slant) => slant < 0).length - 250)).toBeLessThan(56);
    });
  });

  it('have a gradient, which is the transpose of what they do', () => {
    tf.tidy(() => {
      const layer = RandomRotation(0.5, { fillMode: 'wrap', seed: 1 });
      const [images, direction] = [randomTensor([2, 5, 4, 3], 1), randomTensor([2, 5, 4, 3], 2)];
      const gradient = tf.grad((input) => {
        const again = RandomRotation(0.5, { fillMode: 'wrap', seed: 1 });
        return tf.sum(tf.mul(runLayer(again, input, training), direction));
      })(images);
      const [along] = tf.sum(tf.mul(runLayer(layer, images, training), direction)).dataSync();
      expectClose(tf.sum(tf.mul(images, gradient)), [along as number], 2e-5, 'product');
    });
  });
});

/** Numbers that fill a range evenly: none beyond it, some near both ends, and a mean in the middle. */
function expectUniform(numbers: readonly number[], lower: number, upper: number): void {
  const width = upper - lower;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  expect(least).toBeGreaterThan(lower - 1e-4);
  expect(most).toBeLessThan(upper + 1e-4);
  expect(least).toBeLessThan(lower + 0.05 * width);
  expect(most).toBeGreaterThan(upper - 0.05 * width);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  // Five standard deviations of the mean of so many.
  expect(Math.abs(mean - (lower + upper) / 2)).toBeLessThan((5 * width) / Math.sqrt(12 * numbers.length));
}
