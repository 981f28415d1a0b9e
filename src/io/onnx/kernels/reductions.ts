import type { OnnxTensor, OnnxType } from '../onnx-type.js';
import type { Size } from '../size.js';
import {
  axesOf,
  beforeTranspose,
  cast,
  inputOf,
  type KernelCall,
  type KernelConverter,
  type KernelConverters,
} from './kernel-call.js';

/** A reduction along axes, of elements of a type, or of the type that they have. */
function reduction(operation: string, type?: OnnxType): KernelConverter {
  return (call) => {
    const { graph, output, attributes } = call;
    const given = inputOf(call, 'x');
    const x = cast(graph, given, type ?? (given.type === 'bool' ? 'int32' : given.type));
    const axes = axesOf(attributes.axis ?? attributes.reductionIndices, x.shape.length);
    if (axes.length === 0) return cast(graph, x, output.type);
    const reduced = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const made = beforeTranspose(graph, x, { shape: reduced, type: x.type }, (source, spec, axisOf) =>
      graph.add(operation, [source, graph.integers(axes.map(axisOf))], spec, { keepdims: 1 }),
    );
    return cast(graph, attributes.keepDims === true ? made : withoutAxes(call, made, axes), output.type);
  };
}

/** The tensor without axes of size 1, which is the last thing that is done with their order. */
function withoutAxes({ graph }: KernelCall, tensor: OnnxTensor, axes: readonly number[]): OnnxTensor {
  const moved = graph.sourceOf(tensor);
  if (moved === undefined) {
    const left = tensor.shape.filter((_, axis) => !axes.includes(axis));
    return graph.add('Squeeze', [tensor, graph.integers(axes)], { shape: left, type: tensor.type });
  }
  const { source, order } = moved;
  const gone = axes.map((axis) => order[axis] as number);
  const kept = order.filter((axis) => !gone.includes(axis));
  const inOrder = [...kept].sort((left, right) => left - right);
  const shape = inOrder.map((axis) => source.shape[axis] as Size);
  const squeezed = graph.add('Squeeze', [source, graph.integers(gone)], { shape, type: source.type });
  return graph.transpose(
    squeezed,
    kept.map((axis) => inOrder.indexOf(axis)),
  );
}

/** The place of the largest or smallest element along an axis. */
function place(operation: string): KernelConverter {
  return (call) => {
    const { graph, output, attributes } = call;
    const x = inputOf(call, 'x');
    const [axis] = axesOf(attributes.axis, x.shape.length);
    const given = x.type === 'bool' ? cast(graph, x, 'int32') : x;
    return cast(graph, graph.add(operation, [given], { ...output, type: 'int64' }, { axis, keepdims: 0 }), output.type);
  };
}

const softmax =
  (operation: string, input: string, attribute: string): KernelConverter =>
  (call) => {
    const [axis] = axesOf(call.attributes[attribute] ?? -1, call.output.shape.length) as [number];
    return beforeTranspose(call.graph, inputOf(call, input), call.output, (source, spec, axisOf) =>
      call.graph.add(operation, [source], spec, { axis: axisOf(axis) }),
    );
  };

const cumulativeSum: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const x = cast(graph, inputOf(call, 'x'), output.type);
  const axis = graph.constant(axesOf(attributes.axis, x.shape.length), [], 'int64');
  return graph.add('CumSum', [x, axis], output, {
    exclusive: Number(attributes.exclusive === true),
    reverse: Number(attributes.reverse === true),
  });
};

/** Products of all elements up to each one, which ONNX has no operation for. */
const cumulativeProduct: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const x = cast(graph, inputOf(call, 'x'), output.type);
  const rank = x.shape.length;
  const [axis] = axesOf(attributes.axis, rank) as [number];
  const order = [...axesOf(null, rank).filter((one) => one !== axis), axis];
  const moved = graph.transpose(x, order);
  const size = x.shape[axis] as number;
  const repeated = graph.reshape(moved, [...moved.shape.slice(0, -1), 1, size]);
  const counted = Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    const distance = attributes.reverse === true ? column - row : row - column;
    return Number(attributes.exclusive === true ? distance > 0 : distance >= 0);
  });
  const isCounted = graph.constant(counted, [size, size], 'bool');
  const square = { shape: [...moved.shape, size], type: x.type };
  const factors = graph.add('Where', [isCounted, repeated, graph.scalar(1, x.type)], square);
  const product = graph.add('ReduceProd', [factors, graph.integers([rank])], moved, { keepdims: 0 });
  return graph.transpose(
    product,
    order.map((_, place) => order.indexOf(place)),
  );
};

const topK: KernelConverter = (call) => {
  const { graph, outputs, attributes } = call;
  const [values, places] = outputs as [KernelCall['output'], KernelCall['output']];
  const made = graph.addAll(
    'TopK',
    [inputOf(call, 'x'), graph.integers([attributes.k as number])],
    [values, { ...places, type: 'int64' }],
    { axis: -1, largest: 1, sorted: 1 },
  ) as readonly OnnxTensor[];
  return [made[0] as OnnxTensor, cast(graph, made[1] as OnnxTensor, places.type)];
};

/** Kernels that compute from elements along axes. */
export const reductionKernels: KernelConverters = {
  All: reduction('ReduceMin', 'int32'),
  Any: reduction('ReduceMax', 'int32'),
  ArgMax: place('ArgMax'),
  ArgMin: place('ArgMin'),
  Cumprod: cumulativeProduct,
  Cumsum: cumulativeSum,
  LogSoftmax: softmax('LogSoftmax', 'logits', 'axis'),
  Max: reduction('ReduceMax'),
  Mean: reduction('ReduceMean', 'float32'),
  Min: reduction('ReduceMin'),
  Prod: reduction('ReduceProd'),
  Softmax: softmax('Softmax', 'logits', 'dim'),
  Sum: reduction('ReduceSum'),
  TopK: topK,
};
