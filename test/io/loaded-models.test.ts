import * as tf from '@tensorflow/tfjs-core';
import {
  type AnyLayer,
  DataError,
  Dense,
  Embedding,
  Flatten,
  Input,
  loadModel,
  loadWeights,
  Model,
  modelBytes,
  Sequential,
  setBackend,
  tensor,
  weightBytes,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { wholeOf } from '../../src/io/formats/byte-parts.js';
import { writeZip } from '../../src/io/formats/write-zip.js';
import { readZip } from '../../src/io/formats/zip.js';
import { weightGroups } from '../../src/io/weight-tree.js';
import { smallZoo } from '../examples/small-zoo.js';
import { golden } from '../guide/golden-guide.js';
import { type AnyModel, build } from '../guide/golden-model.js';
import { blockModels } from './block-models.js';

beforeAll(() => setBackend('cpu'));

const anyModel = (model: unknown) => model as AnyModel;

describe('skipMismatch', () => {
  const network = (units: number, outputs: number, name = 'out') => {
    const inputs = Input([4]);
    return Model({ inputs, outputs: inputs.pipe(Dense(units, { name: 'hidden' }), Dense(outputs, { name })) });
  };
  const formats = ['weights.h5', 'h5', 'npz', 'safetensors'] as const;

  it.each(formats)('%s: leaves the layers as they are whose weights have other shapes', async (format) => {
    const [from, to] = [network(3, 2), network(3, 5)];
    const bytes = await weightBytes(from, { format });
    const before = await to.getWeights();
    await expect(loadWeights(to, bytes)).rejects.toThrow();
    expect(await to.getWeights()).toEqual(before);
    await loadWeights(to, bytes, { skipMismatch: true });
    const [kernel, bias, ...others] = await to.getWeights();
    expect([kernel, bias]).toEqual((await from.getWeights()).slice(0, 2));
    expect(others).toEqual(before.slice(2));
    from.dispose();
    to.dispose();
  });
});

describe('loaded models', () => {
  it('of Keras with a list of one input take one array', async () => {
    const inputs = Input([3], { name: 'x' });
    const bytes = await modelBytes(Model({ inputs: [inputs], outputs: [Dense(2)(inputs)] }));
    const own = await loadModel(bytes);
    expect(Array.isArray(own.inputs)).toBe(true);
    // Keras does not say which version of the library has written a file.
    const members = [...readZip(bytes, 'test')].map(([name, member]) => [name, [member.read()]] as const);
    const metadata = new TextEncoder().encode(JSON.stringify({ keras_version: '3.4.1' }));
    const loaded = anyModel(
      await loadModel(await wholeOf(writeZip(new Map([...members, ['metadata.json', [metadata]]]), 'test'))),
    );
    const found = (await loaded.predict(tensor([[1, 2, 3]]))) as tf.Tensor;
    const [expected] = (await anyModel(own).predict([tensor([[1, 2, 3]])])) as [tf.Tensor];
    expect(Array.from(found.dataSync())).toEqual(Array.from(expected.dataSync()));
  });

  it('take whole numbers in any array where they look something up, and no others', async () => {
    const inputs = Input([3], { dtype: 'int32' });
    const loaded = anyModel(await loadModel(await modelBytes(Sequential([inputs, Embedding(5, 2), Flatten()]))));
    const expected = (await loaded.predict(tensor([[0, 1, 4]], [1, 3], 'int32'))) as tf.Tensor;
    for (const given of [Float32Array.of(0, 1, 4), [[0, 1, 4]]]) {
      const found = (await loaded.predict(given)) as tf.Tensor;
      expect(Array.from(found.dataSync())).toEqual(Array.from(expected.dataSync()));
    }
    await expect(loaded.predict(Float32Array.of(0, 1, 1.5))).rejects.toThrow(DataError);
    const floats = tf.tensor2d([[0, 1, 4]], [1, 3], 'float32');
    await expect(loaded.predict(floats)).rejects.toThrow('x expects int32 elements (received float32)');
  });
});

describe('names of sizes', () => {
  it('are those that they had', async () => {
    const inputs = Input(['time', 3], { name: 'steps' });
    const loaded = anyModel(await loadModel(await modelBytes(Model({ inputs, outputs: Dense(2)(inputs) }))));
    expect((loaded.inputs as typeof inputs).shape).toEqual([null, 'time', 3]);
    expect((loaded.outputs as typeof inputs).shape).toEqual([null, 'time', 2]);
  });
});

describe('the places of weights in files', () => {
  const models: Readonly<Record<string, () => AnyLayer>> = {
    ...blockModels,
    ...Object.fromEntries(golden.models.map((each) => [each.id, () => build(each)])),
    ...(smallZoo as Readonly<Record<string, () => AnyLayer>>),
  };

  it('are those that they have always been', () => {
    const lines = Object.entries(models).flatMap(([name, make]) => [
      `# ${name}`,
      ...weightGroups(make()).flatMap(({ path, weights }) =>
        weights.map(({ shape }, index) => `${path}/vars/${index} ${shape.join(' x ')}`),
      ),
    ]);
    return expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/weight-places.txt');
  });
});
