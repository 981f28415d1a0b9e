/** First example: a densely-connected network, trained on real handwritten digits. `npm start` runs it. */
import { Dense, Input, Model, oneHot, ready, setRandomSeed } from 'tupleflow';
import { type LabelledImages, resizeImages, scalePixels } from 'tupleflow/datasets';
import { compileSnippet, showDiagnostics } from './compile-snippet.js';
import { type CaptionedDigit, drawDigits } from './draw-digits.js';
import { loadDigits } from './load-digits.js';
import { mostLikely } from './most-likely.js';
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

  // The digits have 8 x 8 pixels, and are resized to the guide's 28 x 28. The network never learns from a fifth of them.
  const digits = await loadDigits();
  const train = samples(digits.train);
  const test = samples(digits.test);

  console.log(`\nTraining on ${digits.train.labels.data.length} digits:`);
  const start = performance.now();
  await model.fit(train.images, train.digits, { epochs: size === 'full' ? 40 : 1, batchSize: 32 });
  const seconds = (performance.now() - start) / 1000;

  const { accuracy: trainAccuracy = 0 } = await model.evaluate(train.images, train.digits);
  const { accuracy: testAccuracy = 0 } = await model.evaluate(test.images, test.digits);
  console.log(`
Trained in ${seconds.toFixed(1)} seconds. Right on the digits that it
  has learned from: ${percent(trainAccuracy)}
  has never seen:   ${percent(testAccuracy)}

Some of those that it has never seen, those that it takes for others first:
`);
  using probabilities = await model.predict(test.images);
  console.log(drawDigits(captioned(digits.test, await mostLikely(probabilities), 15), 5, 255));

  console.log(`\nAnd this is what the editor says, before anything runs, where a shape is wrong:\n\n${editorError()}`);
  train.digits.dispose();
  test.digits.dispose();
  model.dispose();
  return { trainAccuracy, testAccuracy, seconds };
}

/** Images as rows of 784 numbers from 0 to 1, and digits as rows of zeros with a one at the place of the digit. */
function samples({ images, labels }: LabelledImages) {
  return { images: scalePixels(resizeImages(images, [28, 28])).data, digits: oneHot(labels.data, 10) };
}

/** Images with what the network takes them for, its mistakes first. */
function captioned({ images, labels }: LabelledImages, guesses: readonly number[], count: number): CaptionedDigit[] {
  const places = guesses.map((_, place) => place);
  const isRight = (place: number) => guesses[place] === labels.data[place];
  const chosen = [...places.filter((place) => !isRight(place)), ...places.filter(isRight)].slice(0, count);
  return chosen.map((place) => ({
    pixels: images.data.subarray(place * 64, (place + 1) * 64),
    caption: isRight(place) ? `${guesses[place]}` : `${guesses[place]} (it is ${labels.data[place]})`,
    colour: isRight(place) ? 'green' : 'red',
  }));
}

/** The error of the compiler itself for a network that is given images as they are. */
function editorError(): string {
  const source = `import { Dense, Input, Model } from 'tupleflow';

const inputs = Input([784]);
const predictions = Dense(10, { activation: 'softmax' })(inputs);
const model = Model({ inputs, outputs: predictions });

model(Input([28, 28]));
`;
  return showDiagnostics(compileSnippet(source), process.stdout.isTTY);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
