import { cast } from '../kernels/kernel-call.js';
import type { OnnxTensor } from '../onnx-type.js';
import type { LayerConverter, LayerConverters } from './layer-call.js';

const dense: LayerConverter<unknown> = ({ graph, inputs, outputs }) => {
  const { x, kernel, bias = null } = inputs as Record<'x' | 'kernel', OnnxTensor> & { bias?: OnnxTensor };
  const [output] = outputs as [OnnxTensor];
  const given = cast(graph, x, 'float32');
  if (bias !== null && given.shape.length === 2) return [graph.add('Gemm', [given, kernel, bias], output)];
  const product = graph.add('MatMul', [given, kernel], output);
  return [bias === null ? product : graph.add('Add', [product, bias], output)];
};

interface NormalizationOptions {
  readonly axis: number | readonly number[];
  readonly epsilon: number;
}

const batchNormalization: LayerConverter<NormalizationOptions & { readonly axis: number }> = ({
  graph,
  inputs,
  outputs,
  options,
}) => {
  const { x, movingMean, movingVariance } = inputs as Record<'x' | 'movingMean' | 'movingVariance', OnnxTensor>;
  const [output] = outputs as [OnnxTensor];
  const rank = output.shape.length;
  const axis = options.axis < 0 ? options.axis + rank : options.axis;
  const others = output.shape.map((_, place) => place).filter((place) => place !== 0 && place !== axis);
  const order = [0, axis, ...others];
  const channels = movingMean.shape as readonly number[];
  const all = (value: number) =>
    graph.constant(new Float32Array(channels[0] as number).fill(value), channels, 'float32');
  const { gamma = all(1), beta = all(0) } = inputs;
  const given = graph.transpose(cast(graph, x, 'float32'), order);
  const normalized = graph.add('BatchNormalization', [given, gamma, beta, movingMean, movingVariance], given, {
    epsilon: { float: options.epsilon },
  });
  return [
    graph.transpose(
      normalized,
      order.map((_, place) => order.indexOf(place)),
    ),
  ];
};

const layerNormalization: LayerConverter<NormalizationOptions> = ({ graph, inputs, outputs, options }) => {
  const [output] = outputs as [OnnxTensor];
  const x = inputs.x as OnnxTensor;
  const size = x.shape.at(-1) as number;
  const { gamma = graph.constant(new Float32Array(size).fill(1), [size], 'float32'), beta = null } = inputs;
  const given = [cast(graph, x, 'float32'), gamma, beta].filter((input) => input !== null);
  return [graph.add('LayerNormalization', given, output, { axis: -1, epsilon: { float: options.epsilon } })];
};

/** Layers that multiply and shift features, by their classes. */
export const affineLayers: LayerConverters = {
  BatchNormalization: batchNormalization,
  Dense: dense,
  LayerNormalization: layerNormalization,
};
