/**
 * EfficientNet: one network, which becomes deeper, wider and larger by the same factor. B0 and B7 have files of their own.
 *
 * "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" by M. Tan and Q. Le, 2019.
 */
import {
  Activation,
  BatchNormalization,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  GlobalAveragePooling2D,
  Identity,
  Multiply,
  Parallel,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';

function activated() {
  return Sequential([BatchNormalization(), Activation('silu')]);
}

/** A weight from 0 to 1 for each channel, which follows from the means of all channels. */
function squeezeExcite(channels: number, squeezed: number) {
  const weights = Sequential([
    GlobalAveragePooling2D({ keepdims: true }),
    Conv2D(squeezed, 1, { activation: 'silu' }),
    Conv2D(channels, 1, { activation: 'sigmoid' }),
  ]);
  return Parallel([Identity(), weights], Multiply());
}

/** A convolution of each channel on its own, weights for the channels, and a convolution over them. */
function separable<const Filters extends number, const Strides extends number>(
  channels: number,
  expansion: number,
  filters: Filters,
  kernelSize: number,
  strides: Strides,
) {
  return Sequential([
    DepthwiseConv2D(kernelSize, { strides, padding: 'same', useBias: false }),
    activated(),
    squeezeExcite(expansion * channels, channels / 4),
    Conv2D(filters, 1, { useBias: false }),
    BatchNormalization(),
  ]);
}

/** The same on six times as many channels as there are. */
function expanded<const Filters extends number, const Strides extends number>(
  channels: number,
  filters: Filters,
  kernelSize: number,
  strides: Strides,
) {
  return Sequential([
    Conv2D(6 * channels, 1, { useBias: false }),
    activated(),
    separable(channels, 6, filters, kernelSize, strides),
  ]);
}

/** Leaves out what a block adds to some samples, in training. */
function dropPath(rate: number) {
  return Dropout(rate, { noiseShape: [null, 1, 1, 1] });
}

/** A block that changes the channels, and residual ones that do not. */
function stage<const Filters extends number, const Strides extends number>(
  depth: number,
  channels: number,
  filters: Filters,
  kernelSize: number,
  strides: Strides,
  dropRate: number,
) {
  return Sequential([
    expanded(channels, filters, kernelSize, strides),
    repeat(depth - 1, () => Residual(Sequential([expanded(filters, filters, kernelSize, 1), dropPath(dropRate)]))),
  ]);
}

/**
 * The network for images of any size.
 *
 * @param filters those of the first convolution, of the seven stages, and of the last convolution.
 */
export function efficientNet<
  const Stem extends number,
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Fifth extends number,
  const Sixth extends number,
  const Seventh extends number,
  const Top extends number,
  const Classes extends number,
>(options: {
  readonly depths: readonly [number, number, number, number, number, number, number];
  readonly filters: readonly [Stem, First, Second, Third, Fourth, Fifth, Sixth, Seventh, Top];
  readonly dropout: number;
  readonly classes: Classes;
}) {
  const { depths, filters, dropout, classes } = options;
  return Sequential([
    Conv2D(filters[0], 3, { strides: 2, padding: 'same', useBias: false }),
    activated(),
    separable(filters[0], 1, filters[1], 3, 1),
    repeat(depths[0] - 1, () => Residual(separable(filters[1], 1, filters[1], 3, 1))),
    stage(depths[1], filters[1], filters[2], 3, 2, 0.025),
    stage(depths[2], filters[2], filters[3], 5, 2, 0.05),
    stage(depths[3], filters[3], filters[4], 3, 2, 0.075),
    stage(depths[4], filters[4], filters[5], 5, 1, 0.1),
    stage(depths[5], filters[5], filters[6], 5, 2, 0.15),
    stage(depths[6], filters[6], filters[7], 3, 1, 0.2),
    Conv2D(filters[8], 1, { useBias: false }),
    activated(),
    GlobalAveragePooling2D(),
    Dropout(dropout),
    Dense(classes, { activation: 'softmax' }),
  ]);
}
