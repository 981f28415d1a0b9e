import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  defineLayer,
  Input,
  type Layer,
  Model,
  ops,
  optimizers,
  Sequential,
  type Shape,
  type ShapeFunction,
  setBackend,
  setRandomSeed,
  tensor,
  type Weight,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const [samples, features, hidden, latent] = [12, 6, 5, 2] as const;

/** The losses of four epochs, and of an evaluation after them, of the same model in Keras. */
const keras = [0.359582, 0.121037, 0.107396, 0.108679, 0.105209] as const;

function sines(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin(3 * index + phase));
}

/** A code that is drawn from a normal distribution, of which the first two inputs are mean and logarithm of the variance. */
interface CodeShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [infer Code, ...unknown[]] ? Code : Shape;
}

const code = defineLayer({
  name: 'Code',
  configure: (options: object) => options,
  shape: ([mean = []]: readonly Shape[]) => mean,
  forward: ([mean, logVariance, given], _, __, { addLoss, seed }) => {
    if (mean === undefined || logVariance === undefined) throw new Error('Code expects two or three tensors');
    // How far the distribution is from the standard one.
    const terms = tf.sub(tf.add(logVariance, 1), tf.add(tf.square(mean), tf.exp(logVariance)));
    addLoss(tf.mul(tf.mean(terms), -0.5));
    const noise = given ?? tf.randomNormal(mean.shape, 0, 1, 'float32', seed());
    return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
  },
});
const Code = (): Layer<CodeShape> => code<CodeShape>({});

const adam = () => optimizers.Adam({ learningRate: 0.05 });

function encoder() {
  const image = Input([features]);
  const inner = Dense(hidden, { activation: 'relu', name: 'inner' })(image);
  return {
    image,
    mean: Dense(latent, { name: 'mean' })(inner),
    logVariance: Dense(latent, { name: 'variance' })(inner),
  };
}

const decoder = () =>
  Sequential([
    Dense(hidden, { activation: 'relu', name: 'decoded' }),
    Dense(features, { activation: 'sigmoid', name: 'image' }),
  ]);

/** With the divergence as an expression of the graph. */
function withExpression() {
  const { image, mean, logVariance } = encoder();
  const noise = Input([latent]);
  const drawn = ops.add(mean, ops.multiply(ops.exp(ops.multiply(logVariance, 0.5)), noise));
  const model = Model({ inputs: [image, noise], outputs: decoder()(drawn) });
  const terms = ops.subtract(ops.add(logVariance, 1), ops.add(ops.square(mean), ops.exp(logVariance)));
  model.addLoss(ops.multiply(ops.mean(terms), -0.5));
  return model.compile({ optimizer: adam(), loss: 'meanSquaredError' });
}

/** With a layer that adds the divergence. */
function withLayer() {
  const { image, mean, logVariance } = encoder();
  const noise = Input([latent]);
  const model = Model({ inputs: [image, noise], outputs: decoder()(Code()([mean, logVariance, noise])) });
  return model.compile({ optimizer: adam(), loss: 'meanSquaredError' });
}

/** With a layer that draws by itself. */
function withRandomCode() {
  const { image, mean, logVariance } = encoder();
  const model = Model({ inputs: image, outputs: decoder()(Code()([mean, logVariance])) });
  return model.compile({ optimizer: adam(), loss: 'meanSquaredError' });
}

/** The weights that the model has in Keras, whatever the order of its layers here. */
function initial({ path, size }: Weight): Float32Array {
  const layer = ['inner', 'mean', 'variance', 'decoded', 'image'].findIndex((name) => path.includes(`${name}/`));
  return sines(size, 2 * layer + Number(path.endsWith('bias'))).map((value) => value / 2);
}

const images = () =>
  tensor(
    sines(samples * features, 1).map((value) => 0.5 + value / 2),
    [samples, features],
  );

describe('variational autoencoder', () => {
  beforeAll(() => setBackend('wasm'));

  it.each([
    ['an expression', withExpression],
    ['a layer', withLayer],
  ] as const)('is trained as in Keras where %s adds to the loss', async (_, build) => {
    const before = tf.memory().numTensors;
    const model = build();
    model.setWeights(model.weights.map(initial));
    const x = images();
    const noise = tensor(sines(samples * latent, 2), [samples, latent]);
    const options = { epochs: 4, batchSize: 5, shuffle: false, verbose: 0 } as const;
    const { history } = await model.fit([x, noise], x, options);
    const { loss } = await model.evaluate([x, noise], x, { batchSize: 5 });
    const found = [...history.loss, loss];
    expect(found).toHaveLength(keras.length);
    for (const [epoch, value] of found.entries()) expect(value).toBeCloseTo(keras[epoch] ?? Number.NaN, 5);
    tf.dispose([x, noise]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('draws the same codes under the same seed', async () => {
    const before = tf.memory().numTensors;
    const x = images();
    const runs = [];
    for (const seed of [1, 1, 2]) {
      setRandomSeed(seed);
      const model = withRandomCode();
      const { history } = await model.fit(x, x, { epochs: 2, batchSize: 4, verbose: 0 });
      runs.push(history.loss);
      model.dispose();
    }
    const [first, again, other] = runs;
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    x.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
