import { loadModel, Model, modelBytes, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyModel } from '../guide/golden-model.js';
import { one } from '../guide/golden-model.js';
import { expectClose } from '../layers/expect-close.js';
import { buildCall, feedsOf, goldenCalls, titleOf } from '../operations/golden-calls.js';
import { isStored } from './with-keras/operation-calls.js';

describe('operations in files', () => {
  beforeAll(() => setBackend('wasm'));

  it.each(goldenCalls.filter(isStored).map((golden) => [titleOf(golden), golden] as const))('%s', async (_, golden) => {
    const { inputs, outputs } = buildCall(golden);
    const model = Model({ inputs: one(inputs), outputs: one(outputs) } as never) as unknown as AnyModel;
    const same = (await loadModel(await modelBytes(model))) as unknown as AnyModel;
    const x = feedsOf(golden);
    const found = [await same.predict(one(x), { batchSize: x[0]?.shape[0] })].flat();
    golden.outputs.forEach(({ values, dtype }, index) => {
      const output = found[index];
      if (output === undefined) throw new Error('an output is missing');
      expect(output.dtype).toBe(dtype);
      expectClose(output, values, dtype === 'float32' ? 1e-5 : 0, `output ${index}`);
    });
    for (const tensor of [...x, ...found]) tensor.dispose();
  });
});
