import * as tf from '@tensorflow/tfjs-core';
import { type AnyLayer, ready, type SymbolicTensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { variationalAutoencoder } from '../../../examples/zoo/variational-autoencoder.js';
import { exportOnnx } from '../../../src/io/onnx/export-onnx.js';
import { smallZoo } from '../../examples/small-zoo.js';
import { expectOnnx, run, session } from './run-onnx.js';

/** What these models have in common. */
interface AnyModel extends AnyLayer {
  readonly inputs: Several<SymbolicTensor>;
  readonly outputNames: readonly string[];
  predict(x: unknown): Promise<Several<tf.Tensor>>;
}

type Several<Item> = Item | readonly Item[] | Readonly<Record<string, Item>>;

function list<Item extends object>(given: Several<Item>): readonly Item[] {
  if (Array.isArray(given)) return given;
  return 'dtype' in given ? [given as Item] : Object.values(given as Readonly<Record<string, Item>>);
}

function each<Item extends object, Result>(given: Several<Item>, change: (item: Item) => Result): Several<Result> {
  if (Array.isArray(given)) return given.map(change);
  if ('dtype' in given) return change(given as Item);
  return Object.fromEntries(
    Object.entries(given as Readonly<Record<string, Item>>).map(([name, item]) => [name, change(item)]),
  );
}

function sample({ shape, dtype }: SymbolicTensor, batch: number, steps: number): tf.Tensor {
  const sizes = [batch, ...shape.slice(1).map((size) => (typeof size === 'number' ? size : steps))];
  return dtype === 'int32' ? tf.randomUniform(sizes, 0, 2, 'int32', 1) : tf.randomNormal(sizes, 0, 1, 'float32', 1);
}

describe('models of the zoo in the runtime of ONNX', () => {
  beforeAll(() => ready());

  it.each(Object.entries(smallZoo))('%s', async (_, make) => {
    const model = make() as AnyModel;
    const loaded = await session(model);
    for (const [batch, steps] of [
      [1, 4],
      [5, 7],
    ] as const) {
      const inputs = each(model.inputs, (input) => sample(input, batch, steps));
      const expected = list(await model.predict(inputs));
      const names = list(model.inputs).map(({ name }) => name);
      expect(loaded.inputNames.toSorted()).toEqual(names.toSorted());
      const feeds = Object.fromEntries(list(inputs).map((tensor, index) => [names[index] as string, tensor]));
      const outputs = await run(loaded, feeds);
      expected.forEach((tensor, index) => {
        const name = loaded.outputNames[index] as string;
        expectOnnx(outputs[name], tensor.shape, Array.from(tensor.dataSync()));
      });
    }
    await loaded.release();
    model.dispose();
  });

  it('what is random is refused', async () => {
    await expect(exportOnnx(variationalAutoencoder() as never)).rejects.toThrow(
      /^exportOnnx expects layers whose outputs follow from their inputs \(received a Noise layer 'noise.*', which draws random numbers\)/,
    );
  });
});
