/**
 * Residual connection on a convolution layer: what the layer makes of an image is added to the image.
 *
 * For more, see "Deep Residual Learning for Image Recognition" by K. He and others, 2016.
 */
import { add, Dense, Flatten, Input, Model, setRandomSeed } from 'tupleflow';
import { Conv2D, Residual, Sequential } from 'tupleflow/channels-first';
import { digitSamples } from './digit-samples.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** The shape of the guide's connection, and how well a small network reads digits that it has not seen. */
export interface Outcome {
  readonly shape: readonly [null, 3, 256, 256];
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  const connection = guideConnection();
  connection.summary();
  return { shape: connection.outputs.shape, accuracy: await readDigits(size) };
}

/** The connection of the guide, tensor by tensor. */
function guideConnection() {
  // An image of 256 x 256 pixels with 3 channels.
  const x = Input([3, 256, 256]);
  // A 3 x 3 convolution with 3 output channels, as many as the input has.
  const y = Conv2D(3, [3, 3], { padding: 'same' })(x);
  // This returns x + y.
  const z = add([x, y]); // SymbolicTensor<[null, 3, 256, 256]>
  return Model({ inputs: x, outputs: z });
}

/** The same as a block with two convolutions on the way: a layer made of layers. */
function residual<const Filters extends number>(filters: Filters) {
  return Residual(
    Sequential([
      Conv2D(filters, [3, 3], { padding: 'same', activation: 'relu' }),
      Conv2D(filters, [3, 3], { padding: 'same' }),
    ]),
  );
}

/** Where the block halves the image and changes its channels, the way around it has to do the same. */
function downsampling<const Filters extends number>(filters: Filters) {
  return Residual(
    Sequential([
      Conv2D(filters, [3, 3], { padding: 'same', strides: [2, 2], activation: 'relu' }),
      Conv2D(filters, [3, 3], { padding: 'same' }),
    ]),
    Conv2D(filters, [1, 1], { strides: [2, 2] }),
  );
}

/** Trains a small residual network on real handwritten digits. */
async function readDigits(size: Size): Promise<number> {
  setRandomSeed(1);
  const image = Input([1, 8, 8]);
  const features = image.pipe(
    Conv2D(8, [3, 3], { padding: 'same', activation: 'relu' }),
    residual(8),
    downsampling(16),
    residual(16),
  ); // SymbolicTensor<[null, 16, 4, 4]>
  const digit = features.pipe(Flatten(), Dense(10, { activation: 'softmax' }));
  const model = Model({ inputs: image, outputs: digit });
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 8 : 1 });
  const { accuracy = 0 } = await model.evaluate(unseen.images, unseen.digits);
  console.log(`\nA small residual network reads ${(100 * accuracy).toFixed(1)}% of the unseen digits rightly.`);
  model.dispose();
  return accuracy;
}
