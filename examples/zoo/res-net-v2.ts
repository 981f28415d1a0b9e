/**
 * ResNet50V2: residual blocks that normalize what goes into them, and add what they make of it to an input that nothing touches.
 *
 * "Identity Mappings in Deep Residual Networks" by K. He and others, 2016. The number of parameters is that of Keras
 * Applications: 25,613,800.
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
  Sequential,
  ZeroPadding2D,
} from 'tupleflow';

function activation() {
  return Sequential([BatchNormalization({ epsilon: 1.001e-5 }), Activation('relu')]);
}

function bottleneck<const Filters extends number, const Expanded extends number, const Strides extends number>(
  filters: Filters,
  expanded: Expanded,
  strides: Strides,
) {
  return Sequential([
    Conv2D(filters, 1, { useBias: false }),
    activation(),
    ZeroPadding2D(1),
    Conv2D(filters, 3, { strides, useBias: false }),
    activation(),
    Conv2D(expanded, 1),
  ]);
}

/** Blocks of which the first has more channels than its input, and the last is the one that has `strides`. */
function stage<const Filters extends number, const Expanded extends number, const Strides extends number>(
  depth: number,
  filters: Filters,
  expanded: Expanded,
  strides: Strides,
) {
  return Sequential([
    activation(),
    Residual(bottleneck(filters, expanded, 1), Conv2D(expanded, 1)),
    repeat(depth - 2, () => Residual(Sequential([activation(), bottleneck(filters, expanded, 1)]))),
    Residual(Sequential([activation(), bottleneck(filters, expanded, strides)]), MaxPooling2D(1, { strides })),
  ]);
}

/** The network for images of any size: `filters` and `expanded` are those of the bottlenecks in the four stages. */
export function resNetV2<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const FirstExpanded extends number,
  const SecondExpanded extends number,
  const ThirdExpanded extends number,
  const FourthExpanded extends number,
  const Classes extends number,
>(options: {
  readonly depths: readonly [number, number, number, number];
  readonly filters: readonly [First, Second, Third, Fourth];
  readonly expanded: readonly [FirstExpanded, SecondExpanded, ThirdExpanded, FourthExpanded];
  readonly classes: Classes;
}) {
  const { depths, filters, expanded, classes } = options;
  return Sequential([
    ZeroPadding2D(3),
    Conv2D(filters[0], 7, { strides: 2 }),
    ZeroPadding2D(1),
    MaxPooling2D(3, { strides: 2 }),
    stage(depths[0], filters[0], expanded[0], 2),
    stage(depths[1], filters[1], expanded[1], 2),
    stage(depths[2], filters[2], expanded[2], 2),
    stage(depths[3], filters[3], expanded[3], 1),
    activation(),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function resNet50V2() {
  return Sequential([
    Input([224, 224, 3]),
    resNetV2({
      depths: [3, 4, 6, 3],
      filters: [64, 128, 256, 512],
      expanded: [256, 512, 1024, 2048],
      classes: 1000,
    }),
  ]);
}
