/**
 * ConvNeXt, tiny: residual blocks of convolutions that are made like those of a Transformer.
 *
 * "A ConvNet for the 2020s" by Z. Liu and others, 2022. The number of parameters is that of Keras Applications: 28,589,128.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  Conv2D,
  Dense,
  DepthwiseConv2D,
  defineLayer,
  GlobalAveragePooling2D,
  Input,
  initializers,
  type Layer,
  LayerNormalization,
  Normalization,
  Residual,
  repeat,
  Sequential,
  type ShapeFunction,
} from 'tupleflow';

interface SameShape extends ShapeFunction {
  readonly output: this['input'];
}

export const layerScale = defineLayer({
  name: 'LayerScale',
  configure: ({ initial }: { readonly initial: number }) => ({ initial }),
  shape: (input) => input,
  weights: (input, { initial }) => ({
    factors: { shape: [input.at(-1) ?? null], initializer: initializers.Constant(initial) },
  }),
  forward: (input, { factors }) => tf.mul(input, factors),
});

/** A learned factor for each channel. */
function LayerScale(initial: number): Layer<SameShape> {
  return layerScale<SameShape>({ initial });
}

function normalization() {
  return LayerNormalization({ epsilon: 1e-6 });
}

function block<const Channels extends number>(channels: Channels) {
  return Residual(
    Sequential([
      DepthwiseConv2D(7, { padding: 'same' }),
      normalization(),
      Dense(4 * channels, { activation: 'gelu' }),
      Dense(channels),
      LayerScale(1e-6),
    ]),
  );
}

function downsampling<const Channels extends number>(channels: Channels) {
  return Sequential([normalization(), Conv2D(channels, 2, { strides: 2 })]);
}

/** The network for images of any size, whose pixels are from 0 to 255: four stages of blocks, each at half the size. */
export function convNext<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Fourth extends number,
  const Classes extends number,
>(options: {
  readonly depths: readonly [number, number, number, number];
  readonly channels: readonly [First, Second, Third, Fourth];
  readonly classes: Classes;
}) {
  const { depths, channels, classes } = options;
  return Sequential([
    Normalization({ mean: [123.675, 116.28, 103.53], variance: [3409.9756, 3262.6944, 3291.8906] }),
    Conv2D(channels[0], 4, { strides: 4 }),
    normalization(),
    repeat(depths[0], () => block(channels[0])),
    downsampling(channels[1]),
    repeat(depths[1], () => block(channels[1])),
    downsampling(channels[2]),
    repeat(depths[2], () => block(channels[2])),
    downsampling(channels[3]),
    repeat(depths[3], () => block(channels[3])),
    GlobalAveragePooling2D(),
    normalization(),
    Dense(classes, { activation: 'softmax' }),
  ]);
}

export function convNextTiny() {
  return Sequential([
    Input([224, 224, 3]),
    convNext({ depths: [3, 3, 9, 3], channels: [96, 192, 384, 768], classes: 1000 }),
  ]);
}
