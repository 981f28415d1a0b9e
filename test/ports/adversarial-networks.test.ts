import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  Input,
  losses,
  Model,
  ones,
  optimizers,
  setBackend,
  type Tensor,
  tensor,
  valueAndGradients,
  withShape,
  zeros,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const [batch, noiseSize] = [16, 2] as const;

/** The losses of discriminator and generator in six rounds of the same loop in Keras. */
const keras = [
  [0.988986, 0.542725],
  [0.985666, 0.448703],
  [0.934238, 0.440856],
  [0.859764, 0.479767],
  [0.824433, 0.509036],
  [0.834644, 0.504572],
] as const;

function sines(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin(3 * index + phase));
}

/** A generator of numbers, and a discriminator that tells them from those around 2. */
function networks() {
  const noise = Input([noiseSize]);
  const generator = Model({ inputs: noise, outputs: noise.pipe(Dense(6, { activation: 'tanh' }), Dense(1)) });
  const number = Input([1]);
  const verdict = number.pipe(Dense(8, { activation: 'tanh' }), Dense(1, { activation: 'sigmoid' }));
  const discriminator = Model({ inputs: number, outputs: verdict });
  for (const model of [generator, discriminator]) {
    model.setWeights(model.weights.map(({ size }, place) => sines(size, place).map((value) => value / 2)));
  }
  return { generator, discriminator };
}

type Networks = ReturnType<typeof networks>;
type Losses = readonly [discriminator: number, generator: number];

const noise = (phase: number) => tensor(sines(batch * noiseSize, phase), [batch, noiseSize]);

/** Real numbers, and made ones after them. */
function mixed({ generator }: Networks, round: number): Tensor<[number, 1]> {
  const real = sines(batch, round + 0.5).map((value) => 2 + value / 2);
  return withShape(
    tf.tidy(() => tf.concat([tensor(real, [batch, 1]), generator(noise(round))])),
    [null, 1],
  );
}

function verdicts(): Tensor<[number, 1]> {
  return withShape(
    tf.tidy(() => tf.concat([ones([batch, 1]), zeros([batch, 1])])),
    [null, 1],
  );
}

/** Compiled models, of which the discriminator is frozen while the generator is trained through it. */
async function trainOnBatches(made: Networks): Promise<Losses[]> {
  const { generator, discriminator } = made;
  const start = Input([noiseSize]);
  const combined = Model({ inputs: start, outputs: discriminator(generator(start)) });
  const setup = { loss: 'binaryCrossentropy' } as const;
  const judging = discriminator.compile({ ...setup, optimizer: optimizers.Adam({ learningRate: 0.02 }) });
  const making = combined.compile({ ...setup, optimizer: optimizers.Adam({ learningRate: 0.02 }) });
  using targets = verdicts();
  using wished = ones([batch, 1]);
  const found: Losses[] = [];
  for (let round = 0; round < keras.length; round++) {
    discriminator.trainable = true;
    using numbers = mixed(made, round);
    const judged = await judging.trainOnBatch(numbers, targets);
    discriminator.trainable = false;
    using given = noise(round + 100);
    const before = await discriminator.getWeights();
    const fooled = await making.trainOnBatch(given, wished);
    expect(await discriminator.getWeights()).toEqual(before);
    found.push([judged.loss, fooled.loss]);
  }
  discriminator.trainable = true;
  const weights = await generator.getWeights();
  combined.dispose();
  // The networks live on without the model that joins them.
  expect(await generator.getWeights()).toEqual(weights);
  return found;
}

/** The same steps by hand. */
async function trainByGradients(made: Networks): Promise<Losses[]> {
  const { generator, discriminator } = made;
  const crossentropy = losses.BinaryCrossentropy();
  const judging = optimizers.Adam({ learningRate: 0.02 });
  const making = optimizers.Adam({ learningRate: 0.02 });
  using targets = verdicts();
  using wished = ones([batch, 1]);
  const found: Losses[] = [];
  for (let round = 0; round < keras.length; round++) {
    using numbers = mixed(made, round);
    using judged = valueAndGradients(
      () => crossentropy.compute(targets, discriminator(numbers, { training: true })),
      discriminator.trainableWeights,
    );
    judging.apply(judged.gradients, discriminator.trainableWeights);
    using given = noise(round + 100);
    using fooled = valueAndGradients(() => {
      const fakes = generator(given, { training: true });
      return crossentropy.compute(wished, discriminator(fakes, { training: true }));
    }, generator.trainableWeights);
    making.apply(fooled.gradients, generator.trainableWeights);
    found.push([await judged.value.array(), await fooled.value.array()]);
  }
  judging.dispose();
  making.dispose();
  return found;
}

describe('adversarial networks', () => {
  beforeAll(() => setBackend('wasm'));

  it.each([
    ['on batches, one of them frozen', trainOnBatches],
    ['by gradients', trainByGradients],
  ] as const)('are trained as in Keras %s', async (_, train) => {
    const before = tf.memory().numTensors;
    const made = networks();
    const found = await train(made);
    expect(found).toHaveLength(keras.length);
    for (const [round, values] of found.entries()) {
      for (const [place, value] of values.entries()) expect(value).toBeCloseTo(keras[round]?.[place] ?? Number.NaN, 5);
    }
    made.generator.dispose();
    made.discriminator.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
