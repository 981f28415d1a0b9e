/**
 * SqueezeNet: few channels are looked at by filters of two sizes.
 *
 * "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size" by F. Iandola and others, 2016. The
 * number of parameters is that of table 1 there: 1,248,424.
 */
import {
  Activation,
  Concatenate,
  Conv2D,
  Dropout,
  GlobalAveragePooling2D,
  Input,
  MaxPooling2D,
  Parallel,
  Sequential,
} from 'tupleflow';

/** Squeezes the channels, and expands them by filters of 1 x 1 and of 3 x 3. */
function fire<const Squeezed extends number, const Expanded extends number>(squeezed: Squeezed, expanded: Expanded) {
  return Sequential([
    Conv2D(squeezed, 1, { activation: 'relu' }),
    Parallel(
      [Conv2D(expanded, 1, { activation: 'relu' }), Conv2D(expanded, 3, { padding: 'same', activation: 'relu' })],
      Concatenate(),
    ),
  ]);
}

/** The network for images of any size. The first four modules squeeze to `squeezed` channels, and expand to `expanded`, twice. */
export function squeezeNet<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const FirstExpanded extends number,
  const SecondExpanded extends number,
  const ThirdExpanded extends number,
  const FourthExpanded extends number,
  const Filters extends number,
  const Classes extends number,
>(options: {
  readonly filters: Filters;
  readonly squeezed: readonly [First, Second, Third, Fourth];
  readonly expanded: readonly [FirstExpanded, SecondExpanded, ThirdExpanded, FourthExpanded];
  readonly classes: Classes;
}) {
  const { filters, squeezed, expanded, classes } = options;
  return Sequential([
    Conv2D(filters, 7, { strides: 2, activation: 'relu' }),
    MaxPooling2D(3, { strides: 2 }),
    fire(squeezed[0], expanded[0]),
    fire(squeezed[0], expanded[0]),
    fire(squeezed[1], expanded[1]),
    MaxPooling2D(3, { strides: 2 }),
    fire(squeezed[1], expanded[1]),
    fire(squeezed[2], expanded[2]),
    fire(squeezed[2], expanded[2]),
    fire(squeezed[3], expanded[3]),
    MaxPooling2D(3, { strides: 2 }),
    fire(squeezed[3], expanded[3]),
    Dropout(0.5),
    Conv2D(classes, 1, { activation: 'relu' }),
    GlobalAveragePooling2D(),
    Activation('softmax'),
  ]);
}

export function fullSqueezeNet() {
  return Sequential([
    Input([224, 224, 3]),
    squeezeNet({ filters: 96, squeezed: [16, 32, 48, 64], expanded: [64, 128, 192, 256], classes: 1000 }),
  ]);
}
