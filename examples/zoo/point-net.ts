/**
 * PointNet: what a set of points is, in whatever order they come.
 *
 * "PointNet: Deep Learning on Point Sets for 3D Classification and Segmentation" by C. Qi and others, 2017 (3.5 millions of
 * parameters in table 5). A layer on each point of n to m features has n m + m parameters, and a normalization behind it 4 m.
 */
import {
  Activation,
  BatchNormalization,
  Dense,
  Dot,
  Dropout,
  GlobalMaxPooling1D,
  Identity,
  Input,
  Parallel,
  Reshape,
  Residual,
  Sequential,
} from 'tupleflow';

/** The same layer for each point, or for a whole set. */
function dense<const Units extends number>(units: Units) {
  return Sequential([Dense(units), BatchNormalization(), Activation('relu')]);
}

/** Moves the points by a matrix that follows from all of them, and is the identity at first. */
function transform<const Features extends number>(features: Features, units: readonly [number, number, number]) {
  const [first, second, third] = units;
  const matrix = Sequential([
    dense(first),
    dense(second),
    dense(third),
    GlobalMaxPooling1D(),
    dense(third / 2),
    dense(third / 4),
    Dense(features ** 2, { kernelInitializer: 'zeros' }),
    Reshape([features, features]),
  ]);
  return Residual(Parallel([Identity(), matrix], Dot([2, 1])));
}

/** The network for any number of points in space. `units` are those of the layers on each point. */
export function pointNet<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Classes extends number,
>(options: { readonly units: readonly [First, Second, Third]; readonly classes: Classes }) {
  const { units, classes } = options;
  return Sequential([
    transform(3, units),
    dense(units[0]),
    dense(units[0]),
    transform(units[0], units),
    dense(units[0]),
    dense(units[1]),
    dense(units[2]),
    GlobalMaxPooling1D(),
    dense(units[2] / 2),
    dense(units[2] / 4),
    Dropout(0.3),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function fullPointNet() {
  return Sequential([Input([1024, 3]), pointNet({ units: [64, 128, 1024], classes: 40 })]);
}
