import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor } from '../onnx-type.js';
import type { Size } from '../size.js';
import type { LayerCall, LayerConverter, LayerConverters } from './layer-call.js';

export interface RecurrentOptions {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly resetAfter?: boolean;
}

/** The gates of a kernel of (features, gates * units) in another order: (1, gates * units, features). */
function gates(graph: GraphBuilder, kernel: OnnxTensor, order: readonly number[]): OnnxTensor {
  const [features, width] = kernel.shape as readonly number[] as [number, number];
  const elements = graph.elementsOf(kernel) as ArrayLike<number>;
  const units = width / order.length;
  const moved = new Float32Array(elements.length);
  for (const [place, gate] of order.entries()) {
    for (let unit = 0; unit < units; unit++) {
      for (let feature = 0; feature < features; feature++) {
        moved[(place * units + unit) * features + feature] = elements[feature * width + gate * units + unit] as number;
      }
    }
  }
  return graph.constant(moved, [1, width, features], 'float32', `${kernel.name}_gates`);
}

/** The biases of the inputs and of the states, one after the other: (1, 2 * gates * units). */
function biases(graph: GraphBuilder, bias: OnnxTensor, order: readonly number[], width: number): OnnxTensor {
  const elements = graph.elementsOf(bias) as ArrayLike<number>;
  const units = width / order.length;
  const moved = new Float32Array(2 * width);
  for (let start = 0; start < elements.length; start += width) {
    for (const [place, gate] of order.entries()) {
      for (let unit = 0; unit < units; unit++) {
        moved[start + place * units + unit] = elements[start + gate * units + unit] as number;
      }
    }
  }
  return graph.constant(moved, [1, 2 * width], 'float32', `${bias.name}_gates`);
}

/** A layer as ONNX' own operation; `order` says which of Keras' gates stands at each place. */
function recurrent(operation: string, order: readonly number[], stateCount: number): LayerConverter<RecurrentOptions> {
  return ({ graph, inputs, options }: LayerCall<RecurrentOptions>) => {
    const {
      x,
      kernel,
      recurrentKernel,
      bias = null,
    } = inputs as Record<'x' | 'kernel' | 'recurrentKernel', OnnxTensor> & {
      bias?: OnnxTensor;
    };
    const { units } = options;
    const [batch, steps] = x.shape as [Size, Size];
    const states = Array.from({ length: stateCount }, (_, place) => {
      const state = inputs[`state${place}`];
      return state === undefined ? null : graph.reshape(state, [1, batch, units]);
    });
    const given = [
      graph.transpose(x, [1, 0, 2]),
      gates(graph, kernel, order),
      gates(graph, recurrentKernel, order),
      bias && biases(graph, bias, order, order.length * units),
      null,
      ...states,
    ];
    while (given.at(-1) === null) given.pop();
    const last: OnnxSpec = { shape: [1, batch, units], type: 'float32' };
    const sequence: OnnxSpec = { shape: [steps, 1, batch, units], type: 'float32' };
    const isNeeded = (place: number) => options.returnState || (place === 0 && !options.returnSequences);
    const [all, ...ends] = graph.addAll(
      operation,
      given,
      [options.returnSequences ? sequence : null, ...states.map((_, place) => (isNeeded(place) ? last : null))],
      {
        hidden_size: units,
        linear_before_reset: operation === 'GRU' ? Number(options.resetAfter === true) : undefined,
      },
    );
    const flat = (state: OnnxTensor) => graph.reshape(state, [batch, units]);
    const finals = ends.flatMap((state) => (state ? [flat(state)] : []));
    if (!all) return options.returnState ? [finals[0] as OnnxTensor, ...finals] : finals;
    const squeezed = graph.add('Squeeze', [all, graph.integers([1])], {
      shape: [steps, batch, units],
      type: 'float32',
    });
    const shown = graph.transpose(squeezed, [1, 0, 2]);
    return options.returnState ? [shown, ...finals] : [shown];
  };
}

/** Recurrent layers that ONNX has an operation for, by their classes. */
export const recurrentLayers: LayerConverters = {
  GRU: recurrent('GRU', [0, 1, 2], 1),
  LSTM: recurrent('LSTM', [0, 3, 1, 2], 2),
  SimpleRNN: recurrent('RNN', [0], 1),
};
