import type { Dimension, Shape } from './shape.js';

/** Where the channels of an image are: after its spatial axes, which is Keras' default, or before them. */
export type DataFormat = 'channelsLast' | 'channelsFirst';

/** All data formats, for the checks of options. */
export const dataFormats: readonly DataFormat[] = ['channelsLast', 'channelsFirst'];

/** The number of spatial axes: sequences have 1, images 2, volumes 3. */
export type SpatialRank = 1 | 2 | 3;

/** The axes of images, as messages show them. */
export const layouts = {
  1: { channelsLast: '(batch, steps, channels)', channelsFirst: '(batch, channels, steps)' },
  2: { channelsLast: '(batch, height, width, channels)', channelsFirst: '(batch, channels, height, width)' },
  3: {
    channelsLast: '(batch, depth, height, width, channels)',
    channelsFirst: '(batch, channels, depth, height, width)',
  },
} as const;

/** What layers over images take and give, in one line, where only the channels are known; a table, as it costs least. */
export interface ImageSignatures<Channels extends string | number> {
  readonly 1: {
    readonly channelsLast: `(batch, steps, channels) → (batch, ..., ${Channels})`;
    readonly channelsFirst: `(batch, channels, steps) → (batch, ${Channels}, ...)`;
  };
  readonly 2: {
    readonly channelsLast: `(batch, height, width, channels) → (batch, ..., ${Channels})`;
    readonly channelsFirst: `(batch, channels, height, width) → (batch, ${Channels}, ...)`;
  };
  readonly 3: {
    readonly channelsLast: `(batch, depth, height, width, channels) → (batch, ..., ${Channels})`;
    readonly channelsFirst: `(batch, channels, depth, height, width) → (batch, ${Channels}, ...)`;
  };
}

/** The known sizes of an image of unknown rank that a layer has accepted. */
export interface UnknownSizes {
  1: readonly [Dimension, Dimension, Dimension];
  2: readonly [Dimension, Dimension, Dimension, Dimension];
  3: readonly [Dimension, Dimension, Dimension, Dimension, Dimension];
}

/** The names of spatial axes. */
export const spatialAxes = {
  1: ['number of steps'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
} as const;

/** The shape with its channels last. Where the format is not known, only the batch is. */
export type ChannelsLast<Input extends Shape, Format extends DataFormat> = [Format] extends ['channelsLast']
  ? Input
  : [Input] extends [
        readonly [infer Batch extends Dimension, infer Channels extends Dimension, ...infer Sizes extends Shape],
      ]
    ? [Format] extends ['channelsFirst']
      ? [Batch, ...Sizes, Channels]
      : [Batch, ...Vague<[...Sizes, Channels]>]
    : Input;

export function channelsLast(input: Shape, format: DataFormat): Shape {
  if (format === 'channelsLast') return input;
  const [batch, channels, ...sizes] = input as readonly [Dimension, Dimension, ...Shape];
  return [batch, ...sizes, channels];
}

/** A shape with its channels last in another format: the inverse of {@link ChannelsLast}. */
export type InFormat<Output extends Shape, Format extends DataFormat> = [Format] extends ['channelsLast']
  ? Output
  : [Output] extends [
        readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Channels extends Dimension],
      ]
    ? [Format] extends ['channelsFirst']
      ? [Batch, Channels, ...Sizes]
      : [Batch, ...Vague<[Channels, ...Sizes]>]
    : Output;

export function inFormat(output: Shape, format: DataFormat): Shape {
  if (format === 'channelsLast') return output;
  return [output[0] as Dimension, output.at(-1) as Dimension, ...output.slice(1, -1)];
}

type Vague<Sizes extends Shape> = { [Axis in keyof Sizes]: Dimension };
