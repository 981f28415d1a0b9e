/**
 * Temporal convolutional network: causal convolutions whose steps lie further and further apart.
 *
 * "An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling" by S. Bai and others, 2018,
 * for the digits of MNIST pixel by pixel, without its weight normalization. Parameters: a convolution over 7 steps of n to m
 * channels has 7 n m + m, the first shortcut 2 m, the classifier 11 classes' worth.
 */
import {
  Activation,
  Conv1D,
  Dense,
  Input,
  Model,
  ops,
  Residual,
  repeat,
  Sequential,
  SpatialDropout1D,
} from 'tupleflow';

/** Two convolutions, each of which sees as many steps as the dilation says times the kernel. */
function convolutions<const Filters extends number>(filters: Filters, kernelSize: number, dilationRate: number) {
  return repeat(2, () =>
    Sequential([
      Conv1D(filters, kernelSize, { padding: 'causal', dilationRate, activation: 'relu' }),
      SpatialDropout1D(0.05),
    ]),
  );
}

/** The network for sequences of any length: what it makes of a step depends on that step and on all before it. */
export function tcn<const Filters extends number>(options: {
  readonly filters: Filters;
  readonly kernelSize: number;
  readonly depth: number;
}) {
  const { filters, kernelSize, depth } = options;
  return Sequential([
    Residual(convolutions(filters, kernelSize, 1), Conv1D(filters, 1)),
    Activation('relu'),
    repeat(depth - 1, (index) =>
      Sequential([Residual(convolutions(filters, kernelSize, 2 ** (index + 1))), Activation('relu')]),
    ),
  ]);
}

/** The pixels of a digit one by one; the last one, which has seen all others, decides. */
export function pixelTcn() {
  const pixels = Input([784, 1]);
  const features = tcn({ filters: 25, kernelSize: 7, depth: 8 })(pixels);
  const last = ops.take(features, -1, 1);
  return Model({ inputs: pixels, outputs: Dense(10, { activation: 'softmax' })(last) });
}
