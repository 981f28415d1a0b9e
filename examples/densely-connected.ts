/** First example: a densely-connected network, trained on real handwritten digits. `npm start` runs it. */
import { Dense, Input, Model, oneHot, ready, setRandomSeed } from 'tupleflow';
import { resizeImages, scalePixels } from 'tupleflow/datasets';
import { compileSnippet, showDiagnostics } from './compile-snippet.js';
import { drawDigit } from './draw-digit.js';
import { loadDigits } from './load-digits.js';
import { type Picture, sideBySide } from './side-by-side.js';
import type { Size } from './size.js';

/** How good the network is, as parts of 1, and how long it took to train. */
export interface Outcome {
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  readonly seconds: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  // The seed makes the run repeatable: the initial weights, and the order of the digits.
  setRandomSeed(1);
  // Tensors made by hand, such as those of oneHot, need a backend.
  await ready();

  // This returns a tensor: the batch, of any size, and 28 x 28 pixels.
  const inputs = Input([784]);

  // A layer is callable on a tensor, and returns a tensor.
  const hidden1 = Dense(64, { activation: 'relu' })(inputs);
  const hidden2 = Dense(64, { activation: 'relu' })(hidden1);
  const predictions = Dense(10, { activation: 'softmax' })(hidden2);

  // This makes a model that includes the input and three Dense layers.
  const model = Model({ inputs, outputs: predictions });
  model.compile({ optimizer: 'rmsprop', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  model.summary();

  // The digits have 8 x 8 pixels, and are resized to the 28 x 28 of the guide. A fifth of them the network never learns from.
  const digits = await loadDigits();
  const [train, test] = [digits.train, digits.test].map(({ images, labels }) => ({
    images: scalePixels(resizeImages(images, [28, 28])).data,
    digits: oneHot(labels.data, 10),
  })) as [Samples, Samples];

  const start = performance.now();
  await model.fit(train.images, train.digits, { epochs: size === 'full' ? 40 : 1, batchSize: 32 });
  const seconds = (performance.now() - start) / 1000;
  const seen = await model.evaluate(train.images, train.digits);
  const unseen = await model.evaluate(test.images, test.digits);
}
