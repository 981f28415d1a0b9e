import {
  backendName,
  Conv2D,
  Dense,
  Flatten,
  Input,
  MaxPooling2D,
  Model,
  ready,
  Sequential,
  setBackend,
  setRandomSeed,
} from 'tupleflow';
import { images, labels } from './digits.js';

const count = 320;

function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * Trains a dense and a convolutional network on digits of 8 by 8 pixels.
 *
 * @param options options of `setBackend`, where the program has to give some
 * @param worker a worker of the library's in which they are trained; by default that is here
 * @returns the backend that ran, and the losses of each epoch
 */
export async function train(options, worker) {
  if (options) await setBackend('wasm', options);
  const backend = await (worker?.ready() ?? ready());
  const pixels = Float32Array.from(bytes(images).subarray(0, count * 64), (value) => value / 255);
  const digits = Float32Array.from(bytes(labels).subarray(0, count));
  setRandomSeed(7);
  const training = { optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] };
  const input = Input([64]);
  const dense = Model({
    inputs: input,
    outputs: input.pipe(Dense(48, { activation: 'relu' }), Dense(10, { activation: 'softmax' })),
  });
  const convolutional = Sequential([
    Input([8, 8, 1]),
    Conv2D(8, 3, { activation: 'relu' }),
    MaxPooling2D(2),
    Flatten(),
    Dense(10, { activation: 'softmax' }),
  ]);
  const losses = {};
  for (const [name, model] of Object.entries({ dense, convolutional })) {
    const compiled = model.compile(training);
    const { history } = await (await (worker?.load(compiled) ?? compiled)).fit(pixels, digits, {
      epochs: 3,
      batchSize: 32,
      verbose: name === 'dense' ? 1 : 0,
    });
    losses[name] = history.loss;
  }
  dense.summary({ print: () => undefined });
  worker?.dispose();
  return { backend, name: backendName(), losses };
}
