/**
 * A layer of one's own, with all that a layer can have.
 *
 * `AttendedMean` takes several steps and a score for each, and gives two things: the mean of the steps, in which those with higher
 * scores count more, and how much each of them counts. Steps that are masked do not count; in training, some are left out at
 * random; and it remembers the mean of what it has seen, so that what comes out is centred. With it, a network says where in
 * a digit it looks.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  defineLayer,
  GRU,
  Input,
  type Layer,
  Masking,
  Model,
  Reshape,
  type Shape,
  ShapeError,
  type ShapeFunction,
  setRandomSeed,
  type Unexpected,
} from 'tupleflow';
import { digitSamples } from './digit-samples.js';
import { drawDigits } from './draw-digits.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

const expected = '[(batch, time, features), (batch, time)]';

/** Several inputs are a list of shapes, and so are several outputs. */
interface AttendedMeanShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [
    readonly [infer Batch, infer Time, infer Features extends number],
    infer Scores,
  ]
    ? Scores extends readonly [unknown, Time]
      ? [[Batch, Features], [Batch, Time]]
      : Unexpected<'AttendedMean', typeof expected, this['input']>
    : Unexpected<'AttendedMean', typeof expected, this['input']>;
}

/** The same rule as it runs. */
function attendedMeanOutput([steps = [], scores = []]: readonly Shape[]): readonly Shape[] {
  const [batch = null, time = null, features = null] = steps;
  if (steps.length === 3 && scores.length === 2 && features !== null && scores[1] === time) {
    return [
      [batch, features],
      [batch, time],
    ];
  }
  throw new ShapeError(`AttendedMean expects ${expected} (received several tensors)`);
}

const attendedMean = defineLayer({
  name: 'AttendedMean',
  configure: ({ momentum = 0.9, rate = 0.1 }: AttendedMeanOptions) => ({ momentum, rate }),
  shape: (inputs: readonly Shape[]) => attendedMeanOutput(inputs),
  // State is a weight that is not trained.
  weights: ([steps]) => ({ centre: { shape: [steps?.[2] ?? null], initializer: 'zeros', trainable: false } }),
  forward: ([steps, scores], { centre }, { momentum, rate }, { mask: [mask], training, trainable, seed, update }) => {
    const [values, given] = [steps, scores] as [tf.Tensor3D, tf.Tensor2D];
    const counting = mask ? tf.cast(mask, 'float32') : tf.onesLike(given);
    // Random numbers are seeded: `setRandomSeed` makes them repeatable.
    const isLeftIn = training ? tf.step(tf.sub(tf.randomUniform(given.shape, 0, 1, 'float32', seed()), rate)) : 1;
    const chosen = tf.mul(tf.exp(tf.clipByValue(given, -20, 20)), tf.mul(counting, isLeftIn)) as tf.Tensor2D;
    const shares = tf.div(chosen, tf.add(tf.sum(chosen, 1, true), 1e-7));
    const mean = tf.sum(tf.mul(values, tf.expandDims(shares, 2)), 1);
    // It changes once the step has gone well, and not where the layer is frozen.
    if (training && trainable) {
      update({ centre: tf.add(tf.mul(centre, momentum), tf.mul(tf.mean(mean, 0), 1 - momentum)) });
    }
    return [tf.sub(mean, centre), shares];
  },
  // What comes out has no steps any more.
  mask: 'drop',
});

export interface AttendedMeanOptions {
  /** How much of the remembered mean stays at each step of training, 0.9 unless given. */
  readonly momentum?: number;
  /** The part of the steps that training leaves out, 0.1 unless given. */
  readonly rate?: number;
}

/** The mean of steps, and how much each of them counts. */
export function AttendedMean(options: AttendedMeanOptions = {}): Layer<AttendedMeanShape> {
  return attendedMean<AttendedMeanShape>(options);
}

/** The part of unseen digits that are recognized. */
export interface Outcome {
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const inputs = Input([64]);
  // Rows of 8 pixels. Those without any ink are masked.
  const rows = inputs.pipe(Reshape([8, 8]), Masking()); // SymbolicTensor<[null, 8, 8]>
  const features = GRU(32, { returnSequences: true })(rows);
  const scores = features.pipe(Dense(1), Reshape([8]));
  const [mean, shares] = AttendedMean()([features, scores]); // [SymbolicTensor<[null, 32]>, SymbolicTensor<[null, 8]>]
  const model = Model({ inputs, outputs: Dense(10, { activation: 'softmax' })(mean) });
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  model.summary();

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 30 : 1 });
  const { accuracy = 0 } = await model.evaluate(unseen.images, unseen.digits);
  console.log(`\n${(100 * accuracy).toFixed(1)}% of the unseen digits are recognized. It looks at these rows:\n`);

  const attention = Model({ inputs, outputs: shares });
  using looks = await attention.predict(unseen.images);
  console.log(drawLooks(unseen.images, looks.dataSync<'float32'>()));
  // Both hold the layers that they share.
  attention.dispose();
  model.dispose();
  return { accuracy };
}

/** Some digits, each row as dark as it counts. */
function drawLooks(images: Float32Array, shares: Float32Array): string {
  const drawn = Array.from({ length: 5 }, (_, digit) => {
    const rows = shares.subarray(digit * 8, (digit + 1) * 8);
    const most = Math.max(...rows);
    const pixels = images.slice(digit * 64, (digit + 1) * 64);
    return {
      pixels: pixels.map((pixel, place) => pixel * (0.3 + (0.7 * (rows[Math.floor(place / 8)] ?? 0)) / most)),
      caption: `row ${rows.indexOf(most) + 1} most`,
    };
  });
  return drawDigits(drawn, 5, 1);
}
