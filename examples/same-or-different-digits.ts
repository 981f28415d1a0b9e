/**
 * Shared vision model: do two images show the same digit?
 *
 * One model looks at both images. The digits are real, and the model is tested on pairs of digits that it has never seen.
 */
import { concatenate, Dense, Flatten, Input, Model, optimizers, setRandomSeed } from 'tupleflow';
import { Conv2D, MaxPooling2D } from 'tupleflow/channels-first';
import { type DigitPairs, digitPairs } from './digit-pairs.js';
import { type CaptionedDigit, drawDigits } from './draw-digits.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** The part of pairs of unseen digits that the model judges rightly. */
export interface Outcome {
  readonly accuracy: number;
}

/** The model of the guide. No weight takes memory before it is used, so that building it costs nothing. */
export function guideModel() {
  // First, the vision model.
  const digitInput = Input([1, 27, 27]);
  const out = digitInput.pipe(Conv2D(64, [3, 3]), Conv2D(64, [3, 3]), MaxPooling2D([2, 2]), Flatten());
  const visionModel = Model({ inputs: digitInput, outputs: out });

  // Then, the model that tells digits apart. It shares the vision model, weights and all.
  const digitA = Input([1, 27, 27]);
  const digitB = Input([1, 27, 27]);
  const concatenated = concatenate([visionModel(digitA), visionModel(digitB)]); // SymbolicTensor<[null, 15488]>
  const same = Dense(1, { activation: 'sigmoid' })(concatenated);
  return Model({ inputs: [digitA, digitB], outputs: same });
}

/**
 * The same for images of 8 x 8 pixels, with activations, and with a hidden layer before the answer: the guide's logistic
 * regression adds up what each image says on its own, and so cannot tell whether both say the same.
 */
function smallModel() {
  const digitInput = Input([1, 8, 8]);
  const out = digitInput.pipe(
    Conv2D(16, [3, 3], { activation: 'relu' }),
    Conv2D(32, [3, 3], { activation: 'relu' }),
    MaxPooling2D([2, 2]),
    Flatten(),
    Dense(32, { activation: 'relu' }),
  );
  const visionModel = Model({ inputs: digitInput, outputs: out, name: 'vision' });

  const digitA = Input([1, 8, 8]);
  const digitB = Input([1, 8, 8]);
  const same = concatenate([visionModel(digitA), visionModel(digitB)]).pipe(
    Dense(64, { activation: 'relu' }),
    Dense(1, { activation: 'sigmoid' }),
  );
  return Model({ inputs: [digitA, digitB], outputs: same });
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const model = smallModel();
  model.compile({
    optimizer: optimizers.Adam({ learningRate: 0.003 }),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  model.summary({ expandNested: true });

  // Half of the pairs show the same digit. No digit of the test is among those that the model learns from.
  const digits = await loadDigits();
  const train = digitPairs(digits.train, size === 'full' ? 10_000 : 64, 1);
  const test = digitPairs(digits.test, 1000, 2);
  await model.fit([train.imagesA, train.imagesB], train.areSame, { epochs: size === 'full' ? 6 : 1, batchSize: 64 });

  const { accuracy = 0 } = await model.evaluate([test.imagesA, test.imagesB], test.areSame);
  console.log(
    `\nOf 1000 pairs of digits that it has not seen, the model judges ${(100 * accuracy).toFixed(1)}% rightly:\n`,
  );
  using probabilities = await model.predict([test.imagesA, test.imagesB]);
  console.log(drawDigits(captioned(test, await probabilities.data(), 6), 4, 1));
  model.dispose();
  return { accuracy };
}

/** The first pairs, each image with half of a caption: what the model says, and what is true. */
function captioned(pairs: DigitPairs, probabilities: ArrayLike<number>, count: number): readonly CaptionedDigit[] {
  return Array.from({ length: count }, (_, pair) => pair).flatMap((pair) => {
    const isSame = pairs.areSame[pair] === 1;
    const probability = probabilities[pair] as number;
    const colour = probability > 0.5 === isSame ? 'green' : 'red';
    const pixels = (images: Float32Array) => images.subarray(pair * 64, (pair + 1) * 64);
    return [
      { pixels: pixels(pairs.imagesA), caption: `${(100 * probability).toFixed(0)}% the same`, colour },
      { pixels: pixels(pairs.imagesB), caption: isSame ? '(the same)' : '(different)' },
    ];
  });
}
