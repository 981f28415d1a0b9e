/**
 * ResNet50, ResNet101 and ResNet152: blocks whose input is added to what they make of it, so that many can be trained.
 *
 * "Deep Residual Learning for Image Recognition" by K. He and others, 2016, with the strides on the first convolution of a block.
 * The numbers of parameters are those of Keras Applications: 25,636,712, 44,707,176 and 60,419,944.
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

function normalization() {
  return BatchNormalization({ epsilon: 1.001e-5 });
}

/** Fewer channels, a convolution over height and width, and more channels again. */
function bottleneck<const Filters extends number, const Expanded extends number, const Strides extends number>(
  filters: Filters,
  expanded: Expanded,
  strides: Strides,
) {
  return Sequential([
    Conv2D(filters, 1, { strides }),
    normalization(),
    Activation('relu'),
    Conv2D(filters, 3, { padding: 'same' }),
    normalization(),
    Activation('relu'),
    Conv2D(expanded, 1),
    normalization(),
  ]);
}

/** Blocks of which the first changes the size and the channels, as does what goes around it. */
function stage<const Filters extends number, const Expanded extends number, const Strides extends number>(
  depth: number,
  filters: Filters,
  expanded: Expanded,
  strides: Strides,
) {
  const shortcut = Sequential([Conv2D(expanded, 1, { strides }), normalization()]);
  return Sequential([
    Residual(bottleneck(filters, expanded, strides), shortcut),
    Activation('relu'),
    repeat(depth - 1, () => Sequential([Residual(bottleneck(filters, expanded, 1)), Activation('relu')])),
  ]);
}

/** The network for images of any size: `filters` and `expanded` are those of the bottlenecks in the four stages. */
export function resNet<
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
    normalization(),
    Activation('relu'),
    ZeroPadding2D(1),
    MaxPooling2D(3, { strides: 2 }),
    stage(depths[0], filters[0], expanded[0], 1),
    stage(depths[1], filters[1], expanded[1], 2),
    stage(depths[2], filters[2], expanded[2], 2),
    stage(depths[3], filters[3], expanded[3], 2),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

const imageNet = { filters: [64, 128, 256, 512], expanded: [256, 512, 1024, 2048], classes: 1000 } as const;

export function resNet50() {
  return Sequential([Input([224, 224, 3]), resNet({ ...imageNet, depths: [3, 4, 6, 3] })]);
}

export function resNet101() {
  return Sequential([Input([224, 224, 3]), resNet({ ...imageNet, depths: [3, 4, 23, 3] })]);
}

export function resNet152() {
  return Sequential([Input([224, 224, 3]), resNet({ ...imageNet, depths: [3, 8, 36, 3] })]);
}
