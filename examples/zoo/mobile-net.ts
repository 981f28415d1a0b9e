/**
 * MobileNet: convolutions in two steps, over height and width for each channel, then over channels for each pixel.
 *
 * "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications" by A. Howard and others, 2017. The
 * number of parameters is that of Keras Applications: 4,253,864.
 */
import {
  BatchNormalization,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  GlobalAveragePooling2D,
  Input,
  ReLU,
  repeat,
  Sequential,
} from 'tupleflow';

function separable<const Filters extends number, const Strides extends number>(filters: Filters, strides: Strides) {
  return Sequential([
    DepthwiseConv2D(3, { strides, padding: 'same', useBias: false }),
    BatchNormalization(),
    ReLU({ maxValue: 6 }),
    Conv2D(filters, 1, { useBias: false }),
    BatchNormalization(),
    ReLU({ maxValue: 6 }),
  ]);
}

/** The network for images of any size. `depth` is the number of convolutions at the second smallest size that change nothing. */
export function mobileNet<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Fifth extends number,
  const Sixth extends number,
  const Classes extends number,
>(options: {
  readonly filters: readonly [First, Second, Third, Fourth, Fifth, Sixth];
  readonly depth: number;
  readonly classes: Classes;
}) {
  const { filters, depth, classes } = options;
  return Sequential([
    Conv2D(filters[0], 3, { strides: 2, padding: 'same', useBias: false }),
    BatchNormalization(),
    ReLU({ maxValue: 6 }),
    separable(filters[1], 1),
    separable(filters[2], 2),
    separable(filters[2], 1),
    separable(filters[3], 2),
    separable(filters[3], 1),
    separable(filters[4], 2),
    repeat(depth, () => separable(filters[4], 1)),
    separable(filters[5], 2),
    separable(filters[5], 1),
    GlobalAveragePooling2D(),
    Dropout(0.001),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullMobileNet() {
  return Sequential([
    Input([224, 224, 3]),
    mobileNet({ filters: [32, 64, 128, 256, 512, 1024], depth: 5, classes: 1000 }),
  ]);
}
