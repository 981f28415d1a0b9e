/**
 * DCGAN: a network that makes images of noise, and one that tells them from real ones.
 *
 * "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks" by A. Radford and others, 2016.
 * Parameters: a convolution of n to m channels has 25 n m, a normalization 4 m, and where there is none a bias m; the first layer of the
 * generator has 100 times 16 times 1,024, the last one of the discriminator 16 times 512 and a bias.
 */
import {
  Activation,
  BatchNormalization,
  Conv2D,
  Conv2DTranspose,
  Dense,
  Flatten,
  Input,
  LeakyReLU,
  Reshape,
  Sequential,
} from 'tupleflow';

function up<const Filters extends number>(filters: Filters) {
  return Sequential([
    Conv2DTranspose(filters, 5, { strides: 2, padding: 'same', useBias: false }),
    BatchNormalization(),
    Activation('relu'),
  ]);
}

function down<const Filters extends number>(filters: Filters) {
  return Sequential([
    Conv2D(filters, 5, { strides: 2, padding: 'same', useBias: false }),
    BatchNormalization(),
    LeakyReLU({ negativeSlope: 0.2 }),
  ]);
}

/** Images of 64 x 64 pixels of vectors of noise: `filters` are those at 4, 8, 16 and 32 pixels. */
export function generator<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
>(filters: readonly [First, Second, Third, Fourth]) {
  return Sequential([
    Dense(4 * 4 * filters[0], { useBias: false }),
    Reshape([4, 4, filters[0]]),
    BatchNormalization(),
    Activation('relu'),
    up(filters[1]),
    up(filters[2]),
    up(filters[3]),
    Conv2DTranspose(3, 5, { strides: 2, padding: 'same', activation: 'tanh' }),
  ]);
}

/** How likely images are to be real: `filters` are those at 32, 16, 8 and 4 pixels. */
export function discriminator<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
>(filters: readonly [First, Second, Third, Fourth]) {
  return Sequential([
    Conv2D(filters[0], 5, { strides: 2, padding: 'same' }),
    LeakyReLU({ negativeSlope: 0.2 }),
    down(filters[1]),
    down(filters[2]),
    down(filters[3]),
    Flatten(),
    Dense(1, { activation: 'sigmoid' }),
  ]);
}

export function fullGenerator() {
  return Sequential([Input([100]), generator([1024, 512, 256, 128])]);
}

export function fullDiscriminator() {
  return Sequential([Input([64, 64, 3]), discriminator([64, 128, 256, 512])]);
}
