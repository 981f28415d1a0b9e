import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Activation } from '../../src/layers/activations/activation.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { repeat } from '../../src/layers/wrappers/repeat.js';
import { Model } from '../../src/training/model.js';
import { Sequential } from '../../src/training/sequential.js';

const long = 1000;
const layers = (): AnyLayer[] => Array.from({ length: long }, () => Dense(1, { kernelInitializer: 'ones' }));

const inputs = Input([1]);
const chains: readonly (readonly [string, SymbolicTensor])[] = [
  ['a pipe', inputs.pipe(...layers())],
  ['a Sequential', Sequential(layers())(inputs)],
  ['a Sequential in halves', Sequential([Sequential(layers()), Sequential(layers())])(inputs)],
  ['repeat', repeat(long, () => Dense(1, { kernelInitializer: 'ones' }))(inputs)],
  ['calls in a loop', layers().reduce<SymbolicTensor>((tensor, layer) => tensor.pipe(layer), inputs)],
  ['one layer called again', Array.from({ length: long }, () => 0).reduce((tensor) => half(tensor), inputs)],
];

function half(tensor: SymbolicTensor<[null, 1]>): SymbolicTensor<[null, 1]> {
  return Activation('linear')(tensor);
}

describe(`chains of ${long} layers`, () => {
  beforeAll(() => setBackend('cpu'));

  it.each(chains)('%s is a model that predicts and trains', { timeout: 60_000 }, async (_, outputs) => {
    const model = Model({ inputs, outputs });
    using predicted = await model.predict(new Float32Array([3]), { verbose: 0 });
    expect(await predicted.data()).toEqual(new Float32Array([3]));
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await model.fit(new Float32Array([3]), new Float32Array([3]), { verbose: 0 });
    model.dispose();
  });
});
