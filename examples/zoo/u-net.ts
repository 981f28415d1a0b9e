/**
 * U-Net: an image becomes smaller step by step, and larger again, where each step is shown what the image was at its size.
 *
 * "U-Net: Convolutional Networks for Biomedical Image Segmentation" by O. Ronneberger and others, 2015, with its convolutions
 * without padding. Parameters: a convolution of n to m channels has 9 n m + m, one on the way up 4 n m + m.
 */
import {
  type AnyLayer,
  Concatenate,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  Dropout,
  Input,
  MaxPooling2D,
  Parallel,
  Sequential,
} from 'tupleflow';

function convolutions<const Filters extends number>(filters: Filters) {
  return Sequential([Conv2D(filters, 3, { activation: 'relu' }), Conv2D(filters, 3, { activation: 'relu' })]);
}

/** What is below a level works on half the height and width; what goes around it is cropped to what it gives. */
function around<const Crop extends number, const Below extends AnyLayer>(crop: Crop, below: Below) {
  return Parallel([Cropping2D(crop), below], Concatenate());
}

function up<const Filters extends number>(filters: Filters) {
  return Conv2DTranspose(filters, 2, { strides: 2, activation: 'relu' });
}

/** The network for images of any size that can be halved four times: scores of each pixel for each class. */
export function uNet<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Bottom extends number,
  const Classes extends number,
>(options: { readonly filters: readonly [First, Second, Third, Fourth, Bottom]; readonly classes: Classes }) {
  const {
    filters: [first, second, third, fourth, bottom],
    classes,
  } = options;
  const level5 = Sequential([MaxPooling2D(2), convolutions(bottom), Dropout(0.5), up(fourth)]);
  const level4 = Sequential([
    MaxPooling2D(2),
    convolutions(fourth),
    around(4, level5),
    convolutions(fourth),
    up(third),
  ]);
  const level3 = Sequential([
    MaxPooling2D(2),
    convolutions(third),
    around(16, level4),
    convolutions(third),
    up(second),
  ]);
  const level2 = Sequential([
    MaxPooling2D(2),
    convolutions(second),
    around(40, level3),
    convolutions(second),
    up(first),
  ]);
  return Sequential([
    convolutions(first),
    around(88, level2),
    convolutions(first),
    Conv2D(classes, 1, { activation: 'softmax' }),
  ]);
}

export function fullUNet() {
  return Sequential([Input([572, 572, 1]), uNet({ filters: [64, 128, 256, 512, 1024], classes: 2 })]);
}
