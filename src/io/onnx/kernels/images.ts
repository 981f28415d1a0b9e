import { ArgumentError, received } from '../../../errors.js';
import type { OnnxTensor } from '../onnx-type.js';
import { channelsFirst, convolve, inDataFormat, pool, shapeChannelsFirst } from '../windows.js';
import { inputOf, type KernelCall, type KernelConverter, type KernelConverters } from './kernel-call.js';

/** Numbers for each spatial axis, of which TensorFlow.js takes one for all as well. */
function perAxis(given: unknown, rank: number): readonly number[] {
  if (given === undefined || given === null) return Array(rank).fill(1);
  if (typeof given === 'number') return Array(rank).fill(given);
  const numbers = given as readonly number[];
  return numbers.length === rank ? numbers : numbers.slice(1, rank + 1);
}

function paddingOf({ attributes }: KernelCall): string {
  const padding = attributes.pad;
  if (padding === 'valid' || padding === 'same') return padding;
  if (padding === 0) return 'valid';
  throw new ArgumentError(`exportOnnx expects padding 'valid' or 'same' (received ${received(padding)})`);
}

function movementOf(call: KernelCall, rank: number) {
  const { strides, dilations } = call.attributes;
  return { strides: perAxis(strides, rank), dilationRate: perAxis(dilations, rank), padding: paddingOf(call) };
}

const convolution: KernelConverter = (call) => {
  const { graph, output } = call;
  const filter = inputOf(call, 'filter');
  const rank = filter.shape.length - 2;
  const kernel = graph.transpose(filter, [rank + 1, rank, ...Array(rank).keys()]);
  return convolve(
    graph,
    inputOf(call, 'x'),
    movementOf(call, rank),
    { kernel, bias: null, groups: 1, dataFormat: 'channelsLast' },
    output,
  );
};

const depthwise: KernelConverter = (call) => {
  const { graph, output } = call;
  const filter = inputOf(call, 'filter');
  const [height, width, channels, multiplier] = filter.shape as readonly number[] as [number, number, number, number];
  const flat = graph.reshape(filter, [height, width, 1, channels * multiplier]);
  const kernel = graph.transpose(flat, [3, 2, 0, 1]);
  return convolve(
    graph,
    inputOf(call, 'x'),
    movementOf(call, 2),
    { kernel, bias: null, groups: channels, dataFormat: 'channelsLast' },
    output,
  );
};

/** The gradient of a convolution, which is a transposed one: it is cropped as much as that is padded. */
const transposed: KernelConverter = (call) => {
  const { graph, output } = call;
  const [images, filter] = [inputOf(call, 'dy'), inputOf(call, 'filter')];
  const kernel = graph.transpose(filter, [3, 2, 0, 1]);
  const { strides, padding } = movementOf(call, 2);
  const given = channelsFirst(graph, images, 'channelsLast');
  const spec = { shape: shapeChannelsFirst(output, 'channelsLast'), type: output.type };
  const size = kernel.shape.slice(2) as readonly number[];
  const sizes = given.shape.slice(2) as readonly number[];
  const crops = size.map((extent, axis) => {
    const reached = (sizes[axis] as number) * (strides[axis] as number);
    void reached;
    const total = padding === 'valid' ? 0 : Math.max(extent - (strides[axis] as number), 0);
    return { before: Math.floor(total / 2), after: Math.ceil(total / 2) };
  });
  const made = graph.add('ConvTranspose', [given, kernel], spec, {
    kernel_shape: size,
    strides,
    pads: [...crops.map(({ before }) => before), ...crops.map(({ after }) => after)],
    output_padding: size.map((extent, axis) =>
      padding === 'valid' ? 0 : Math.max((strides[axis] as number) - extent, 0),
    ),
  });
  return inDataFormat(graph, made, 'channelsLast');
};

function pooling(operation: 'MaxPool' | 'AveragePool', rank: number): KernelConverter {
  return (call) => {
    const size = perAxis(call.attributes.filterSize, rank);
    return pool(
      call.graph,
      operation,
      inputOf(call, 'x'),
      { ...movementOf(call, rank), size },
      'channelsLast',
      call.output,
    );
  };
}

const resize =
  (mode: string): KernelConverter =>
  (call) => {
    const { graph, output, attributes } = call;
    const given = channelsFirst(graph, inputOf(call, 'images'), 'channelsLast') as OnnxTensor;
    const shape = shapeChannelsFirst(output, 'channelsLast');
    const coordinates =
      attributes.alignCorners === true
        ? 'align_corners'
        : attributes.halfPixelCenters === true
          ? 'half_pixel'
          : 'asymmetric';
    const made = graph.add(
      'Resize',
      [given, null, null, graph.sizes(shape)],
      { shape, type: output.type },
      {
        mode,
        coordinate_transformation_mode: coordinates,
        nearest_mode: mode === 'nearest' ? 'floor' : undefined,
      },
    );
    return inDataFormat(graph, made, 'channelsLast');
  };

/** Kernels of images with the channels last. */
export const imageKernels: KernelConverters = {
  AvgPool: pooling('AveragePool', 2),
  AvgPool3D: pooling('AveragePool', 3),
  Conv2D: convolution,
  Conv2DBackpropInput: transposed,
  Conv3D: convolution,
  DepthwiseConv2dNative: depthwise,
  MaxPool: pooling('MaxPool', 2),
  MaxPool3D: pooling('MaxPool', 3),
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
};
