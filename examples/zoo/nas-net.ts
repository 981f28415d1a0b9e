/**
 * NASNet-A, mobile: cells that were found by a search, each of which sees what the last two have made.
 *
 * "Learning Transferable Architectures for Scalable Image Recognition" by B. Zoph and others, 2018. The number of parameters is that of
 * Keras Applications: 5,326,716.
 */
import {
  Activation,
  AveragePooling2D,
  add,
  BatchNormalization,
  Concatenate,
  Conv2D,
  Cropping2D,
  concatenate,
  Dense,
  GlobalAveragePooling2D,
  Input,
  MaxPooling2D,
  Model,
  Parallel,
  SeparableConv2D,
  Sequential,
  type SymbolicTensor,
  ZeroPadding2D,
} from 'tupleflow';

/** An image of any size and any number of channels. */
type Image = SymbolicTensor<[null, number, number, number]>;

function normalization() {
  return BatchNormalization({ momentum: 0.9997 });
}

function projection(filters: number) {
  return Sequential([Activation('relu'), Conv2D(filters, 1, { useBias: false }), normalization()]);
}

/** Two separable convolutions, the first of which has the strides. */
function separable(filters: number, kernelSize: number, strides: number = 1) {
  return Sequential([
    Activation('relu'),
    SeparableConv2D(filters, kernelSize, { strides, padding: 'same', useBias: false }),
    normalization(),
    Activation('relu'),
    SeparableConv2D(filters, kernelSize, { padding: 'same', useBias: false }),
    normalization(),
  ]);
}

/** Half the height and width: every other pixel, and the pixels between them. */
function halving(filters: number) {
  const pixels = () => Sequential([AveragePooling2D(1, { strides: 2 }), Conv2D(filters / 2, 1, { useBias: false })]);
  const shifted = Sequential([
    ZeroPadding2D([
      [0, 1],
      [0, 1],
    ]),
    Cropping2D([
      [1, 0],
      [1, 0],
    ]),
    pixels(),
  ]);
  return Sequential([Activation('relu'), Parallel([pixels(), shifted], Concatenate()), normalization()]);
}

/** What the cell before the last has made, in the size of what the last has made, and with so many channels. */
function adjusted(before: Image, last: Image, filters: number) {
  if (before.shape[1] !== last.shape[1]) return halving(filters)(before);
  return before.shape[3] === filters ? before : projection(filters)(before);
}

function mean() {
  return AveragePooling2D(3, { strides: 1, padding: 'same' });
}

/** A cell that keeps the size. */
function normalCell(last: Image, before: Image, filters: number) {
  const p = adjusted(before, last, filters);
  const h = projection(filters)(last);
  return concatenate([
    p,
    add([separable(filters, 5)(h), separable(filters, 3)(p)]),
    add([separable(filters, 5)(p), separable(filters, 3)(p)]),
    add([mean()(h), p]),
    add([mean()(p), mean()(p)]),
    add([separable(filters, 3)(h), h]),
  ]);
}

/** Zeros around an image, with which windows of 3 pixels and strides of 2 reach its edges. */
function padded(image: Image) {
  const before = image.shape[1] % 2;
  return ZeroPadding2D([
    [before, 1],
    [before, 1],
  ])(image);
}

/** A cell that halves the size. */
function reductionCell(last: Image, p: Image, filters: number) {
  const h = projection(filters)(last);
  const highest = MaxPooling2D(3, { strides: 2 })(padded(h));
  const first = add([separable(filters, 5, 2)(h), separable(filters, 7, 2)(p)]);
  const second = add([highest, separable(filters, 7, 2)(p)]);
  const third = add([AveragePooling2D(3, { strides: 2 })(padded(h)), separable(filters, 5, 2)(p)]);
  return concatenate([second, third, add([second, mean()(first)]), add([separable(filters, 3)(first), highest])]);
}

/** The network: three times `depth` cells with `filters`, twice and four times as many. */
export function nasNet<const Classes extends number>(options: {
  /** The height and width of images. */
  readonly size: number;
  readonly filters: number;
  readonly depth: number;
  readonly classes: Classes;
}) {
  const { size, filters, depth, classes } = options;
  const image = Input([size, size, 3]);
  const stem = image.pipe(Conv2D(32, 3, { strides: 2, useBias: false }), normalization());
  const first = reductionCell(stem, stem, filters / 4);
  let before = first;
  let last = reductionCell(first, adjusted(stem, first, filters / 2), filters / 2);
  for (const factor of [1, 2, 4]) {
    if (factor > 1)
      [last, before] = [reductionCell(last, adjusted(before, last, factor * filters), factor * filters), last];
    for (let cell = 0; cell < depth; cell++) [last, before] = [normalCell(last, before, factor * filters), last];
  }
  const probabilities = last.pipe(
    Activation('relu'),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  );
  return Model({ inputs: image, outputs: probabilities });
}

export function nasNetMobile() {
  return nasNet({ size: 224, filters: 44, depth: 4, classes: 1000 });
}
