import * as tf from '@tensorflow/tfjs-core';
import { Dense, losses, setBackend, tensor, valueAndGradients, zeros } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

describe.each(['cpu', 'wasm'] as const)('losses by hand on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it('are reduced, with weights for samples or positions', () => {
    const [yTrue, yPred] = [zeros([2, 2]), tensor([1, 2, 3, 4], [2, 2])];
    const mse = losses.MeanSquaredError();
    expect([...mse.compute(yTrue, yPred).dataSync()]).toEqual([7.5]);
    expect([...mse.compute(yTrue, yPred, tensor([2, 0], [2])).dataSync()]).toEqual([2.5]);
    expect([...mse.compute(yTrue, yPred, tensor([2], [])).dataSync()]).toEqual([15]);
    expect([...losses.MeanSquaredError({ reduction: 'none' }).compute(yTrue, yPred).dataSync()]).toEqual([2.5, 12.5]);
    expect([...losses.MeanSquaredError({ reduction: 'sum' }).compute(yTrue, yPred).dataSync()]).toEqual([15]);
    const own = losses.resolveLoss((target, prediction) => tf.mean(tf.sub(prediction, target), -1), 'own');
    expect([...own.compute(yTrue, yPred).dataSync()]).toEqual([2.5]);
  });

  it('go by the logits behind a softmax, where probabilities say nothing any more', () => {
    const layer = Dense(2, { activation: 'softmax', kernelInitializer: 'identity' });
    const x = tensor([200, 0], [1, 2]);
    const crossentropy = losses.SparseCategoricalCrossentropy();
    const found = valueAndGradients(() => crossentropy.compute(tensor([1], [1]), layer(x)), [x]);
    expect(found.value.dataSync()[0]).toBeCloseTo(200, 3);
    expect([...(found.gradients[0] as tf.Tensor).dataSync()]).toEqual([1, -1]);
    // What did not come from the layer like this is probabilities.
    expect(crossentropy.compute(tensor([1], [1]), tf.clone(layer(x))).dataSync()[0]).toBeLessThan(20);
    layer.dispose();
  });

  it('read targets only to check them, and never in a step', () => {
    const [yTrue, yPred, classes] = [zeros([2, 2]), tensor([0.2, 0.8, 0.4, 0.6], [2, 2]), tensor([0, 5], [2])];
    const reads = vi.spyOn(tf.engine(), 'readSync');
    losses.MeanSquaredError().compute(yTrue, yPred);
    losses.Huber().compute(tensor([Number.NaN, 0], [1, 2]), tensor([1, 2], [1, 2]));
    expect(reads).toHaveBeenCalledTimes(0);
    const sparse = losses.SparseCategoricalCrossentropy();
    expect(() => sparse.compute(classes, yPred)).toThrow('class indices from 0 to 1 in yTrue (received 5 at yTrue[1])');
    expect(reads).toHaveBeenCalledTimes(1);
    valueAndGradients(() => sparse.compute(classes, yPred), [yPred]);
    expect(() => valueAndGradients(() => sparse.compute(zeros([3, 3]), yPred), [yPred])).toThrow('yTrue expects');
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });

  it('check what they are given, and free what they make', () => {
    const crossentropy = losses.CategoricalCrossentropy();
    const yPred = tf.softmax(zeros([2, 3]));
    const count = tf.memory().numTensors;
    const indices = tensor([0, 2], [2]);
    expect(() => crossentropy.compute(indices, yPred)).toThrow(
      'yTrue expects targets of shape (2, 3) for categoricalCrossentropy (received (2); class indices are for ' +
        'sparseCategoricalCrossentropy)',
    );
    expect(() => losses.SparseCategoricalCrossentropy().compute(tensor([0, 3], [2]), yPred)).toThrow(
      'sparseCategoricalCrossentropy expects class indices from 0 to 2 in yTrue (received 3 at yTrue[1])',
    );
    expect(() => crossentropy.compute(tf.ones([2, 3]), yPred, tensor([1, 1, 1], [3]))).toThrow(
      'categoricalCrossentropy: sampleWeight expects one weight for each of 2 samples (received 3)',
    );
    expect(() => crossentropy.compute([[1, 0, 0]] as never, yPred)).toThrow(
      'categoricalCrossentropy.compute: yTrue expects a tensor (received [[1, 0, 0]])',
    );
    yPred.dispose();
    expect(() => crossentropy.compute(indices, yPred)).toThrow(
      'categoricalCrossentropy.compute: yPred expects a tensor (received a disposed one)',
    );
    // Those that were given.
    expect(tf.memory().numTensors).toBe(count - 1 + 4);
    expect(before).toBeLessThan(count);
  });
});
