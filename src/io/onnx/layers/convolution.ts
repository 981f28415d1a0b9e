import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxTensor } from '../onnx-type.js';
import { inRun, type Size, sumOf } from '../size.js';
import { channelsFirst, convolve, inDataFormat, shapeChannelsFirst, type WindowMovement } from '../windows.js';
import type { LayerConverter, LayerConverters } from './layer-call.js';

interface ConvolutionOptions extends Omit<WindowMovement, 'size'> {
  readonly dataFormat: string;
  readonly groups?: number;
  readonly outputPadding?: readonly number[] | null;
}

/** A kernel of (...sizes, channels, filters) with the filters first, then the channels. */
function filtersFirst(graph: GraphBuilder, kernel: OnnxTensor): OnnxTensor {
  const rank = kernel.shape.length - 2;
  return graph.transpose(kernel, [rank + 1, rank, ...Array(rank).keys()]);
}

const convolution: LayerConverter<ConvolutionOptions> = ({ graph, inputs, outputs: [output], options }) => {
  const { x, kernel, bias = null } = inputs as Record<'x' | 'kernel', OnnxTensor> & { bias?: OnnxTensor };
  const { groups = 1, dataFormat } = options;
  return [
    convolve(
      graph,
      x,
      options,
      { kernel: filtersFirst(graph, kernel), bias, groups, dataFormat },
      output as OnnxTensor,
    ),
  ];
};

/** A kernel for each channel: (...sizes, channels, multiplier), as filters of groups of one channel. */
function ofChannels(graph: GraphBuilder, kernel: OnnxTensor): { readonly kernel: OnnxTensor; readonly groups: number } {
  const [channels, multiplier] = kernel.shape.slice(-2) as [number, number];
  const flat = graph.reshape(kernel, [...kernel.shape.slice(0, -2), 1, channels * multiplier]);
  return { kernel: filtersFirst(graph, flat), groups: channels };
}

const depthwise: LayerConverter<ConvolutionOptions> = ({ graph, inputs, outputs: [output], options }) => {
  const { x, kernel, bias = null } = inputs as Record<'x' | 'kernel', OnnxTensor> & { bias?: OnnxTensor };
  const { dataFormat } = options;
  return [convolve(graph, x, options, { ...ofChannels(graph, kernel), bias, dataFormat }, output as OnnxTensor)];
};

const separable: LayerConverter<ConvolutionOptions> = ({ graph, inputs, outputs, options }) => {
  const {
    x,
    depthwiseKernel,
    pointwiseKernel,
    bias = null,
  } = inputs as Record<'x' | 'depthwiseKernel' | 'pointwiseKernel', OnnxTensor> & { bias?: OnnxTensor };
  const [output] = outputs as [OnnxTensor];
  const { dataFormat } = options;
  const byChannel = ofChannels(graph, depthwiseKernel);
  const channels = byChannel.kernel.shape[0] as Size;
  const isFirst = dataFormat === 'channelsFirst';
  const place = isFirst ? 1 : output.shape.length - 1;
  const shape = output.shape.map((size, axis) => (axis === place ? channels : size));
  const depth = convolve(graph, x, options, { ...byChannel, bias: null, dataFormat }, { ...output, shape });
  const ones = options.strides.map(() => 1);
  const pointwise = { strides: ones, dilationRate: ones, padding: 'valid' };
  return [
    convolve(
      graph,
      depth,
      pointwise,
      { kernel: filtersFirst(graph, pointwiseKernel), bias, groups: 1, dataFormat },
      output,
    ),
  ];
};

/** A convolution the other way round. What it gives is as long as the strides say, or less by what padding takes. */
const transposed: LayerConverter<ConvolutionOptions> = ({ graph, inputs, outputs, options }) => {
  const { x, kernel, bias = null } = inputs as Record<'x' | 'kernel', OnnxTensor> & { bias?: OnnxTensor };
  const [output] = outputs as [OnnxTensor];
  const { strides, dilationRate, padding, dataFormat } = options;
  const given = channelsFirst(graph, x, dataFormat);
  const shape = shapeChannelsFirst(output, dataFormat);
  const weights = filtersFirst(graph, kernel);
  const size = weights.shape.slice(2) as readonly number[];
  const places = size.map((count, axis) => {
    const [stride, rate] = [strides[axis] as number, dilationRate[axis] as number];
    const reached = (inRun(given.shape[axis + 2] as Size, 0) - 1) * stride + (count - 1) * rate + 1;
    const surplus = reached - inRun(shape[axis + 2] as Size, 0);
    const before = padding === 'valid' ? 0 : Math.floor(Math.max(0, surplus) / 2);
    return { before, after: Math.max(surplus - before, 0), added: Math.max(before - surplus, 0) };
  });
  return [inDataFormat(graph, withEnds(graph, { given, weights, bias, shape, size, options, places }), dataFormat)];
};

interface TransposedConvolution {
  readonly given: OnnxTensor;
  readonly weights: OnnxTensor;
  readonly bias: OnnxTensor | null;
  readonly shape: readonly Size[];
  readonly size: readonly number[];
  readonly options: ConvolutionOptions;
  readonly places: readonly { readonly before: number; readonly after: number; readonly added: number }[];
}

/** The convolution, and after it what no kernel reaches: zeros, and the bias. */
function withEnds(
  graph: GraphBuilder,
  { given, weights, bias, shape, size, options, places }: TransposedConvolution,
): OnnxTensor {
  const isReached = places.every(({ added }) => added === 0);
  const reached = shape.map((count, axis) => {
    const added = places[axis - 2]?.added ?? 0;
    return sumOf(count, -added);
  });
  const type = given.type;
  const inputs = [given, weights, isReached ? bias : null].filter((input) => input !== null);
  const made = graph.add(
    'ConvTranspose',
    inputs,
    { shape: reached, type },
    {
      kernel_shape: size,
      strides: options.strides,
      dilations: options.dilationRate,
      pads: [...places.map(({ before }) => before), ...places.map(({ after }) => after)],
    },
  );
  if (isReached) return made;
  const around = [...shape.map(() => 0), 0, 0, ...places.map(({ added }) => added)];
  const whole = graph.add(
    'Pad',
    [made, graph.integers(around), graph.scalar(0)],
    { shape, type },
    { mode: 'constant' },
  );
  if (bias === null) return whole;
  const column = graph.reshape(bias, [...bias.shape, ...size.map(() => 1)]);
  return graph.add('Add', [whole, column], { shape, type });
}

/** Convolutions, by their classes. */
export const convolutionLayers: LayerConverters = {
  Conv1D: convolution,
  Conv2D: convolution,
  Conv3D: convolution,
  Conv1DTranspose: transposed,
  Conv2DTranspose: transposed,
  Conv3DTranspose: transposed,
  DepthwiseConv1D: depthwise,
  DepthwiseConv2D: depthwise,
  SeparableConv1D: separable,
  SeparableConv2D: separable,
};
