/**
 * Xception: residual blocks of separable convolutions.
 *
 * "Xception: Deep Learning with Depthwise Separable Convolutions" by F. Chollet, 2017. The number of parameters is that of Keras
 * Applications: 22,910,480.
 */
import {
  Activation,
  BatchNormalization,
  Conv2D,
  Dense,
  GlobalAveragePooling2D,
  Input,
  MaxPooling2D,
  Residual,
  repeat,
  SeparableConv2D,
  Sequential,
} from 'tupleflow';

function separable<const Filters extends number>(filters: Filters) {
  return Sequential([SeparableConv2D(filters, 3, { padding: 'same', useBias: false }), BatchNormalization()]);
}

function activated<const Filters extends number>(filters: Filters) {
  return Sequential([Activation('relu'), separable(filters)]);
}

/** Half the height and width. */
function halving() {
  return MaxPooling2D(3, { strides: 2, padding: 'same' });
}

function shortcut<const Filters extends number>(filters: Filters) {
  return Sequential([Conv2D(filters, 1, { strides: 2, padding: 'same', useBias: false }), BatchNormalization()]);
}

function downsampling<const Filters extends number>(filters: Filters) {
  return Residual(Sequential([activated(filters), activated(filters), halving()]), shortcut(filters));
}

/** The network for images of any size: the filters are those of both convolutions at the start, and of the blocks that follow. */
export function xception<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Middle extends number,
  const Exit extends number,
  const Wide extends number,
  const Widest extends number,
  const Classes extends number,
>(options: {
  readonly stem: readonly [First, Second];
  readonly entry: readonly [Third, Fourth, Middle];
  readonly depth: number;
  readonly exit: readonly [Exit, Wide, Widest];
  readonly classes: Classes;
}) {
  const { stem, entry, depth, exit, classes } = options;
  const middle = entry[2];
  return Sequential([
    Conv2D(stem[0], 3, { strides: 2, useBias: false }),
    BatchNormalization(),
    Activation('relu'),
    Conv2D(stem[1], 3, { useBias: false }),
    BatchNormalization(),
    Activation('relu'),
    Residual(Sequential([separable(entry[0]), activated(entry[0]), halving()]), shortcut(entry[0])),
    downsampling(entry[1]),
    downsampling(middle),
    repeat(depth, () => Residual(repeat(3, () => activated(middle)))),
    Residual(Sequential([activated(middle), activated(exit[0]), halving()]), shortcut(exit[0])),
    separable(exit[1]),
    Activation('relu'),
    separable(exit[2]),
    Activation('relu'),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullXception() {
  return Sequential([
    Input([299, 299, 3]),
    xception({ stem: [32, 64], entry: [128, 256, 728], depth: 8, exit: [1024, 1536, 2048], classes: 1000 }),
  ]);
}
