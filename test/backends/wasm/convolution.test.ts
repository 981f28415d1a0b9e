import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, expectGradientAgreement, floats, type Sample, sample } from './agree.js';
import { describeBuilds } from './builds.js';

interface Case {
  readonly x: Sample;
  readonly filter: Sample;
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'same' | 'valid' | tf.backend_util.ExplicitPadding;
}

const size = fc.integer({ min: 1, max: 8 });
const tap = fc.integer({ min: 1, max: 4 });

/** Convolutions of which at least one window fits. */
function cases(channels: readonly number[], outChannels: readonly number[]): fc.Arbitrary<Case> {
  return fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: size,
      width: size,
      channels: fc.constantFrom(...channels),
      outChannels: fc.constantFrom(...outChannels),
      filterHeight: tap,
      filterWidth: tap,
      strides: fc.tuple(tap, tap),
      dilations: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      pad: fc.oneof(
        fc.constantFrom('same' as const, 'valid' as const),
        fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
      ),
    })
    .filter(({ height, width, filterHeight, filterWidth, dilations, pad }) => {
      if (pad === 'same') return true;
      const [top = 0, bottom = 0, left = 0, right = 0] = pad === 'valid' ? [] : pad;
      return (
        (filterHeight - 1) * dilations[0] < height + top + bottom &&
        (filterWidth - 1) * dilations[1] < width + left + right
      );
    })
    .chain(({ batch, height, width, channels: inner, outChannels: outer, filterHeight, filterWidth, pad, ...rest }) =>
      fc.record({
        ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, fc.constant(value)])),
        x: sample([batch, height, width, inner]),
        filter: sample([filterHeight, filterWidth, inner, outer]),
        pad: fc.constant(
          typeof pad === 'string'
            ? pad
            : [
                [0, 0],
                [pad[0], pad[1]],
                [pad[2], pad[3]],
                [0, 0],
              ],
        ),
      }),
    ) as unknown as fc.Arbitrary<Case>;
}

describeBuilds('convolution', () => {
  it('convolves with all strides and paddings, and has both gradients', async () => {
    await fc.assert(
      fc.asyncProperty(cases([1, 2, 3, 17, 40], [1, 2, 7]), async ({ x, filter, strides, pad }) => {
        fc.pre(fits(x, filter, pad));
        const convolve = (input: tf.Tensor, weights: tf.Tensor) =>
          tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad);
        await expectAgreement(convolve, x, filter);
        await expectGradientAgreement(convolve, x, filter);
      }),
      { numRuns: 120 },
    );
  });

  it('convolves images of several blocks, and has both gradients', async () => {
    const wave = (...shape: number[]) =>
      floats(
        shape,
        Array.from({ length: shape.reduce((size, dimension) => size * dimension, 1) }, (_, index) =>
          Math.sin(index * 1.7),
        ),
      );
    for (const [channels, strides, pad] of [
      [20, 1, 'same'],
      [20, 2, 'valid'],
      [3, 1, 'valid'],
      [3, 2, 'same'],
      [16, 1, 'same'],
      [24, 1, 'valid'],
    ] as const) {
      const convolve = (input: tf.Tensor, weights: tf.Tensor) =>
        tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, strides, pad);
      await expectAgreement(convolve, wave(2, 15, 14, channels), wave(4, 4, channels, 9));
      await expectGradientAgreement(convolve, wave(2, 29, 28, channels), wave(3, 2, channels, 9));
      await expectAgreement(convolve, wave(2, 18, 17, channels), wave(3, 3, channels, 20));
      await expectGradientAgreement(convolve, wave(2, 17, 18, channels), wave(3, 3, channels, 20));
    }
  });

  it('convolves with dilations', async () => {
    await fc.assert(
      fc.asyncProperty(cases([1, 3], [1, 2]), ({ x, filter, dilations, pad }) =>
        expectAgreement(
          (input, weights) => tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, 1, pad, 'NHWC', dilations),
          x,
          filter,
        ),
      ),
      { numRuns: 60 },
    );
  });

  it('convolves each channel on its own, and has both gradients', async () => {
    await fc.assert(
      fc.asyncProperty(cases([1, 2, 5], [1, 2, 3]), async ({ x, filter, strides: [stride], dilations, pad }) => {
        const depthwise = (input: tf.Tensor, weights: tf.Tensor) =>
          tf.depthwiseConv2d(input as tf.Tensor4D, weights as tf.Tensor4D, stride, pad);
        if (fits(x, filter, pad)) {
          await expectAgreement(depthwise, x, filter);
          await expectGradientAgreement(depthwise, x, filter);
        }
        await expectAgreement(
          (input, weights) =>
            tf.depthwiseConv2d(input as tf.Tensor4D, weights as tf.Tensor4D, 1, pad, 'NHWC', dilations),
          x,
          filter,
        );
      }),
      { numRuns: 80 },
    );
  });

  it('is undone by a transposed convolution, with strides', async () => {
    await fc.assert(
      fc.asyncProperty(cases([1, 3], [1, 2]), ({ x, filter, strides, pad }) => {
        const [batch = 1, height = 1, width = 1] = x.shape;
        const [filterHeight = 1, filterWidth = 1, inner = 1, outer = 1] = filter.shape;
        const turned = { ...filter, shape: [filterHeight, filterWidth, outer, inner] };
        const same: [number, number, number, number] = [batch, height * strides[0], width * strides[1], outer];
        const valid: [number, number, number, number] = [
          batch,
          (height - 1) * strides[0] + filterHeight,
          (width - 1) * strides[1] + filterWidth,
          outer,
        ];
        const padding = pad === 'same' ? 'same' : 'valid';
        return expectAgreement(
          (input, weights) =>
            tf.conv2dTranspose(
              input as tf.Tensor4D,
              weights as tf.Tensor4D,
              pad === 'same' ? same : valid,
              strides,
              padding,
            ),
          x,
          turned,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('activates, fused', async () => {
    await fc.assert(
      fc.asyncProperty(
        cases([1, 3], [2]),
        fc.constantFrom('linear', 'relu', 'relu6', 'elu', 'sigmoid'),
        ({ x, filter, strides, pad }, activation) => {
          fc.pre(fits(x, filter, pad));
          return expectAgreement(
            (input, weights, bias) =>
              tf.fused.conv2d({
                x: input as tf.Tensor4D,
                filter: weights as tf.Tensor4D,
                strides,
                pad,
                bias,
                activation: activation as 'relu',
              }),
            x,
            filter,
            floats([2], [0.5, -0.5]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives nothing where no window fits, and an error where not even that', async () => {
    await expectAgreement(
      (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'valid'),
      floats([1, 1, 2, 1], [1, 2]),
      floats([2, 2, 1, 1], [1, 2, 3, 4]),
    );
    await setBackend('wasm');
    expect(() =>
      tf.tidy(() => tf.conv2d(tf.ones<tf.Rank.R4>([1, 1, 1, 1]), tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, 'valid')),
    ).toThrow('expects an input at least as large as itself');
  });
});

/** Whether a window fits without dilation. */
function fits(x: Sample, filter: Sample, pad: Case['pad']): boolean {
  if (pad === 'same') return true;
  const [, [top = 0, bottom = 0] = [], [left = 0, right = 0] = []] = pad === 'valid' ? [] : pad;
  return (
    (filter.shape[0] as number) <= (x.shape[1] as number) + top + bottom &&
    (filter.shape[1] as number) <= (x.shape[2] as number) + left + right
  );
}
