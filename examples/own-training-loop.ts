/**
 * A training loop of one's own.
 *
 * A network that reads digits well is easily fooled, as Goodfellow et al. (2015) found: let every pixel be a little lighter or
 * darker, whichever makes its loss larger, and it takes a 3 for an 8. One that meets such digits while it learns is not fooled
 * as easily. That takes gradients with respect to pixels before those with respect to weights, which `fit` has no place for.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  Dropout,
  Input,
  losses,
  Model,
  metrics,
  optimizers,
  ready,
  regularizers,
  setRandomSeed,
  type Tensor,
  tensor,
  valueAndGradients,
  withShape,
} from 'tupleflow';
import { type DigitSamples, digitSamples } from './digit-samples.js';
import { drawDigits } from './draw-digits.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** How far a pixel, from 0 to 1, is moved. */
const strength = 0.1;

const crossentropy = losses.SparseCategoricalCrossentropy();

function reader() {
  const inputs = Input([64]);
  const outputs = inputs.pipe(
    Dense(128, { activation: 'relu', kernelRegularizer: regularizers.L2(0.001) }),
    Dropout(0.2),
    Dense(10, { activation: 'softmax' }),
  );
  return Model({ inputs, outputs });
}

type Reader = ReturnType<typeof reader>;

/** The images with every pixel moved towards a larger loss. */
function attacked(
  model: Reader,
  images: Tensor<[number, 64]>,
  digits: Tensor<[number], 'int32'>,
): Tensor<[number, 64]> {
  using found = valueAndGradients(() => crossentropy.compute(digits, model(images)), [images]);
  const [slope] = found.gradients; // Tensor<[number, 64]> | null
  return withShape(
    tf.tidy(() => tf.clipByValue(tf.add(images, tf.mul(tf.sign(slope ?? 0), strength)), 0, 1)),
    [null, 64],
  );
}

/** Trains as `fit` would, but on attacked images, if wanted. */
function train(model: Reader, samples: DigitSamples, epochs: number, isHardened: boolean): void {
  const optimizer = optimizers.Adam({ learningRate: 0.003 });
  const loss = metrics.Mean();
  const accuracy = metrics.SparseCategoricalAccuracy();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const [images, digits] of batches(samples)) {
      // What is made in here, and not kept by model, optimizer or metrics, is freed.
      tf.tidy(() => {
        const seen = isHardened ? attacked(model, images, digits) : images;
        const { value, gradients } = valueAndGradients(() => {
          const probabilities = model(seen, { training: true }); // Tensor<[number, 10]>
          accuracy.updateState(digits, probabilities);
          return tf.addN([crossentropy.compute(digits, probabilities), ...model.losses]);
        }, model.trainableWeights);
        optimizer.apply(gradients, model.trainableWeights);
        loss.updateState(value);
      });
      images.dispose();
      digits.dispose();
    }
    console.log(`Epoch ${epoch + 1}: loss ${number(loss).toFixed(3)}, accuracy ${number(accuracy).toFixed(3)}`);
    loss.resetState();
    accuracy.resetState();
  }
  optimizer.dispose();
}

/** The samples, 32 at a time. */
function* batches({
  images,
  digits,
}: DigitSamples): Generator<readonly [Tensor<[number, 64]>, Tensor<[number], 'int32'>]> {
  for (let start = 0; start < digits.length; start += 32) {
    const some = digits.subarray(start, start + 32);
    const pixels = images.subarray(start * 64, (start + some.length) * 64);
    yield [tensor(pixels, [some.length, 64]), tensor(some)];
  }
}

/** The parts of samples that are read rightly, as they are and attacked. */
function share(model: Reader, samples: DigitSamples): Outcome['plain'] {
  const [whole, changed] = [metrics.SparseCategoricalAccuracy(), metrics.SparseCategoricalAccuracy()];
  for (const [images, digits] of batches(samples)) {
    using moved = attacked(model, images, digits);
    using first = model(images);
    using second = model(moved);
    whole.updateState(digits, first);
    changed.updateState(digits, second);
    images.dispose();
    digits.dispose();
  }
  const [accuracy = 0, underAttack = 0] = [whole, changed].map(number);
  for (const metric of [whole, changed]) metric.resetState();
  return { accuracy, underAttack };
}

function number(metric: metrics.Metric | metrics.ValueMetric): number {
  using result = metric.result();
  return result.dataSync()[0] ?? 0;
}

/** The parts of unseen digits that two networks read rightly: one that was trained as usual, and one that was hardened. */
export interface Outcome {
  readonly plain: { readonly accuracy: number; readonly underAttack: number };
  readonly hardened: { readonly accuracy: number; readonly underAttack: number };
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  await ready();
  const digits = await loadDigits();
  const seen = digitSamples(digits.train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(digits.test, size === 'full' ? undefined : 60);

  const outcomes = [false, true].map((isHardened) => {
    console.log(
      isHardened ? '\nAnd on digits that are changed to fool the network:\n' : 'Training on digits as they are:\n',
    );
    const model = reader();
    train(model, seen, size === 'full' ? 15 : 1, isHardened);
    const outcome = share(model, unseen);
    const [whole, changed] = [outcome.accuracy, outcome.underAttack].map((part) => `${(100 * part).toFixed(1)}%`);
    console.log(`\n${whole} of the unseen digits are read rightly, and ${changed} where they are changed to fool it.`);
    if (!isHardened) console.log(`It is fooled about these:\n\n${drawFooled(model, unseen)}`);
    model.dispose();
    return outcome;
  });
  return { plain: outcomes[0], hardened: outcomes[1] } as Outcome;
}

/** The first digits that the network is fooled about, changed, with what it took them for and takes them for now. */
function drawFooled(model: Reader, samples: DigitSamples): string {
  using images = tensor(samples.images, [samples.digits.length, 64]);
  using digits = tensor(samples.digits);
  using moved = attacked(model, images, digits);
  const [before = [], now = []] = [images, moved].map((pixels) =>
    tf.tidy(() => tf.argMax(model(pixels), -1).dataSync()),
  );
  const fooled = [...samples.digits.keys()].filter((place) => before[place] !== now[place]).slice(0, 5);
  const pixels = moved.dataSync<'float32'>();
  const drawn = fooled.map((place) => ({
    pixels: pixels.subarray(place * 64, (place + 1) * 64),
    caption: `a ${before[place]}, now a ${now[place]}`,
  }));
  return drawDigits(drawn, 5, 1);
}
