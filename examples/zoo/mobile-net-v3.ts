/**
 * MobileNetV3, small: inverted residuals that weigh their channels.
 *
 * "Searching for MobileNetV3" by A. Howard and others, 2019. The number of parameters is that of Keras Applications: 2,554,968.
 */
import {
  Activation,
  BatchNormalization,
  Conv2D,
  DepthwiseConv2D,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  Identity,
  Input,
  Multiply,
  Parallel,
  Rescaling,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';

type ActivationName = 'relu' | 'hardSilu';

function normalization() {
  return BatchNormalization({ momentum: 0.999 });
}

function activated(activation: ActivationName) {
  return Sequential([normalization(), Activation(activation)]);
}

/** A weight from 0 to 1 for each channel, which follows from the means of all channels. */
function squeezeExcite(channels: number) {
  const squeezed = nextMultipleOf8(channels / 4);
  const weights = Sequential([
    GlobalAveragePooling2D({ keepdims: true }),
    Conv2D(squeezed, 1, { activation: 'relu' }),
    Conv2D(channels, 1, { activation: 'hardSigmoid' }),
  ]);
  return Parallel([Identity(), weights], Multiply());
}

/** A multiple of 8 near a number, and not much below it. */
function nextMultipleOf8(channels: number): number {
  const rounded = Math.max(8, 8 * Math.round(channels / 8));
  return rounded < 0.9 * channels ? rounded + 8 : rounded;
}

/** A block with 3 x 3 filters, at the start of the network. */
function early<const Filters extends number, const Strides extends number>(
  expanded: number,
  filters: Filters,
  strides: Strides,
) {
  return Sequential([
    Conv2D(expanded, 1, { useBias: false }),
    activated('relu'),
    DepthwiseConv2D(3, { strides, padding: 'same', useBias: false }),
    activated('relu'),
    Conv2D(filters, 1, { useBias: false }),
    normalization(),
  ]);
}

/** A block with 5 x 5 filters that weighs its channels. */
function late<const Filters extends number, const Strides extends number>(
  expanded: number,
  filters: Filters,
  strides: Strides,
) {
  return Sequential([
    Conv2D(expanded, 1, { useBias: false }),
    activated('hardSilu'),
    DepthwiseConv2D(5, { strides, padding: 'same', useBias: false }),
    activated('hardSilu'),
    squeezeExcite(expanded),
    Conv2D(filters, 1, { useBias: false }),
    normalization(),
  ]);
}

/** The network for images of any size, whose pixels are from 0 to 255. `depths` are the numbers of residual blocks. */
export function mobileNetV3Small<const Classes extends number>(options: {
  readonly depths: readonly [number, number, number];
  readonly classes: Classes;
}) {
  const { depths, classes } = options;
  return Sequential([
    Rescaling(1 / 127.5, { offset: -1 }),
    Conv2D(16, 3, { strides: 2, padding: 'same', useBias: false }),
    activated('hardSilu'),
    DepthwiseConv2D(3, { strides: 2, padding: 'same', useBias: false }),
    activated('relu'),
    squeezeExcite(16),
    Conv2D(16, 1, { useBias: false }),
    normalization(),
    early(72, 24, 2),
    Residual(early(88, 24, 1)),
    late(96, 40, 2),
    repeat(depths[0], () => Residual(late(240, 40, 1))),
    late(120, 48, 1),
    repeat(depths[1], () => Residual(late(144, 48, 1))),
    late(288, 96, 2),
    repeat(depths[2], () => Residual(late(576, 96, 1))),
    Conv2D(576, 1, { useBias: false }),
    activated('hardSilu'),
    GlobalAveragePooling2D({ keepdims: true }),
    Conv2D(1024, 1, { activation: 'hardSilu' }),
    Dropout(0.2),
    Conv2D(classes, 1),
    Flatten(),
    Activation('softmax'),
  ]);
}

export function fullMobileNetV3Small() {
  return Sequential([Input([224, 224, 3]), mobileNetV3Small({ depths: [2, 1, 2], classes: 1000 })]);
}
