import { cast } from '../kernels/kernel-call.js';
import type { OnnxTensor } from '../onnx-type.js';
import { channelsFirst, inDataFormat, pool, shapeChannelsFirst } from '../windows.js';
import type { LayerCall, LayerConverter, LayerConverters } from './layer-call.js';

interface PoolingOptions {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: string;
  readonly dataFormat: string;
}

function pooling(operation: 'MaxPool' | 'AveragePool'): LayerConverter<PoolingOptions> {
  return ({ graph, inputs, outputs, options }: LayerCall<PoolingOptions>) => {
    const { poolSize: size, strides, padding, dataFormat } = options;
    const movement = { size, strides, padding, dilationRate: size.map(() => 1) };
    return [pool(graph, operation, inputs.x as OnnxTensor, movement, dataFormat, outputs[0] as OnnxTensor)];
  };
}

interface UpSamplingOptions {
  readonly size: readonly number[];
  readonly interpolation: string;
  readonly dataFormat: string;
}

const upSampling: LayerConverter<UpSamplingOptions> = ({ graph, inputs, outputs, options }) => {
  const { size, interpolation, dataFormat } = options;
  const [output] = outputs as [OnnxTensor];
  const given = channelsFirst(graph, cast(graph, inputs.x as OnnxTensor, output.type), dataFormat);
  const isNearest = interpolation === 'nearest';
  const scales = graph.constant([1, 1, ...size], [size.length + 2], 'float32');
  const spec = { shape: shapeChannelsFirst(output, dataFormat), type: output.type };
  const made = graph.add('Resize', [given, null, scales], spec, {
    mode: isNearest ? 'nearest' : 'linear',
    coordinate_transformation_mode: isNearest ? 'asymmetric' : 'half_pixel',
    nearest_mode: isNearest ? 'floor' : undefined,
  });
  return [inDataFormat(graph, made, dataFormat)];
};

/** Layers that take the largest elements or the means of windows, by their classes. */
export const poolingLayers: LayerConverters = {
  AveragePooling1D: pooling('AveragePool'),
  AveragePooling2D: pooling('AveragePool'),
  AveragePooling3D: pooling('AveragePool'),
  MaxPooling1D: pooling('MaxPool'),
  MaxPooling2D: pooling('MaxPool'),
  MaxPooling3D: pooling('MaxPool'),
};

/** Layers that repeat pixels or put others between them, by their classes. */
export const upSamplingLayers: LayerConverters = {
  UpSampling1D: upSampling,
  UpSampling2D: upSampling,
  UpSampling3D: upSampling,
};
