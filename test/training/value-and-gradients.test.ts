import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  Input,
  losses,
  Model,
  ones,
  setBackend,
  type Tensor,
  tensor,
  valueAndGradients,
  zeros,
} from 'tupleflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

function numbers(given: tf.Tensor | null | undefined): number[] | null {
  return given ? [...given.dataSync()] : null;
}

describe.each(['cpu', 'wasm'] as const)('valueAndGradients on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    before = tf.memory().numTensors;
  });

  it('gives the value of a computation and its gradients with respect to tensors', () => {
    using x = tensor([1, 2, 3], [3]);
    using y = tensor([2, 2, 2], [3]);
    using unused = tensor([1], [1]);
    {
      using found = valueAndGradients(() => tf.sum(tf.mul(tf.square(x), y)), [x, y, unused]);
      const [toX, toY, toUnused]: readonly [Tensor<[3]> | null, Tensor<[3]> | null, Tensor<[1]> | null] =
        found.gradients;
      expect(numbers(found.value)).toEqual([28]);
      expect(numbers(toX)).toEqual([4, 8, 12]);
      expect(numbers(toY)).toEqual([1, 4, 9]);
      expect(toUnused).toBeNull();
      expect(tf.memory().numTensors).toBe(before + 6);
    }
    expect(tf.memory().numTensors).toBe(before + 3);
  });

  it('takes gradients with respect to weights and inputs of a model together', () => {
    const inputs = Input([2]);
    const layer = Dense(1, { kernelInitializer: 'ones', useBias: false });
    const model = Model({ inputs, outputs: layer(inputs) });
    using x = tensor([1, 2], [1, 2]);
    {
      using found = valueAndGradients(() => tf.sum(tf.square(model(x))), [...model.trainableWeights, x]);
      expect(numbers(found.value)).toEqual([9]);
      expect(found.gradients.map(numbers)).toEqual([
        [6, 12],
        [6, 6],
      ]);
    }
    model.dispose();
    x.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes gradients of gradients', () => {
    using x = tensor([2], [1]);
    {
      using outer = valueAndGradients(() => {
        const inner = valueAndGradients(() => tf.sum(tf.mul(x, tf.square(x))), [x]);
        return tf.sum(inner.gradients[0] as tf.Tensor);
      }, [x]);
      expect(numbers(outer.value)).toEqual([12]);
      expect(numbers(outer.gradients[0])).toEqual([12]);
    }
    expect(tf.memory().numTensors).toBe(before + 1);
  });

  it('frees what is made on the way, save for what is kept', () => {
    using x = tensor([1, 2], [2]);
    let kept: tf.Tensor | undefined;
    {
      using found = valueAndGradients(() => {
        kept = tf.keep(tf.square(x));
        return tf.sum(kept);
      }, [x]);
      expect(found.gradients).toHaveLength(1);
    }
    expect(numbers(kept)).toEqual([1, 4]);
    kept?.dispose();
    expect(tf.memory().numTensors).toBe(before + 1);
  });

  it('leaves the caller’s own scalar alone, and takes no sources', () => {
    using mine = tensor([3], []);
    {
      using found = valueAndGradients(() => mine, []);
      expect(numbers(found.value)).toEqual([3]);
      expect(found.gradients).toEqual([]);
    }
    expect(numbers(mine)).toEqual([3]);
  });

  it('leaves nothing behind where the computation throws', () => {
    const layer = Dense(3, { activation: 'softmax' });
    const loss = losses.SparseCategoricalCrossentropy();
    {
      using x = ones([2, 4]);
      using y = tensor([0, 2], [2]);
      layer(x).dispose();
      const count = tf.memory().numTensors;
      const stopped = (): tf.Scalar => {
        loss.compute(y, layer(x, { training: true }));
        throw new RangeError('stopped by the caller');
      };
      const run = () => valueAndGradients(stopped, layer.trainableWeights);
      expect(run).toThrow(new RangeError('stopped by the caller'));
      expect(tf.memory().numTensors).toBe(count);
      // And the next one works.
      const right = valueAndGradients(() => tf.sum(layer(x)), layer.trainableWeights);
      expect(numbers(right.value)?.[0]).toBeCloseTo(2, 6);
      right.dispose();
      // One that is caught inside of another.
      const outer = valueAndGradients(() => {
        expect(run).toThrow();
        return tf.sum(tf.square(layer(x)));
      }, layer.trainableWeights);
      expect(outer.gradients.every((gradient) => gradient !== null)).toBe(true);
      outer.dispose();
      expect(tf.memory().numTensors).toBe(count);
    }
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('rejects what has no gradient', () => {
    using x = ones([2]);
    const vector = () => zeros([2]);
    // @ts-expect-error valueAndGradients expects a computation that returns a scalar (received (2))
    expect(() => valueAndGradients(vector, [x])).toThrow(
      'valueAndGradients expects a computation that returns a scalar (received (2))',
    );
    expect(() => valueAndGradients((async () => tf.sum(x)) as never, [x])).toThrow(
      'valueAndGradients expects a computation that returns a scalar (received a promise)',
    );
    expect(() => valueAndGradients((() => 3) as never, [x])).toThrow(
      'valueAndGradients expects a computation that returns a scalar (received 3)',
    );
    const gone = ones([1]);
    gone.dispose();
    expect(() => valueAndGradients(() => tf.sum(x), [gone])).toThrow(
      'valueAndGradients expects weights or tensors (received a disposed tensor)',
    );
    expect(() => valueAndGradients(() => tf.sum(x), ['kernel'] as never)).toThrow(
      "valueAndGradients expects weights or tensors (received 'kernel')",
    );
    x.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

afterAll(() => setBackend('wasm'));
