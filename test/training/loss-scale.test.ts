import { optimizers, setBackend } from 'tupleflow';
import { beforeAll, expect, it } from 'vitest';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

it('trains alike, and logs the same losses, where the loss is scaled', async () => {
  const { x, y } = samples(8);
  const trained = async (lossScaleFactor: number | null) => {
    const model = classifier();
    const weights = (await model.getWeights()).map((values, layer) =>
      values.map((_, index) => Math.sin(index + layer)),
    );
    model.setWeights(weights);
    model.compile({ optimizer: optimizers.SGD({ lossScaleFactor, clipnorm: 0.5 }), loss: 'categoricalCrossentropy' });
    const { history } = await model.fit(x, y, { epochs: 2, verbose: 0, shuffle: false });
    const after = await model.getWeights();
    model.dispose();
    return [history.loss, ...after];
  };
  // A power of two: it changes nothing at all.
  expect(await trained(1024)).toEqual(await trained(null));
});
