import { Dense, Input, Model, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { ArgumentError, TupleflowError } from '../../src/errors.js';

beforeAll(() => setBackend('cpu'));

function compiled() {
  const inputs = Input([2]);
  return Model({ inputs, outputs: Dense(2, { name: 'out' })(inputs) }).compile({ optimizer: 'sgd', loss: 'mse' });
}

const x = [[1, 2]];

type Loose = Record<'fit' | 'evaluate' | 'predict' | 'trainOnBatch', (...given: unknown[]) => Promise<unknown>>;

describe('options of fit', () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [
      { epoch: 2 },
      /expects options that it has \(received 'epoch', did you mean 'epochs'\?\)\nThe options are 'batchSize', /,
    ],
    [{ batch_size: 2 }, /\(received 'batch_size', did you mean 'batchSize'\?\)/],
    [null, /fit expects an object of options \(received null\)/],
    [5, /fit expects an object of options \(received 5\)/],
    [{ epochs: '2' }, /epochs expects an integer from 0 \(received '2'\)/],
    [{ batchSize: 1.5 }, /batchSize expects a positive integer \(received 1.5\)/],
    [{ stepsPerEpoch: 0 }, /stepsPerEpoch expects a positive integer \(received 0\)/],
    [{ validationSteps: -1 }, /validationSteps expects a positive integer \(received -1\)/],
    [{ verbose: 3 }, /verbose expects 'auto', 0, 1 or 2 \(received 3\)/],
    [{ shuffle: 'no' }, /shuffle expects true or false \(received 'no'\)/],
    [{ signal: {} }, /signal expects an AbortSignal \(received an object\)/],
    [{ validationSplit: 20 }, /validationSplit expects a number from 0 to less than 1 \(received 20\)/],
    [{ validationData: 5 }, /validationData expects \[x, y\], .* \(received 5\)/],
    [{ callbacks: null }, /callbacks expects a list of callbacks \(received null\)/],
    [{ callbacks: {} }, /callbacks expects a list of callbacks \(received an object\)/],
    [{ callbacks: [null] }, /callbacks.0 expects a callback, .* \(received null\)/],
    [{ callbacks: Array(1) }, /callbacks.0 expects a callback, .* \(received undefined\)/],
    [{ callbacks: ['EarlyStopping'] }, /callbacks.0 expects a callback, .* \(received 'EarlyStopping'\)/],
    [{ callbacks: [{ onEpochEnded() {} }] }, /\(received 'onEpochEnded', did you mean 'onEpochEnd'\?\)/],
    [{ callbacks: [{ onEpochEnd: 5 }] }, /callbacks.0: onEpochEnd expects a function \(received 5\)/],
    [{ classWeight: new Map() }, /classWeight expects numbers by the index of the class, .* \(received a Map\)/],
    [{ classWeight: { cat: 100 } }, /classWeight expects numbers by the index of the class, .* \(received 'cat'\)/],
    [{ classWeight: { 0: Number.NaN } }, /classWeight expects finite numbers \(received NaN for class 0\)/],
    [{ sampleWeight: 5 }, /sampleWeight expects weights of samples, .* \(received 5\)/],
    [{ sampleWeight: true }, /sampleWeight expects weights of samples, .* \(received true\)/],
    [{ sampleWeight: new Map() }, /sampleWeight expects weights of samples, .* \(received a Map\)/],
    [{ sampleWeight: [Number.NaN] }, /sampleWeight expects finite numbers \(received NaN at place 0\)/],
    [{ sampleWeight: ['a'] }, /sampleWeight/],
    [{ sampleWeight: { ou: [1] } }, /sampleWeight expects names of outputs, out \(received 'ou'\)/],
  ];

  it.each(wrong)('%j', async (options, message) => {
    const model = compiled();
    const { fit } = model as unknown as Loose;
    const fitting = () => fit.call(model, x, x, options);
    await expect(fitting()).rejects.toThrow(message);
    await expect(fitting()).rejects.toThrow(TupleflowError);
    model.dispose();
  });

  it('say the line of the call', async () => {
    const model = compiled();
    await expect(model.fit(x, [[1]] as never)).rejects.toThrow(
      /\n {4}in functional\S*\.fit, called at \S*run-options\.test\.ts:\d+:\d+$/,
    );
    await expect(model.predict([['a']] as never)).rejects.toThrow(/called at \S*run-options\.test\.ts/);
    model.dispose();
  });
});

it('options of the other calls', async () => {
  const model = compiled();
  const loose = model as unknown as Loose;
  await expect(loose.evaluate(x, x, { step: 2 })).rejects.toThrow(/received 'step', did you mean 'steps'/);
  await expect(loose.evaluate(x, x, { epochs: 2 })).rejects.toThrow(ArgumentError);
  await expect(loose.predict(x, { sampleWeight: [1] })).rejects.toThrow(ArgumentError);
  await expect(loose.predict(x, null)).rejects.toThrow(/predict expects an object of options \(received null\)/);
  await expect(loose.trainOnBatch(x, x, { sampleWeights: [1] })).rejects.toThrow(/did you mean 'sampleWeight'/);
  model.dispose();
});

describe('compile', () => {
  const compile = (options: unknown) => {
    const model = compiled();
    return () => (model as unknown as Record<'compile', (given: unknown) => unknown>).compile(options);
  };

  it('rejects what it does not know', () => {
    expect(compile({ metric: ['mae'] })).toThrow(
      /compile expects options .* \(received 'metric', did you mean 'metrics'/,
    );
    expect(compile(null)).toThrow(/compile expects an object of options \(received null\)/);
    expect(compile({ lossWeights: 'a' })).toThrow(ArgumentError);
  });

  it('asks for a loss where the model is trained', async () => {
    const inputs = Input([2]);
    const model = Model({ inputs, outputs: Dense(1)(inputs) }).compile({ optimizer: 'adam' });
    await expect(model.fit(x, [[1]])).rejects.toThrow(/compile expects a loss to train with \(received none/);
    const unreached = model.compile({ loss: (target) => target });
    await expect(unreached.fit(x, [[1]])).rejects.toThrow(/a loss without gradients for any of them/);
    model.dispose();
  });
});
