/**
 * Convolutional variational autoencoder: digits become points of a plane, near which others look alike.
 *
 * "Auto-Encoding Variational Bayes" by D. Kingma and M. Welling, 2014. The network is that of Keras' example for it, whose encoder has
 * 69,076 parameters, and whose decoder has 65,089, which are 134,165 in all.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  Conv2D,
  Conv2DTranspose,
  Dense,
  defineLayer,
  Flatten,
  Input,
  type Layer,
  Model,
  ops,
  Reshape,
  Sequential,
  type ShapeFunction,
} from 'tupleflow';

interface SameShape extends ShapeFunction {
  readonly output: this['input'];
}

export const noise = defineLayer({
  name: 'Noise',
  configure: (given: object) => given,
  shape: (input) => input,
  forward: (input, _weights, _configuration, { seed }) => tf.randomNormal(input.shape, 0, 1, 'float32', seed()),
});

/** Other random numbers at each call, as many as there are in the input. */
function Noise(): Layer<SameShape> {
  return noise<SameShape>({});
}

function encoder() {
  return Sequential([
    Conv2D(32, 3, { strides: 2, padding: 'same', activation: 'relu' }),
    Conv2D(64, 3, { strides: 2, padding: 'same', activation: 'relu' }),
    Flatten(),
    Dense(16, { activation: 'relu' }),
  ]);
}

function decoder() {
  return Sequential([
    Dense(7 * 7 * 64, { activation: 'relu' }),
    Reshape([7, 7, 64]),
    Conv2DTranspose(64, 3, { strides: 2, padding: 'same', activation: 'relu' }),
    Conv2DTranspose(32, 3, { strides: 2, padding: 'same', activation: 'relu' }),
    Conv2DTranspose(1, 3, { padding: 'same', activation: 'sigmoid' }),
  ]);
}

/** From images to images, by way of a plane: besides the loss of the images, points are drawn to where all others are. */
export function variationalAutoencoder() {
  const image = Input([28, 28, 1]);
  const features = encoder()(image);
  const mean = Dense(2)(features);
  const logVariance = Dense(2)(features);
  const deviation = ops.exp(ops.multiply(logVariance, 0.5));
  const code = ops.add(mean, ops.multiply(deviation, Noise()(mean))); // SymbolicTensor<[null, 2]>
  const model = Model({ inputs: image, outputs: decoder()(code) });
  const divergence = ops.subtract(ops.add(ops.square(mean), ops.exp(logVariance)), ops.add(logVariance, 1));
  model.addLoss(ops.multiply(ops.sum(divergence, 1), 0.5));
  return model;
}
