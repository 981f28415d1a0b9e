/**
 * MobileNetV2: residual blocks that are wide inside and narrow outside.
 *
 * "MobileNetV2: Inverted Residuals and Linear Bottlenecks" by M. Sandler and others, 2018. The number of parameters is that of
 * Keras Applications: 3,538,984.
 */
import {
  BatchNormalization,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  GlobalAveragePooling2D,
  Input,
  ReLU,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';

function normalization() {
  return BatchNormalization({ momentum: 0.999 });
}

function activation() {
  return Sequential([normalization(), ReLU({ maxValue: 6 })]);
}

/** A convolution of each channel on its own, and one over the channels that is not activated. */
function separable<const Filters extends number, const Strides extends number>(filters: Filters, strides: Strides) {
  return Sequential([
    DepthwiseConv2D(3, { strides, padding: 'same', useBias: false }),
    activation(),
    Conv2D(filters, 1, { useBias: false }),
    normalization(),
  ]);
}

/** The same on six times as many channels as there are. */
function expanded<const Filters extends number, const Strides extends number>(
  channels: number,
  filters: Filters,
  strides: Strides,
) {
  return Sequential([Conv2D(6 * channels, 1, { useBias: false }), activation(), separable(filters, strides)]);
}

/** Blocks that change nothing about the shape. */
function residuals<const Filters extends number>(times: number, filters: Filters) {
  return repeat(times, () => Residual(expanded(filters, filters, 1)));
}

/** The network for images of any size. `depths` are the numbers of residual blocks in the stages that have some. */
export function mobileNetV2<const Classes extends number>(options: {
  readonly depths: readonly [number, number, number, number, number];
  readonly classes: Classes;
}) {
  const { depths, classes } = options;
  return Sequential([
    Conv2D(32, 3, { strides: 2, padding: 'same', useBias: false }),
    activation(),
    separable(16, 1),
    expanded(16, 24, 2),
    residuals(depths[0], 24),
    expanded(24, 32, 2),
    residuals(depths[1], 32),
    expanded(32, 64, 2),
    residuals(depths[2], 64),
    expanded(64, 96, 1),
    residuals(depths[3], 96),
    expanded(96, 160, 2),
    residuals(depths[4], 160),
    expanded(160, 320, 1),
    Conv2D(1280, 1, { useBias: false }),
    activation(),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullMobileNetV2() {
  return Sequential([Input([224, 224, 3]), mobileNetV2({ depths: [1, 2, 3, 2, 2], classes: 1000 })]);
}
