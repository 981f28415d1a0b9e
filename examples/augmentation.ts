/**
 * Augmentation: layers that turn, move and zoom pictures, in another way every time, while a model learns. It then reads
 * digits that are held askew, although all that it has been given stand straight.
 */
import { Conv2D, Dense, Flatten, Input, Model, RandomRotation, RandomZoom, setRandomSeed } from 'tupleflow';
import { digitSamples } from './digit-samples.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** The share of digits held askew that is read rightly, after training without augmentation and with it. */
export interface Outcome {
  readonly plain: number;
  readonly augmented: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  const plain = await readDigits(size, false);
  const augmented = await readDigits(size, true);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  console.log(
    `\nOf digits held askew, ${percent(plain)} are read rightly, and ${percent(augmented)} after augmentation.`,
  );
  return { plain, augmented };
}

async function readDigits(size: Size, isAugmented: boolean): Promise<number> {
  setRandomSeed(1);
  const image = Input([8, 8, 1]);
  const shown = isAugmented
    ? image.pipe(RandomRotation(0.12, { fillMode: 'constant' }), RandomZoom(0.1, { fillMode: 'constant' }))
    : image; // SymbolicTensor<[null, 8, 8, 1]>
  const digit = shown.pipe(
    Conv2D(16, [3, 3], { activation: 'relu' }),
    Flatten(),
    Dense(64, { activation: 'relu' }),
    Dense(10, { activation: 'softmax' }),
  );
  const model = Model({ inputs: image, outputs: digit });
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? 500 : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 30 : 1, verbose: 0 });
  const askew = await askewImages(unseen.images);
  const { accuracy = 0 } = await model.evaluate(askew, unseen.digits);
  askew.dispose();
  model.dispose();
  return accuracy;
}

/** Turns each digit by up to 36 degrees: a layer that acts in training acts always where its call says so. */
async function askewImages(images: Float32Array) {
  const image = Input([8, 8, 1]);
  const turn = RandomRotation(0.1, { fillMode: 'constant', seed: 1 });
  return Model({ inputs: image, outputs: turn(image, { training: true }) }).predict(images);
}
