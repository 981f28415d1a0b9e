import type { OnnxTensor } from '../onnx-type.js';
import { productOf, type Size } from '../size.js';
import { axesOf, inputOf, type KernelConverter, type KernelConverters } from './kernel-call.js';
import { end, padded, sliceOf } from './slices.js';

const reshape: KernelConverter = ({ graph, inputs, output }) =>
  graph.reshape(Object.values(inputs)[0] as OnnxTensor, output.shape);

const transpose: KernelConverter = (call) => {
  const x = inputOf(call, 'x');
  return call.graph.transpose(x, axesOf(call.attributes.perm, x.shape.length));
};

const tile: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const x = inputOf(call, 'x');
  const repeats = attributes.reps as readonly Size[];
  if (repeats.every((count) => count === 1)) return x;
  const widened = graph.reshape(x, [...repeats.slice(x.shape.length).map(() => 1), ...x.shape]);
  const isExpanded = repeats.every((count, axis) => count === 1 || widened.shape[axis] === 1);
  if (isExpanded) return graph.add('Expand', [widened, graph.sizes(output.shape)], output);
  return graph.add('Tile', [widened, graph.sizes(repeats)], output);
};

const reverse: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const axes = axesOf(attributes.dims, output.shape.length);
  if (axes.length === 0) return inputOf(call, 'x');
  const all = (number: number) => graph.integers(axes.map(() => number));
  return graph.add('Slice', [inputOf(call, 'x'), all(-1), all(-end), graph.integers(axes), all(-1)], output);
};

/** Moves blocks of pixels to the batch, as for convolutions with holes. */
const spaceToBatch: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const x = inputOf(call, 'x');
  const blocks = attributes.blockShape as readonly number[];
  const around = attributes.paddings as readonly (readonly [Size, Size])[];
  const rank = blocks.length;
  const paddings = x.shape.map((_, axis): readonly [Size, Size] => around[axis - 1] ?? [0, 0]);
  const sizes = output.shape.slice(1, rank + 1);
  const shape = [
    x.shape[0] as Size,
    ...sizes.map((size, axis) => productOf([size, blocks[axis] as number])),
    ...x.shape.slice(rank + 1),
  ];
  const all = padded(graph, x, paddings, shape);
  const rest = x.shape.slice(rank + 1);
  const apart = graph.reshape(all, [
    x.shape[0] as Size,
    ...sizes.flatMap((size, axis) => [size, blocks[axis] as number]),
    ...rest,
  ]);
  const places = blocks.map((_, axis) => 2 * axis + 2);
  const order = [...places, 0, ...places.map((place) => place - 1), ...rest.map((_, axis) => 2 * rank + 1 + axis)];
  return graph.reshape(graph.transpose(apart, order), output.shape);
};

const batchToSpace: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const x = inputOf(call, 'x');
  const blocks = attributes.blockShape as readonly number[];
  const crops = attributes.crops as readonly (readonly [Size, Size])[];
  const rank = blocks.length;
  const batch = output.shape[0] as Size;
  const sizes = x.shape.slice(1, rank + 1);
  const rest = x.shape.slice(rank + 1);
  const apart = graph.reshape(x, [...blocks, batch, ...sizes, ...rest]);
  const order = [
    rank,
    ...blocks.flatMap((_, axis) => [rank + 1 + axis, axis]),
    ...rest.map((_, axis) => 2 * rank + 1 + axis),
  ];
  const whole = [batch, ...sizes.map((size, axis) => productOf([size, blocks[axis] as number])), ...rest];
  const together = graph.reshape(graph.transpose(apart, order), whole);
  return sliceOf(
    graph,
    together,
    whole.map((_, axis) => crops[axis - 1]?.[0] ?? 0),
    output.shape,
  );
};

/** Kernels that put elements elsewhere. */
export const rearrangingKernels: KernelConverters = {
  BatchToSpaceND: batchToSpace,
  ExpandDims: reshape,
  Reshape: reshape,
  Reverse: reverse,
  SpaceToBatchND: spaceToBatch,
  Tile: tile,
  Transpose: transpose,
};
