/**
 * DenseNet121 and DenseNet201: each layer sees what all layers before it have made.
 *
 * "Densely Connected Convolutional Networks" by G. Huang and others, 2017. The numbers of parameters are those of Keras
 * Applications: 8,062,504 and 20,242,984.
 */
import {
  Activation,
  type AnyLayer,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv2D,
  Dense,
  defineBlock,
  GlobalAveragePooling2D,
  Identity,
  Input,
  MaxPooling2D,
  Parallel,
  type RuleOf,
  Sequential,
  ZeroPadding2D,
} from 'tupleflow';

function activated() {
  return Sequential([BatchNormalization({ epsilon: 1.001e-5 }), Activation('relu')]);
}

/** Some more channels, which follow from all that there are. */
function more(growth: number) {
  return Sequential([
    activated(),
    Conv2D(4 * growth, 1, { useBias: false }),
    activated(),
    Conv2D(growth, 3, { padding: 'same', useBias: false }),
  ]);
}

export const denseBlockOf = defineBlock({
  name: 'DenseBlock',
  layers: ({ layers }: { readonly layers: readonly AnyLayer[] }) => ({
    layers,
    join: Concatenate(),
  }),
  forward: (input, { layers, join }) => layers.reduce((features, layer) => join([features, layer(features)]), input),
});

/** The same channels as a dense block has in the end, from one layer: its shape is that of the block. */
function widened<const Added extends number>(added: Added) {
  return Parallel([Identity(), Conv2D(added, 1)], Concatenate());
}

/** Layers that add so many channels in all, each of which sees all that there are when it is called. */
function denseBlock<const Added extends number>(depth: number, added: Added) {
  const layers = Array.from({ length: depth }, () => more(added / depth));
  return denseBlockOf<RuleOf<ReturnType<typeof widened<Added>>>>({ layers });
}

function transition<const Filters extends number>(filters: Filters) {
  return Sequential([activated(), Conv2D(filters, 1, { useBias: false }), AveragePooling2D(2)]);
}

/** The network for images of any size: the channels that the four blocks add, and those that are left after three of them. */
export function denseNet<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const AfterFirst extends number,
  const AfterSecond extends number,
  const AfterThird extends number,
  const Classes extends number,
>(options: {
  readonly depths: readonly [number, number, number, number];
  readonly added: readonly [First, Second, Third, Fourth];
  readonly left: readonly [AfterFirst, AfterSecond, AfterThird];
  readonly classes: Classes;
}) {
  const { depths, added, left, classes } = options;
  return Sequential([
    ZeroPadding2D(3),
    Conv2D(64, 7, { strides: 2, useBias: false }),
    activated(),
    ZeroPadding2D(1),
    MaxPooling2D(3, { strides: 2 }),
    denseBlock(depths[0], added[0]),
    transition(left[0]),
    denseBlock(depths[1], added[1]),
    transition(left[1]),
    denseBlock(depths[2], added[2]),
    transition(left[2]),
    denseBlock(depths[3], added[3]),
    activated(),
    GlobalAveragePooling2D(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function denseNet121() {
  return Sequential([
    Input([224, 224, 3]),
    denseNet({ depths: [6, 12, 24, 16], added: [192, 384, 768, 512], left: [128, 256, 512], classes: 1000 }),
  ]);
}

export function denseNet201() {
  return Sequential([
    Input([224, 224, 3]),
    denseNet({ depths: [6, 12, 48, 32], added: [192, 384, 1536, 1024], left: [128, 256, 896], classes: 1000 }),
  ]);
}
