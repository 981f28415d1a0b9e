/**
 * YOLOv3: finds things in an image, large ones and small ones.
 *
 * "YOLOv3: An Incremental Improvement" by J. Redmon and A. Farhadi, 2018. The number of parameters is that of the authors' weights for
 * the 80 classes of COCO: 62,001,757.
 */
import {
  BatchNormalization,
  Conv2D,
  concatenate,
  Input,
  LeakyReLU,
  Model,
  Residual,
  repeat,
  Sequential,
  UpSampling2D,
} from 'tupleflow';

function conv<const Filters extends number, const Strides extends number>(
  filters: Filters,
  kernelSize: number,
  strides: Strides,
) {
  return Sequential([
    Conv2D(filters, kernelSize, { strides, padding: 'same', useBias: false }),
    BatchNormalization(),
    LeakyReLU({ negativeSlope: 0.1 }),
  ]);
}

/** Halves the size, and has as many residual blocks as it is deep. */
function stage(depth: number, filters: number) {
  const block = () => Residual(Sequential([conv(filters / 2, 1, 1), conv(filters, 3, 1)]));
  return Sequential([conv(filters, 3, 2), repeat(depth, block)]);
}

/** Few channels and many in turn. */
function neck(filters: number) {
  const widened = () => Sequential([conv(filters, 1, 1), conv(2 * filters, 3, 1)]);
  return Sequential([repeat(2, widened), conv(filters, 1, 1)]);
}

/** What a part of the image shows, for the part that is twice as large. */
function finer(filters: number) {
  return Sequential([conv(filters, 1, 1), UpSampling2D(2)]);
}

/** What is found at each place: for each of three boxes 4 numbers where it is, how likely there is something, and 80 what it is. */
function head(filters: number) {
  return Sequential([conv(filters, 3, 1), Conv2D(255, 1)]);
}

/** Grids of 13 x 13, 26 x 26 and 52 x 52 places. `width` is the number of filters of the first convolution. */
export function yolo(options: {
  readonly depths: readonly [number, number, number, number, number];
  readonly width: number;
}) {
  const { depths, width } = options;
  const image = Input([416, 416, 3]);
  const fine = image.pipe(
    conv(width, 3, 1),
    stage(depths[0], 2 * width),
    stage(depths[1], 4 * width),
    stage(depths[2], 8 * width),
  );
  const medium = stage(depths[3], 16 * width)(fine);
  const coarse = stage(depths[4], 32 * width)(medium);

  const large = neck(16 * width)(coarse);
  const middle = neck(8 * width)(concatenate([finer(8 * width)(large), medium]));
  const small = neck(4 * width)(concatenate([finer(4 * width)(middle), fine]));
  return Model({
    inputs: image,
    outputs: {
      large: head(32 * width)(large),
      middle: head(16 * width)(middle),
      small: head(8 * width)(small),
    },
  });
}

export function fullYolo() {
  return yolo({ depths: [1, 2, 8, 8, 4], width: 32 });
}
