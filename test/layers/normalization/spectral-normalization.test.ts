import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { SpectralNormalization } from '../../../src/layers/normalization/spectral-normalization.js';
import { Flatten } from '../../../src/layers/reshaping/reshape.js';
import { Model } from '../../../src/training/model.js';

describe.each(['cpu', 'wasm'] as const)('SpectralNormalization on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('keeps the kernel at a norm of 1 in training, and trains it from there', async () => {
    const before = tf.memory().numTensors;
    const input = Input([2]);
    const inner = Dense(2, { useBias: false });
    const layer = SpectralNormalization(inner, { powerIterations: 20 });
    const model = Model({ inputs: input, outputs: layer(input) });
    inner.setWeights([Float32Array.of(3, 0, 0, 4)]);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const zeros = [[0, 0]];
    await model.fit(zeros, zeros, { epochs: 1, verbose: 0 });
    const [kernel] = (await inner.getWeights()) as readonly Float32Array[] as [Float32Array];
    expect([...kernel].map((value) => value.toFixed(4))).toEqual(['0.7500', '0.0000', '0.0000', '1.0000']);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves a kernel of zeros as it is', async () => {
    const input = Input([2]);
    const layer = SpectralNormalization(Dense(2, { kernelInitializer: 'zeros' }));
    const model = Model({ inputs: input, outputs: layer(input) });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [, vector] = (await layer.getWeights()) as readonly Float32Array[] as [Float32Array, Float32Array];
    await model.fit([[0, 0]], [[0, 0]], { epochs: 1, verbose: 0 });
    const weights = await layer.getWeights();
    expect([...(weights[0] as Float32Array)]).toEqual([0, 0, 0, 0]);
    expect(weights[1]).toEqual(vector);
    model.dispose();
  });

  it('takes embeddings for a kernel', () => {
    const layer = SpectralNormalization(Embedding(10, 4));
    expect(layer(Input([3], { dtype: 'int32' })).shape).toEqual([null, 3, 4]);
    expect(layer.weights.map(({ name }) => name)).toEqual(['embeddings', 'vector_u']);
    expect(layer.trainableWeights.map(({ name }) => name)).toEqual(['embeddings']);
  });
});

describe('SpectralNormalization', () => {
  it('wants a layer with a kernel, and whole iterations', () => {
    expect(() => SpectralNormalization(Flatten())(Input([2]))).toThrow(
      new ArgumentError('SpectralNormalization: layer expects a layer with a kernel or embeddings (received Flatten)'),
    );
    expect(() => SpectralNormalization(3 as never)).toThrow(
      new ArgumentError('SpectralNormalization: layer expects a layer (received 3)'),
    );
    // @ts-expect-error SpectralNormalization: powerIterations expects an integer from 1 (received 0)
    expect(() => SpectralNormalization(Dense(1), { powerIterations: 0 })).toThrow(ArgumentError);
  });
});
