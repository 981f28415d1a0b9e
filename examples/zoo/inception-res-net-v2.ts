/**
 * InceptionResNetV2: Inception modules as residual blocks, of which little is added at a time.
 *
 * "Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning" by C. Szegedy and others, 2017. The number of
 * parameters is that of Keras Applications: 55,873,736.
 */
import {
  Activation,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv2D,
  Dense,
  GlobalAveragePooling2D,
  Input,
  MaxPooling2D,
  Parallel,
  Rescaling,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';

function activated() {
  return Sequential([BatchNormalization({ scale: false }), Activation('relu')]);
}

/** A convolution that keeps the size. */
function conv<const Filters extends number>(filters: Filters, height: number, width: number = height) {
  return Sequential([Conv2D(filters, [height, width], { padding: 'same', useBias: false }), activated()]);
}

/** A convolution that makes the size smaller by 2, and divides it by the strides. */
function convValid<const Filters extends number, const Strides extends number>(filters: Filters, strides: Strides) {
  return Sequential([Conv2D(filters, 3, { strides, useBias: false }), activated()]);
}

function moduleA() {
  return Parallel(
    [
      conv(96, 1),
      Sequential([conv(48, 1), conv(64, 5)]),
      Sequential([conv(64, 1), conv(96, 3), conv(96, 3)]),
      Sequential([AveragePooling2D(3, { strides: 1, padding: 'same' }), conv(64, 1)]),
    ],
    Concatenate(),
  );
}

/** Towers whose channels become those of what goes around them, scaled. */
function scaled<const Channels extends number>(channels: Channels, scale: number) {
  return Sequential([Conv2D(channels, 1), Rescaling(scale)]);
}

function blockA() {
  const towers = Parallel(
    [conv(32, 1), Sequential([conv(32, 1), conv(32, 3)]), Sequential([conv(32, 1), conv(48, 3), conv(64, 3)])],
    Concatenate(),
  );
  return Sequential([Residual(Sequential([towers, scaled(320, 0.17)])), Activation('relu')]);
}

function reductionA() {
  return Parallel(
    [convValid(384, 2), Sequential([conv(256, 1), conv(256, 3), convValid(384, 2)]), MaxPooling2D(3, { strides: 2 })],
    Concatenate(),
  );
}

function blockB() {
  const towers = Parallel([conv(192, 1), Sequential([conv(128, 1), conv(160, 1, 7), conv(192, 7, 1)])], Concatenate());
  return Sequential([Residual(Sequential([towers, scaled(1088, 0.1)])), Activation('relu')]);
}

function reductionB() {
  return Parallel(
    [
      Sequential([conv(256, 1), convValid(384, 2)]),
      Sequential([conv(256, 1), convValid(288, 2)]),
      Sequential([conv(256, 1), conv(288, 3), convValid(320, 2)]),
      MaxPooling2D(3, { strides: 2 }),
    ],
    Concatenate(),
  );
}

function blockC(scale: number) {
  const towers = Parallel([conv(192, 1), Sequential([conv(192, 1), conv(224, 1, 3), conv(256, 3, 1)])], Concatenate());
  return Residual(Sequential([towers, scaled(2080, scale)]));
}

/** The network for images of at least 75 x 75 pixels. `depths` are the numbers of blocks at the three sizes. */
export function inceptionResNetV2<const Classes extends number>(options: {
  readonly depths: readonly [number, number, number];
  readonly classes: Classes;
}) {
  const { depths, classes } = options;
  return Sequential([
    convValid(32, 2),
    convValid(32, 1),
    conv(64, 3),
    MaxPooling2D(3, { strides: 2 }),
    conv(80, 1),
    convValid(192, 1),
    MaxPooling2D(3, { strides: 2 }),
    moduleA(),
    repeat(depths[0], () => blockA()),
    reductionA(),
    repeat(depths[1], () => blockB()),
    reductionB(),
    repeat(depths[2] - 1, () => Sequential([blockC(0.2), Activation('relu')])),
    blockC(1),
    conv(1536, 1),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullInceptionResNetV2() {
  return Sequential([Input([299, 299, 3]), inceptionResNetV2({ depths: [10, 20, 10], classes: 1000 })]);
}
