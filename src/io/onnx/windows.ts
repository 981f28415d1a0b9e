import { ArgumentError } from '../../errors.js';
import type { Attributes } from './attributes.js';
import type { GraphBuilder } from './graph-builder.js';
import type { OnnxSpec, OnnxTensor } from './onnx-type.js';
import { type Size, varies } from './size.js';

/** How a window moves over images. */
export interface WindowMovement {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  readonly padding: string;
}

/** The order of axes that puts the channels after the batch, and the one that puts them last. */
function channelOrders(rank: number): { readonly first: readonly number[]; readonly last: readonly number[] } {
  const spatial = Array.from({ length: rank }, (_, axis) => axis);
  return { first: [0, rank + 1, ...spatial.map((axis) => axis + 1)], last: [0, ...spatial.map((axis) => axis + 2), 1] };
}

/** Whether a window moves on by more than its size. */
function skips({ size, strides }: Pick<WindowMovement, 'size' | 'strides'>): boolean {
  return strides.some((stride, axis) => stride > (size[axis] as number));
}

/** The padding that TensorFlow puts around images: more after than before, where the number is odd. */
function padsOf({ size, strides, dilationRate, padding }: WindowMovement, sizes: readonly Size[]): Attributes {
  if (padding === 'valid') return {};
  if (padding === 'causal') {
    return { pads: [...size.map((count, axis) => (count - 1) * (dilationRate[axis] as number)), ...size.map(() => 0)] };
  }
  const totals = sizes.map((length, axis) => {
    const [stride, extent] = [
      strides[axis] as number,
      ((size[axis] as number) - 1) * (dilationRate[axis] as number) + 1,
    ];
    if (stride === 1) return extent - 1;
    return varies(length) ? null : Math.max((Math.ceil(length / stride) - 1) * stride + extent - length, 0);
  });
  if (!totals.every((total) => total !== null)) {
    if (dilationRate.every((rate) => rate === 1) && !skips({ size, strides })) return { auto_pad: 'SAME_UPPER' };
    throw new ArgumentError(
      "exportOnnx expects images of a fixed size where a window with padding 'same' has holes or skips elements (received sizes that vary)",
    );
  }
  if (totals.every((total) => total === 0)) return {};
  return { pads: [...totals.map((total) => Math.floor(total / 2)), ...totals.map((total) => Math.ceil(total / 2))] };
}

/** The padding of a pooling: as numbers only where the window skips elements, which runtimes would count as less than none. */
function poolingPads(movement: WindowMovement, sizes: readonly Size[]): Attributes {
  if (movement.padding !== 'same') return { auto_pad: 'VALID' };
  // Some runtimes add numbers to those of a padding before it, whose zeros would no longer count.
  return skips(movement) ? padsOf(movement, sizes) : { auto_pad: 'SAME_UPPER' };
}

/** Images in ONNX' order, with the channels after the batch. */
export function channelsFirst(graph: GraphBuilder, images: OnnxTensor, dataFormat: unknown): OnnxTensor {
  return dataFormat === 'channelsFirst'
    ? images
    : graph.transpose(images, channelOrders(images.shape.length - 2).first);
}

/** The shape of images with the channels after the batch. */
export function shapeChannelsFirst({ shape }: OnnxSpec, dataFormat: unknown): readonly Size[] {
  if (dataFormat === 'channelsFirst') return shape;
  return channelOrders(shape.length - 2).first.map((axis) => shape[axis] as Size);
}

/** Images in the order of a data format, from ONNX' order. */
export function inDataFormat(graph: GraphBuilder, images: OnnxTensor, dataFormat: unknown): OnnxTensor {
  return dataFormat === 'channelsFirst' ? images : graph.transpose(images, channelOrders(images.shape.length - 2).last);
}

/** What a convolution needs besides its images. */
export interface ConvolutionSpec {
  /** (filters, channels / groups, ...sizes). */
  readonly kernel: OnnxTensor;
  readonly bias: OnnxTensor | null;
  readonly groups: number;
  readonly dataFormat: unknown;
}

/** Adds a convolution of images in a data format. */
export function convolve(
  graph: GraphBuilder,
  images: OnnxTensor,
  movement: Omit<WindowMovement, 'size'>,
  { kernel, bias, groups, dataFormat }: ConvolutionSpec,
  output: OnnxSpec,
): OnnxTensor {
  const given = channelsFirst(graph, images, dataFormat);
  const size = kernel.shape.slice(2) as readonly number[];
  const made = graph.add(
    'Conv',
    [given, kernel, bias].filter((input) => input !== null),
    { shape: shapeChannelsFirst(output, dataFormat), type: output.type },
    {
      kernel_shape: size,
      strides: movement.strides,
      dilations: movement.dilationRate,
      group: groups,
      ...padsOf({ ...movement, size }, given.shape.slice(2)),
    },
  );
  return inDataFormat(graph, made, dataFormat);
}

/** Adds a pooling of images in a data format. */
export function pool(
  graph: GraphBuilder,
  operation: 'MaxPool' | 'AveragePool',
  images: OnnxTensor,
  movement: WindowMovement,
  dataFormat: unknown,
  output: OnnxSpec,
): OnnxTensor {
  const given = channelsFirst(graph, images, dataFormat);
  const spec = { shape: shapeChannelsFirst(output, dataFormat), type: output.type };
  const made = graph.add(operation, [given], spec, {
    kernel_shape: movement.size,
    strides: movement.strides,
    ...poolingPads(movement, given.shape.slice(2)),
  });
  return inDataFormat(graph, made, dataFormat);
}
