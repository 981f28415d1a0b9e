import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxTensor } from '../onnx-type.js';
import { combineSizes, type Size, sameSize, sumOf, varies } from '../size.js';
import { beforeTranspose, inputOf, type KernelConverter, type KernelConverters } from './kernel-call.js';

/** The end of an axis, wherever that is. */
export const end: number = 2 ** 31 - 1;

/** A place on an axis: counted from the end of the axis where that is the same for all sizes. */
function placeOn(place: Size, size: Size): Size {
  if (!varies(place) || !varies(size)) return place;
  const back = combineSizes([place, size], ([at = 0, length = 0]) => at - length);
  if (back === 0) return end;
  return varies(back) ? place : back;
}

/** The part of a tensor from `begin` on, of the shape of the output. */
export function sliceOf(
  graph: GraphBuilder,
  x: OnnxTensor,
  begin: readonly Size[],
  shape: readonly Size[],
): OnnxTensor {
  const axes = x.shape.map((_, axis) => axis).filter((axis) => !sameSize(x.shape[axis] as Size, shape[axis] as Size));
  if (axes.length === 0) return x;
  const [starts, ends] = [begin, begin.map((start, axis) => sumOf(start, shape[axis] as Size))].map((places) =>
    graph.sizes(axes.map((axis) => placeOn(places[axis] as Size, x.shape[axis] as Size))),
  ) as [OnnxTensor, OnnxTensor];
  return beforeTranspose(graph, x, { shape, type: x.type }, (source, spec, axisOf) =>
    graph.add('Slice', [source, starts, ends, graph.integers(axes.map(axisOf))], spec),
  );
}

const slice: KernelConverter = (call) => {
  const x = inputOf(call, 'x');
  const given = call.attributes.begin as number | readonly Size[];
  const begin = typeof given === 'number' ? [given] : given;
  const all = x.shape.map((_, axis) => begin[axis] ?? 0);
  return sliceOf(call.graph, x, all, call.output.shape);
};

/** Puts elements around a tensor: `value`, or those of the tensor itself, mirrored. */
export function padded(
  graph: GraphBuilder,
  x: OnnxTensor,
  paddings: readonly (readonly [Size, Size])[],
  shape: readonly Size[],
  { value = 0, mode = 'constant' }: { readonly value?: number; readonly mode?: string } = {},
): OnnxTensor {
  const axes = paddings.map((_, axis) => axis).filter((axis) => `${paddings[axis]}` !== '0,0');
  if (axes.length === 0) return x;
  return beforeTranspose(graph, x, { shape, type: x.type }, (source, spec, axisOf) => {
    const ofAxis = source.shape.map((_, axis) => axes.find((one) => axisOf(one) === axis));
    const around = [0, 1].flatMap((side) =>
      ofAxis.map((axis) => (axis === undefined ? 0 : (paddings[axis]?.[side as 0 | 1] as Size))),
    );
    const inputs = [source, graph.sizes(around), mode === 'constant' ? graph.scalar(value, x.type) : null];
    return graph.add(
      'Pad',
      inputs.filter((input) => input !== null),
      spec,
      { mode },
    );
  });
}

const pad: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const paddings = attributes.paddings as readonly (readonly [Size, Size])[];
  const value = attributes.constantValue as number | undefined;
  return padded(graph, inputOf(call, 'x'), paddings, output.shape, value === undefined ? {} : { value });
};

const mirrorPad: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const paddings = attributes.paddings as readonly (readonly [Size, Size])[];
  // Symmetric padding repeats the edge, which ONNX has no mode for: its elements are taken by their places.
  if (attributes.mode === 'reflect')
    return padded(graph, inputOf(call, 'x'), paddings, output.shape, { mode: 'reflect' });
  return paddings.reduce<OnnxTensor>(
    (tensor, [first, last], axis) => {
      const size = tensor.shape[axis] as number;
      if (first === 0 && last === 0) return tensor;
      const places = Array.from({ length: (first as number) + size + (last as number) }, (_, place) => {
        const from = (((place - (first as number)) % (2 * size)) + 2 * size) % (2 * size);
        return from < size ? from : 2 * size - 1 - from;
      });
      const shape = tensor.shape.map((one, at) => (at === axis ? places.length : one));
      return graph.add('Gather', [tensor, graph.integers(places)], { shape, type: tensor.type }, { axis });
    },
    inputOf(call, 'x'),
  );
};

/** Kernels that take parts of tensors, or put elements around them. */
export const sliceKernels: KernelConverters = { MirrorPad: mirrorPad, PadV2: pad, Slice: slice };
