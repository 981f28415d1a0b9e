import { ArgumentError, received } from '../../../errors.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor } from '../onnx-type.js';
import { type Size, sumOf } from '../size.js';
import { axesOf, cast, inputOf, type KernelConverter, type KernelConverters } from './kernel-call.js';
import { sliceOf } from './slices.js';

const gather: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const [x, indices] = [inputOf(call, 'x'), cast(graph, inputOf(call, 'indices'), 'int32')];
  const [axis] = axesOf(attributes.axis ?? 0, x.shape.length) as [number];
  const batches = (attributes.batchDims ?? 0) as number;
  if (batches === 0) return graph.add('Gather', [x, indices], output, { axis });
  if (batches !== 1 || axis !== 1 || indices.shape.length !== 2) {
    throw new ArgumentError(`exportOnnx expects gather along one axis (received batchDims of ${received(batches)})`);
  }
  const places = graph.reshape(cast(graph, indices, 'int64'), [...indices.shape, 1]);
  return graph.add('GatherND', [x, places], output, { batch_dims: 1 });
};

const gatherPoints: KernelConverter = (call) => {
  const { graph, output } = call;
  return graph.add('GatherND', [inputOf(call, 'params'), cast(graph, inputOf(call, 'indices'), 'int64')], output);
};

/** A tensor whose elements are all the same. */
export function filled(graph: GraphBuilder, value: number, output: OnnxSpec): OnnxTensor {
  const scalar = graph.scalar(value, output.type);
  return output.shape.length === 0 ? scalar : graph.add('Expand', [scalar, graph.sizes(output.shape)], output);
}

const scatterPoints: KernelConverter = (call) => {
  const { graph, output } = call;
  const places = cast(graph, inputOf(call, 'indices'), 'int64');
  return graph.add('ScatterND', [filled(graph, 0, output), places, inputOf(call, 'updates')], output, {
    reduction: 'add',
  });
};

/** Sums of slices by the number of their segment; those of numbers that no segment has are in a last one, which is cut off. */
const segmentSum: KernelConverter = (call) => {
  const { graph, output } = call;
  const segments = cast(graph, inputOf(call, 'segmentIds'), 'int64');
  const [count, ...slice] = output.shape as readonly [Size, ...Size[]];
  const last = graph.add('Squeeze', [graph.sizes([count])], { shape: [], type: 'int64' });
  const test = { ...segments, type: 'bool' } as const;
  const isKnown = graph.add(
    'And',
    [
      graph.add('GreaterOrEqual', [segments, graph.scalar(0, 'int64')], test),
      graph.add('Less', [segments, last], test),
    ],
    test,
  );
  const known = graph.add('Where', [isKnown, segments, last], segments);
  const places = graph.reshape(known, [...segments.shape, 1]);
  const all = { shape: [sumOf(count, 1), ...slice], type: output.type };
  const slices = cast(graph, inputOf(call, 'x'), output.type);
  const sums = graph.add('ScatterND', [filled(graph, 0, all), places, slices], all, { reduction: 'add' });
  return sliceOf(
    graph,
    sums,
    all.shape.map(() => 0),
    output.shape,
  );
};

const oneHot: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const indices = cast(graph, inputOf(call, 'indices'), 'int32');
  const depth = attributes.depth as number;
  const column = graph.reshape(indices, [...indices.shape, 1]);
  const numbers = graph.constant(
    Array.from({ length: depth }, (_, place) => place),
    [depth],
    'int32',
    `range_${depth}`,
  );
  const isHot = graph.add('Equal', [column, numbers], { ...output, type: 'bool' });
  const [on, off] = [attributes.onValue ?? 1, attributes.offValue ?? 0] as [number, number];
  if (on === 1 && off === 0) return cast(graph, isHot, output.type);
  return graph.add('Where', [isHot, graph.scalar(on, output.type), graph.scalar(off, output.type)], output);
};

const fill: KernelConverter = ({ graph, output, attributes }) => filled(graph, Number(attributes.value), output);

/** How numbers are spaced: each of them comes `repeats` times. */
interface Spacing {
  readonly start: number;
  readonly step: number;
  readonly repeats: number;
}

/** Evenly spaced numbers, as many as the output has. */
export function range(graph: GraphBuilder, { start, step, repeats }: Spacing, output: OnnxSpec): OnnxTensor {
  const length = output.shape[0] as Size;
  const spec = { shape: [length], type: 'int64' } as const;
  const limit = graph.add('Squeeze', [graph.sizes([length])], { shape: [], type: 'int64' });
  const numbers = graph.add('Range', [graph.scalar(0, 'int64'), limit, graph.scalar(1, 'int64')], spec);
  const repeated = repeats === 1 ? numbers : graph.add('Div', [numbers, graph.scalar(repeats, 'int64')], spec);
  const spaced = cast(graph, repeated, output.type);
  const multiplied = step === 1 ? spaced : graph.add('Mul', [spaced, graph.scalar(step, output.type)], output);
  return start === 0 ? multiplied : graph.add('Add', [multiplied, graph.scalar(start, output.type)], output);
}

/** Matrices with 1 where the column less the row is within limits, and 0 elsewhere. */
export function band(
  graph: GraphBuilder,
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
  output: OnnxSpec,
): OnnxTensor {
  const [rows, columns] = output.shape.slice(-2) as [Size, Size];
  const places = (length: Size) => range(graph, { start: 0, step: 1, repeats: 1 }, { shape: [length], type: 'int64' });
  const spec = { shape: [rows, columns], type: 'int64' } as const;
  const offset = graph.add('Sub', [places(columns), graph.reshape(places(rows), [rows, 1])], spec);
  const test = (operation: string, limit: number) =>
    graph.add(operation, [offset, graph.scalar(limit, 'int64')], { ...spec, type: 'bool' });
  const tests = [
    ...(lower === null ? [] : [test('GreaterOrEqual', lower)]),
    ...(upper === null ? [] : [test('LessOrEqual', upper)]),
  ];
  const [first, second] = tests;
  if (first === undefined) return filled(graph, 1, output);
  const isInside = second === undefined ? first : graph.add('And', [first, second], { ...spec, type: 'bool' });
  return cast(graph, graph.reshape(isInside, output.shape), output.type);
}

/** Kernels that take or place elements by number, or make tensors from numbers. */
export const indexingKernels: KernelConverters = {
  Fill: fill,
  GatherNd: gatherPoints,
  GatherV2: gather,
  OneHot: oneHot,
  OnesLike: ({ graph, output }) => filled(graph, 1, output),
  Range: ({ graph, output, attributes }) =>
    range(graph, { start: attributes.start as number, step: attributes.step as number, repeats: 1 }, output),
  ScatterNd: scatterPoints,
  UnsortedSegmentSum: segmentSum,
  ZerosLike: ({ graph, output }) => filled(graph, 0, output),
};
