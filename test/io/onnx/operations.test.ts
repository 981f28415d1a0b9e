import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Model } from '../../../src/training/model.js';
import { buildCall, feedsOf, type GoldenCall, goldenCalls, titleOf } from '../../operations/golden-calls.js';
import { expectOnnx, run, session } from './run-onnx.js';

/** Operations that ONNX has no graph for, with the reason. */
const notExported: Readonly<Record<string, string>> = {};

async function check(golden: GoldenCall): Promise<void> {
  const { inputs, outputs } = buildCall(golden);
  const model = Model({ inputs, outputs }) as unknown as AnyLayer;
  const loaded = await session(model);
  const feeds = feedsOf(golden).map((tensor, index) => [loaded.inputNames[index] as string, tensor]);
  const received = Object.values(await run(loaded, Object.fromEntries(feeds)));
  for (const [index, { shape, values }] of golden.outputs.entries()) expectOnnx(received[index], shape, values);
  await loaded.release();
}

describe('operations in the runtime of ONNX', () => {
  beforeAll(() => setBackend('cpu'));
  const graphs = goldenCalls.filter(({ inputs }) => inputs.length > 0);
  it.each(graphs.map((golden) => [titleOf(golden), golden] as const))('%s', async (_, golden) => {
    const reason = notExported[golden.call];
    if (reason === undefined) return check(golden);
    await expect(check(golden)).rejects.toThrow(reason);
  });
});
