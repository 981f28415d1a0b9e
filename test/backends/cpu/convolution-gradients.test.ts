import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { setBackend } from 'tupleflow';
import { expect, it } from 'vitest';

const names = ['Conv2DBackpropFilter', 'Conv2DBackpropInput'];
const stock = names.map((name) => tf.getKernel(name, 'cpu').kernelFunc);

type Convolve = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor4D;

const size = fc.integer({ min: 1, max: 7 });
const channels = fc.integer({ min: 1, max: 4 });
const tap = fc.integer({ min: 1, max: 3 });
const cases = fc.record({
  x: fc.tuple(fc.integer({ min: 1, max: 3 }), size, size, channels),
  taps: fc.tuple(tap, tap),
  filters: channels,
  strides: fc.tuple(tap, tap),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});

const gradientsOf = (convolve: Convolve, x: tf.Tensor4D, filter: tf.Tensor4D) => {
  const slopes = (output: tf.Tensor) => tf.reshape(tf.sin(tf.range(0, output.size)), output.shape);
  const loss = (input: tf.Tensor, weights: tf.Tensor) => {
    const output = convolve(input as tf.Tensor4D, weights as tf.Tensor4D);
    return tf.sum(tf.mul(output, slopes(output)));
  };
  return tf
    .grads(loss)([x, filter])
    .map((gradient) => [...gradient.dataSync()]);
};

/** What the stock kernels give, in the place of ours. */
function withStock<Result>(action: () => Result): Result {
  const ours = names.map((name) => tf.getKernel(name, 'cpu').kernelFunc);
  const put = (kernels: readonly tf.KernelFunc[]) => {
    for (const [index, kernelName] of names.entries()) {
      tf.unregisterKernel(kernelName, 'cpu');
      tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: kernels[index] as tf.KernelFunc });
    }
  };
  put(stock);
  try {
    return action();
  } finally {
    put(ours);
  }
}

it('takes the place of the stock kernels, and agrees with them', async () => {
  await setBackend('cpu');
  for (const [index, name] of names.entries()) expect(tf.getKernel(name, 'cpu').kernelFunc).not.toBe(stock[index]);
  fc.assert(
    fc.property(cases, ({ x: shape, taps, filters, strides, pad }) => {
      fc.pre(pad === 'same' || (taps[0] <= shape[1] && taps[1] <= shape[2]));
      tf.tidy(() => {
        const x = tf.randomNormal<tf.Rank.R4>(shape);
        const filter = tf.randomNormal<tf.Rank.R4>([...taps, shape[3], filters]);
        const convolve: Convolve = (input, weights) => tf.conv2d(input, weights, strides, pad);
        const ours = gradientsOf(convolve, x, filter);
        const theirs = withStock(() => gradientsOf(convolve, x, filter));
        for (const [index, values] of ours.entries()) {
          for (const [place, value] of values.entries()) expect(value).toBeCloseTo(theirs[index]?.[place] as number, 4);
        }
      });
    }),
    { numRuns: 200 },
  );
});

it('leaves channels first to the stock kernels', async () => {
  await setBackend('cpu');
  tf.tidy(() => {
    const x = tf.randomNormal<tf.Rank.R4>([2, 3, 5, 4]);
    const filter = tf.randomNormal<tf.Rank.R4>([2, 2, 3, 2]);
    const convolve: Convolve = (input, weights) => tf.conv2d(input, weights, 1, 'valid', 'NCHW');
    expect(gradientsOf(convolve, x, filter)).toEqual(withStock(() => gradientsOf(convolve, x, filter)));
  });
});

it('is several times as fast', async () => {
  await setBackend('cpu');
  tf.tidy(() => {
    const convolve: Convolve = (input, weights) => tf.conv2d(input, weights, 1, 'valid');
    const [x, filter] = [tf.ones<tf.Rank.R4>([4, 16, 16, 16]), tf.ones<tf.Rank.R4>([3, 3, 16, 16])];
    const timeOf = () => {
      const start = performance.now();
      gradientsOf(convolve, x, filter);
      return performance.now() - start;
    };
    timeOf();
    const ours = timeOf();
    expect(withStock(timeOf) / ours).toBeGreaterThan(3);
  });
});
