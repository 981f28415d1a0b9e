/**
 * CRNN: reads the letters of a line from left to right.
 *
 * "An End-to-End Trainable Neural Network for Image-based Sequence Recognition" by B. Shi and others, 2015 (8.3 millions of
 * parameters in table 4). A convolution of n to m channels has 9 n m + m, the last one 4 n m + m, a normalization 4 m, and an LSTM of n
 * to m features 4 m (n + m + 1) in each direction.
 */
import {
  Activation,
  BatchNormalization,
  Bidirectional,
  Conv2D,
  Dense,
  Input,
  LSTM,
  MaxPooling2D,
  Reshape,
  repeat,
  Sequential,
} from 'tupleflow';

function conv<const Filters extends number>(filters: Filters) {
  return Conv2D(filters, 3, { padding: 'same', activation: 'relu' });
}

function normalizedConv<const Filters extends number>(filters: Filters) {
  return Sequential([Conv2D(filters, 3, { padding: 'same' }), BatchNormalization(), Activation('relu')]);
}

/** The network for lines of 32 pixels of height: for each quarter of the width, but one, which letter is there, or none. */
export function crnn<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Letters extends number,
>(options: {
  readonly filters: readonly [First, Second, Third, Fourth];
  readonly units: number;
  readonly letters: Letters;
}) {
  const { filters, units, letters } = options;
  return Sequential([
    conv(filters[0]),
    MaxPooling2D(2),
    conv(filters[1]),
    MaxPooling2D(2),
    repeat(2, () => conv(filters[2])),
    MaxPooling2D([2, 1]),
    repeat(2, () => normalizedConv(filters[3])),
    MaxPooling2D([2, 1]),
    Conv2D(filters[3], 2, { activation: 'relu' }),
    Reshape([-1, filters[3]]),
    repeat(2, () => Bidirectional(LSTM(units, { returnSequences: true }))),
    Dense(letters, { activation: 'softmax' }),
  ]);
}

/** For letters, digits, and the blank of the loss `CTC`. */
export function fullCrnn() {
  return Sequential([Input([32, 100, 1]), crnn({ filters: [64, 128, 256, 512], units: 256, letters: 37 })]);
}
