/**
 * InceptionV3: modules of towers with filters of several sizes, large ones as two long ones.
 *
 * "Rethinking the Inception Architecture for Computer Vision" by C. Szegedy and others, 2016. The number of parameters is that of
 * Keras Applications: 23,851,784.
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

function pooled<const Filters extends number>(filters: Filters) {
  return Sequential([AveragePooling2D(3, { strides: 1, padding: 'same' }), conv(filters, 1)]);
}

function moduleA<const Pooled extends number>(poolFilters: Pooled) {
  return Parallel(
    [
      conv(64, 1),
      Sequential([conv(48, 1), conv(64, 5)]),
      Sequential([conv(64, 1), conv(96, 3), conv(96, 3)]),
      pooled(poolFilters),
    ],
    Concatenate(),
  );
}

/** Halves the size, and adds channels. */
function reductionA() {
  return Parallel(
    [convValid(384, 2), Sequential([conv(64, 1), conv(96, 3), convValid(96, 2)]), MaxPooling2D(3, { strides: 2 })],
    Concatenate(),
  );
}

/** Filters of 7 x 7 as two that are long. */
function moduleB<const Filters extends number>(filters: Filters) {
  return Parallel(
    [
      conv(192, 1),
      Sequential([conv(filters, 1), conv(filters, 1, 7), conv(192, 7, 1)]),
      Sequential([conv(filters, 1), conv(filters, 7, 1), conv(filters, 1, 7), conv(filters, 7, 1), conv(192, 1, 7)]),
      pooled(192),
    ],
    Concatenate(),
  );
}

function reductionB() {
  return Parallel(
    [
      Sequential([conv(192, 1), convValid(320, 2)]),
      Sequential([conv(192, 1), conv(192, 1, 7), conv(192, 7, 1), convValid(192, 2)]),
      MaxPooling2D(3, { strides: 2 }),
    ],
    Concatenate(),
  );
}

function moduleC() {
  const split = () => Parallel([conv(384, 1, 3), conv(384, 3, 1)], Concatenate());
  return Parallel(
    [conv(320, 1), Sequential([conv(384, 1), split()]), Sequential([conv(448, 1), conv(384, 3), split()]), pooled(192)],
    Concatenate(),
  );
}

/** The network for images of at least 75 x 75 pixels. `depths` are the numbers of modules between what changes the channels. */
export function inceptionV3<const Classes extends number>(options: {
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
    moduleA(32),
    repeat(depths[0], () => moduleA(64)),
    reductionA(),
    moduleB(128),
    repeat(depths[1], () => moduleB(160)),
    moduleB(192),
    reductionB(),
    repeat(depths[2], () => moduleC()),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullInceptionV3() {
  return Sequential([Input([299, 299, 3]), inceptionV3({ depths: [2, 2, 2], classes: 1000 })]);
}
