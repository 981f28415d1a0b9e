/**
 * VGG16 and VGG19: nothing but small convolutions, one on the other.
 *
 * "Very Deep Convolutional Networks for Large-Scale Image Recognition" by K. Simonyan and A. Zisserman, 2015. The numbers of
 * parameters are those of Keras Applications: 138,357,544 and 143,667,240.
 */
import { Conv2D, Dense, Flatten, Input, MaxPooling2D, repeat, Sequential } from 'tupleflow';

/** Convolutions of so many filters, then half the height and width. */
function stage<const Filters extends number>(depth: number, filters: Filters) {
  return Sequential([
    repeat(depth, () => Conv2D(filters, 3, { padding: 'same', activation: 'relu' })),
    MaxPooling2D(2),
  ]);
}

/** The network for images of any size: five stages, the number of convolutions in each being its depth, and a classifier. */
export function vgg<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Units extends number,
  const Classes extends number,
>(options: {
  readonly depths: readonly [number, number, number, number, number];
  /** The filters of the stages; the last two have the same. */
  readonly filters: readonly [First, Second, Third, Fourth];
  readonly units: Units;
  readonly classes: Classes;
}) {
  const { depths, filters, units, classes } = options;
  return Sequential([
    stage(depths[0], filters[0]),
    stage(depths[1], filters[1]),
    stage(depths[2], filters[2]),
    stage(depths[3], filters[3]),
    stage(depths[4], filters[3]),
    Flatten(),
    repeat(2, () => Dense(units, { activation: 'relu' })),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

const imageNet = { filters: [64, 128, 256, 512], units: 4096, classes: 1000 } as const;

export function vgg16() {
  return Sequential([Input([224, 224, 3]), vgg({ ...imageNet, depths: [2, 2, 3, 3, 3] })]);
}

export function vgg19() {
  return Sequential([Input([224, 224, 3]), vgg({ ...imageNet, depths: [2, 2, 4, 4, 4] })]);
}
