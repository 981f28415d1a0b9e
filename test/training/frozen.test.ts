import { BatchNormalization, Dense, Input, Model, optimizers, regularizers, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const x = [
  [1, 2],
  [3, 4],
];
const y = [[0], [0]];

function build() {
  const inputs = Input([2]);
  const dense = Dense(1, { kernelInitializer: 'ones', kernelRegularizer: regularizers.L2(0.5) });
  const normalization = BatchNormalization({ momentum: 0.5 });
  const model = Model({ inputs, outputs: inputs.pipe(dense, normalization) });
  model.compile({ optimizer: optimizers.SGD({ learningRate: 0 }), loss: 'meanSquaredError' });
  return { model, dense, movingMean: () => normalization.getWeights().then((weights) => weights[2]?.[0]) };
}

// Keras' numbers: the losses of a step of training and one of evaluation, and the moving mean.
describe.each(['cpu', 'wasm'] as const)('what is frozen, on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    ['nothing', false, false, 1.9997501, 5.0983615, 2.5],
    ['the model: its statistics stay, and its penalties do not count', true, false, 28.971031, 28.971031, 0],
    ['the layer that is regularized', false, true, 0.9997501, 4.0983615, 2.5],
  ] as const)('%s', async (_, isModelFrozen, isLayerFrozen, trained, tested, mean) => {
    const { model, dense, movingMean } = build();
    model.trainable = !isModelFrozen;
    dense.trainable = !isLayerFrozen;
    const { loss } = await model.trainOnBatch(x, y);
    expect(loss).toBeCloseTo(trained, 4);
    expect(await movingMean()).toBe(mean);
    expect((await model.testOnBatch(x, y)).loss).toBeCloseTo(tested, 4);
    model.dispose();
  });
});
