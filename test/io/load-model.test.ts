import {
  DataError,
  Dense,
  Embedding,
  Flatten,
  Input,
  type LoadModelOptions,
  loadModel,
  Model,
  modelBytes,
  ops,
  Sequential,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

describe('loadModel with stated shapes', () => {
  let bytes: Uint8Array;
  let several: Uint8Array;

  beforeAll(async () => {
    const model = Sequential([Input([4], { name: 'features' }), Dense(3, { name: 'classes' })]);
    bytes = await modelBytes(model);
    const words = Input([5], { dtype: 'int32', name: 'words' });
    const numbers = Input([2], { name: 'numbers' });
    const outputs = { a: words.pipe(Embedding(7, 3), Flatten(), Dense(2)), b: numbers.pipe(Dense(1, { name: 'b' })) };
    several = await modelBytes(Model({ inputs: [words, numbers], outputs }));
  });

  it('returns a model that fits', async () => {
    const model = await loadModel(bytes, { inputs: [null, 4], outputs: { shape: [null, 3], name: 'classes' } });
    const [values] = [await model.predict([[1, 2, 3, 4]])];
    expect(values.shape).toEqual([1, 3]);
    values.dispose();
    expect(model.getLayer('classes').className).toBe('Dense');
    model.dispose();
    const other = await loadModel(several, {
      inputs: [{ shape: [null, 5], dtype: 'int32' }, [null, 2]],
      outputs: { b: [null, 1], a: [null, 2] },
      layers: ['b'],
    });
    expect(other.outputs.a.shape).toEqual([null, 2]);
    other.dispose();
  });

  it.each([
    [{ inputs: [null, 5] }, 'loadModel: inputs expects (null, 5) of float32 (received (null, 4) of float32)'],
    [{ outputs: [3] }, 'loadModel: outputs expects (3) of float32 (received (null, 3) of float32)'],
    [
      { outputs: { shape: [null, 3], dtype: 'int32' } },
      'outputs expects (null, 3) of int32 (received (null, 3) of float',
    ],
    [
      { outputs: { shape: [null, 3], name: 'c' } },
      "(null, 3) of float32 named 'c' (received (null, 3) of float32 named",
    ],
    [
      {
        inputs: [
          [null, 4],
          [null, 4],
        ],
      },
      'loadModel: inputs expects a list of 2 (received one tensor)',
    ],
    [{ outputs: { a: [null, 3] } }, 'loadModel: outputs expects tensors by name: a (received one tensor)'],
    [{ layers: ['dense'] }, "loadModel: layers expects one named 'dense' (received classes)"],
  ] as const)('rejects a model that is another: %j', async (options, message) => {
    const loading = loadModel(bytes, options as LoadModelOptions);
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(message);
  });

  it.each([
    [{ inputs: 3 }, 'loadModel: inputs expects shapes such as [null, 784] (received 3)'],
    [{ inputs: [null, 'time'] }, 'loadModel: inputs expects shapes such as [null, 784] (received'],
    [{ inputs: { shape: [null, 4], type: 'int32' } }, 'loadModel: inputs expects'],
    [{ layers: 'dense' }, "loadModel: layers expects a list of names (received 'dense')"],
  ])('rejects options that state no shapes: %j', async (options, message) => {
    await expect(loadModel(bytes, options as never)).rejects.toThrow(message);
  });

  it('calls a model of unknown shapes', async () => {
    const model = await loadModel(bytes);
    expect(ops.relu(model(Input([4]))).shape).toEqual([null, 3]);
    model.dispose();
  });
});
