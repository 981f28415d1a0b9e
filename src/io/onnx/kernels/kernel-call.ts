import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor } from '../onnx-type.js';
import { type OnnxType, typeNumbers } from '../onnx-type.js';
import type { Size } from '../size.js';

/** A kernel of TensorFlow.js with its inputs, for which nodes are added to a graph. */
export interface KernelCall {
  readonly graph: GraphBuilder;
  /** The inputs by name; those of a kernel that takes a list have its indices as names. */
  readonly inputs: Readonly<Record<string, OnnxTensor>>;
  /** The shape and the type of the first output. */
  readonly output: OnnxSpec;
  readonly outputs: readonly OnnxSpec[];
  /** The attributes of the kernel, in which numbers may vary. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Adds the nodes for a kernel; gives its outputs. */
export type KernelConverter = (call: KernelCall) => OnnxTensor | readonly OnnxTensor[];

/** The converters of a group of kernels, by the names of these. */
export type KernelConverters = Readonly<Record<string, KernelConverter>>;

/** An input that the kernel always has. */
export function inputOf({ inputs }: KernelCall, name: string): OnnxTensor {
  return inputs[name] as OnnxTensor;
}

/** The inputs of a kernel that takes a list. */
export function listOf({ inputs }: KernelCall): readonly OnnxTensor[] {
  return Object.values(inputs);
}

/** The same elements as another type. */
export function cast(graph: GraphBuilder, tensor: OnnxTensor, type: OnnxType): OnnxTensor {
  if (tensor.type === type) return tensor;
  return elementwise(graph, tensor, { ...tensor, type }, (source, spec) =>
    graph.add('Cast', [source], spec, { to: typeNumbers[type] }),
  );
}

/** The order that puts axes back, which another one has moved. */
export function inverseOf(order: readonly number[]): readonly number[] {
  return order.map((_, axis) => order.indexOf(axis));
}

/**
 * Applies an operation before the axes of a tensor are put in another order, so that layouts change as rarely as can be.
 *
 * @param operate receives the tensor, the spec of the result, and the axis of that tensor for one of `tensor`.
 */
export function beforeTranspose(
  graph: GraphBuilder,
  tensor: OnnxTensor,
  output: OnnxSpec,
  operate: (source: OnnxTensor, spec: OnnxSpec, axisOf: (axis: number) => number) => OnnxTensor,
): OnnxTensor {
  const moved = graph.sourceOf(tensor);
  if (moved === undefined) return operate(tensor, output, (axis) => axis);
  const { source, order } = moved;
  const shape = inverseOf(order).map((axis) => output.shape[axis] as Size);
  return graph.transpose(
    operate(source, { shape, type: output.type }, (axis) => order[axis] as number),
    order,
  );
}

/** The same for an operation on each element, which asks for no axis. */
export function elementwise(
  graph: GraphBuilder,
  tensor: OnnxTensor,
  output: OnnxSpec,
  operate: (source: OnnxTensor, spec: OnnxSpec) => OnnxTensor,
): OnnxTensor {
  return beforeTranspose(graph, tensor, output, operate);
}

/** The axes that an attribute names; all where it names none. */
export function axesOf(axis: unknown, rank: number): readonly number[] {
  if (axis === undefined || axis === null) return Array.from({ length: rank }, (_, place) => place);
  const axes = typeof axis === 'number' ? [axis] : (axis as readonly number[]);
  return axes.map((one) => (one < 0 ? one + rank : one));
}
