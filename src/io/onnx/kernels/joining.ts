import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxTensor } from '../onnx-type.js';
import type { Size } from '../size.js';
import {
  axesOf,
  beforeTranspose,
  inputOf,
  type KernelCall,
  type KernelConverter,
  type KernelConverters,
  listOf,
} from './kernel-call.js';

/** Joins tensors along an axis: before their axes are put in another order, if that is the same for all. */
const concatenate: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const tensors = listOf(call);
  const [axis] = axesOf(attributes.axis, output.shape.length) as [number];
  const moved = tensors.map((tensor) => graph.sourceOf(tensor));
  const isAlike = moved.every((one) => `${one?.order}` === `${moved[0]?.order}`);
  const join = (given: readonly OnnxTensor[], place: number, shape: readonly Size[]) =>
    graph.add('Concat', given, { ...output, shape }, { axis: place });
  if (moved[0] === undefined || !isAlike) return join(tensors, axis, output.shape);
  return beforeTranspose(graph, tensors[0] as OnnxTensor, output, (_, spec, axisOf) =>
    join(
      moved.map((one) => one?.source as OnnxTensor),
      axisOf(axis),
      spec.shape,
    ),
  );
};

const pack: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const [axis] = axesOf(attributes.axis, output.shape.length) as [number];
  const shape = output.shape.map((size, place) => (place === axis ? 1 : size));
  const parts = listOf(call).map((tensor) =>
    graph.add('Unsqueeze', [tensor, graph.integers([axis])], { ...output, shape }),
  );
  return graph.add('Concat', parts, output, { axis });
};

function splitInto(
  { graph }: KernelCall,
  x: OnnxTensor,
  axis: number,
  lengths: readonly number[],
): readonly OnnxTensor[] {
  const parts = lengths.map((length) => ({
    ...x,
    shape: x.shape.map((size, place) => (place === axis ? length : size)),
  }));
  if (parts.length === 1) return [x];
  return graph.addAll('Split', [x, graph.integers(lengths)], parts, { axis }) as readonly OnnxTensor[];
}

const unpack: KernelConverter = (call) => {
  const value = inputOf(call, 'value');
  const [axis] = axesOf(call.attributes.axis, value.shape.length) as [number];
  const parts = splitInto(call, value, axis, Array(call.outputs.length).fill(1));
  return parts.map((part) => squeeze(call.graph, part, axis));
};

function squeeze(graph: GraphBuilder, tensor: OnnxTensor, axis: number): OnnxTensor {
  return graph.add('Squeeze', [tensor, graph.integers([axis])], {
    ...tensor,
    shape: tensor.shape.filter((_, place) => place !== axis),
  });
}

const split: KernelConverter = (call) => {
  const x = inputOf(call, 'x');
  const [axis] = axesOf(call.attributes.axis, x.shape.length) as [number];
  return splitInto(
    call,
    x,
    axis,
    call.outputs.map(({ shape }) => shape[axis] as number),
  );
};

/** Kernels that make one tensor of several, or several of one. */
export const joiningKernels: KernelConverters = { Concat: concatenate, Pack: pack, SplitV: split, Unpack: unpack };
