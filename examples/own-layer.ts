/**
 * A layer of one's own.
 *
 * `Prototypes` learns a typical sample of each class, and says how near its input is to each, which tells classes apart. Afterwards
 * one can look at what it has learned.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  defineLayer,
  Input,
  type Layer,
  losses,
  Model,
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

const expected = '(batch, features)';

/** The rule for shapes as the compiler knows it: (batch, features) becomes (batch, count). */
interface PrototypesShape<Count extends number> extends ShapeFunction {
  readonly output: this['input'] extends readonly [infer Batch, number]
    ? [Batch, Count]
    : Unexpected<'Prototypes', typeof expected, this['input']>;
}

/** The same rule as it runs. */
function prototypesOutput(input: Shape, count: number): Shape {
  const [batch = null, features] = input;
  if (input.length === 2 && features !== null) return [batch, count];
  throw new ShapeError(`Prototypes expects ${expected} (received (${input.map(String).join(', ')}))`);
}

/** A layer is four things: its configuration, its shape, its weights, its forward pass. */
const prototypesLayer = defineLayer({
  name: 'Prototypes',
  configure: ({ count }: { readonly count: number }) => ({ count }),
  shape: (input, { count }) => prototypesOutput(input, count),
  // They start alike, in the middle of nowhere: training moves each to where its class is, and others are not.
  weights: ([, features = null], { count }) => ({
    prototypes: { shape: [count, features], initializer: 'zeros' },
  }),
  // The name of a weight is known here: a misspelt one does not compile. What is computed on the way is freed.
  forward: (input, { prototypes }) => {
    const products = tf.matMul(input as tf.Tensor2D, prototypes as tf.Tensor2D, false, true);
    const inputSquares = tf.sum(tf.square(input), 1, true);
    const prototypeSquares = tf.sum(tf.square(prototypes), 1);
    return tf.sub(tf.sub(tf.mul(products, 2), inputSquares), prototypeSquares);
  },
});

/** Says how near each sample is to each of `count` prototypes: minus the square of the distance. */
export function Prototypes<const Count extends number>(count: Count): Layer<PrototypesShape<Count>> {
  return prototypesLayer<PrototypesShape<Count>>({ count });
}

/** The part of unseen digits that are nearest to the right prototype. */
export interface Outcome {
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const inputs = Input([64]);
  const nearness = Prototypes(10)(inputs); // SymbolicTensor<[null, 10]>
  const model = Model({ inputs, outputs: nearness });
  // How near a sample is to the prototypes says how likely its classes are, before a softmax: the loss takes it as logits.
  const loss = losses.SparseCategoricalCrossentropy({ fromLogits: true });
  model.compile({ optimizer: 'sgd', loss, metrics: ['accuracy'] });
  model.summary();

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 20 : 1 });
  const { accuracy = 0 } = await model.evaluate(unseen.images, unseen.digits);
  console.log(
    `\n${(100 * accuracy).toFixed(1)}% of the unseen digits are nearest to the right prototype. These are the ten:\n`,
  );

  const [prototypes = new Float32Array()] = await model.getWeights();
  const drawn = Array.from({ length: 10 }, (_, digit) => ({
    pixels: prototypes.subarray(digit * 64, (digit + 1) * 64),
    caption: `${digit}`,
  }));
  console.log(drawDigits(drawn, 5, 0.15));
  model.dispose();
  return { accuracy };
}
