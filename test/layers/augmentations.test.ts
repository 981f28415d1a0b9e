import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { CenterCrop } from '../../src/layers/center-crop.js';
import { Input } from '../../src/layers/input.js';
import { RandomBrightness } from '../../src/layers/random-brightness.js';
import { RandomContrast } from '../../src/layers/random-contrast.js';
import { RandomCrop } from '../../src/layers/random-crop.js';
import { RandomFlip } from '../../src/layers/random-flip.js';
import { RandomInvert } from '../../src/layers/random-invert.js';
import { RandomRotation } from '../../src/layers/random-rotation.js';
import { RandomShear } from '../../src/layers/random-shear.js';
import { RandomTranslation } from '../../src/layers/random-translation.js';
import { RandomZoom } from '../../src/layers/random-zoom.js';
import { Resizing } from '../../src/layers/resizing.js';
import { Solarization } from '../../src/layers/solarization.js';
import type { DataFormat } from '../../src/types/data-format.js';
import { expectClose } from './expect-close.js';
import { randomTensor } from './random-tensor.js';
import { runLayer, runOutputs } from './run-layer.js';

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
