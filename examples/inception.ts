/**
 * Inception module: towers that look at an image in their own ways, and whose channels are put together.
 *
 * For more, see "Going Deeper with Convolutions" by C. Szegedy and others, 2015.
 */
import { concatenate, Dense, Flatten, Input, Model, setRandomSeed } from 'tupleflow';
import { Concatenate, Conv2D, MaxPooling2D, Parallel, Sequential } from 'tupleflow/channels-first';
import { digitSamples } from './digit-samples.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** The shape of the guide's module, and how well a small one reads digits that it has not seen. */
export interface Outcome {
  readonly shape: readonly [null, 192, 256, 256];
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  const module = guideModule();
  module.summary();
  return { shape: module.outputs.shape, accuracy: await readDigits(size) };
}

/** The module of the guide, tensor by tensor. No weight takes memory before it is used. */
function guideModule() {
  const inputImage = Input([3, 256, 256]);

  const tower1 = inputImage.pipe(
    Conv2D(64, [1, 1], { padding: 'same', activation: 'relu' }),
    Conv2D(64, [3, 3], { padding: 'same', activation: 'relu' }),
  );
  const tower2 = inputImage.pipe(
    Conv2D(64, [1, 1], { padding: 'same', activation: 'relu' }),
    Conv2D(64, [5, 5], { padding: 'same', activation: 'relu' }),
  );
  const tower3 = inputImage.pipe(
    MaxPooling2D([3, 3], { strides: [1, 1], padding: 'same' }),
    Conv2D(64, [1, 1], { padding: 'same', activation: 'relu' }),
  );
  const output = concatenate([tower1, tower2, tower3], { axis: 1 }); // SymbolicTensor<[null, 192, 256, 256]>
  return Model({ inputs: inputImage, outputs: output });
}

/** The same module as a block: a layer made of layers, which fits images of every size. */
function inception<const Filters extends number>(filters: Filters) {
  return Parallel(
    [
      Sequential([
        Conv2D(filters, [1, 1], { padding: 'same', activation: 'relu' }),
        Conv2D(filters, [3, 3], { padding: 'same', activation: 'relu' }),
      ]),
      Sequential([
        Conv2D(filters, [1, 1], { padding: 'same', activation: 'relu' }),
        Conv2D(filters, [5, 5], { padding: 'same', activation: 'relu' }),
      ]),
      Sequential([
        MaxPooling2D([3, 3], { strides: [1, 1], padding: 'same' }),
        Conv2D(filters, [1, 1], { padding: 'same', activation: 'relu' }),
      ]),
    ],
    Concatenate({ axis: 1 }),
  );
}

/** Trains a network of two small modules on real handwritten digits. */
async function readDigits(size: Size): Promise<number> {
  setRandomSeed(1);
  const image = Input([1, 8, 8]);
  const modules = image.pipe(inception(8), MaxPooling2D([2, 2]), inception(16)); // SymbolicTensor<[null, 48, 4, 4]>
  const digit = modules.pipe(Flatten(), Dense(10, { activation: 'softmax' }));
  const model = Model({ inputs: image, outputs: digit });
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 8 : 1 });
  const { accuracy = 0 } = await model.evaluate(unseen.images, unseen.digits);
  console.log(`\nA network of two small modules reads ${(100 * accuracy).toFixed(1)}% of the unseen digits rightly.`);

  model.dispose();
  return accuracy;
}
