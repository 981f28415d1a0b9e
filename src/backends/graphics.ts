import type { KernelBackend, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { registerMaxPoolGradient } from './graphics-pooling.js';
import { defineKernel, replaceKernels } from './kernel.js';

/*
 * Backends of graphics cards address tensors of more than four axes wrongly, or not at all. What does one axis after the other is
 * computed on three: the axes before it, the axis, and those after it.
 */

/** The number of axes that kernels of graphics cards are right for. */
const mostAxes = 4;

type Call<Attributes> = {
  readonly inputs: { readonly x: TensorInfo };
  readonly attrs: Attributes;
  readonly backend: KernelBackend;
};

function run(name: string, backend: KernelBackend, inputs: object, attrs: object): TensorInfo {
  const { kernelFunc } = tf.getKernel(name, tf.getBackend());
  return kernelFunc({
    inputs: inputs as Parameters<KernelFunc>[0]['inputs'],
    attrs: { ...attrs },
    backend,
  }) as TensorInfo;
}

function reshaped(x: TensorInfo, shape: readonly number[], backend: KernelBackend): TensorInfo {
  return run('Reshape', backend, { x }, { shape: [...shape] });
}

/**
 * Does something with some axes of a tensor, one after the other.
 *
 * @param change does it to the middle one of three axes.
 */
function alongAxes(
  x: TensorInfo,
  axes: readonly number[],
  backend: KernelBackend,
  change: (x: TensorInfo, axis: number) => TensorInfo,
): TensorInfo {
  let current = reshaped(x, x.shape, backend);
  for (const axis of axes) {
    const before = current;
    const [left, right] = [before.shape.slice(0, axis), before.shape.slice(axis + 1)];
    const [outer, inner] = [tf.util.sizeFromShape(left), tf.util.sizeFromShape(right)];
    const input = reshaped(before, [outer, before.shape[axis] as number, inner], backend);
    const output = change(input, axis);
    current = reshaped(output, [...left, output.shape[1] as number, ...right], backend);
    for (const { dataId } of [input, output, before]) backend.disposeData(dataId);
  }
  return current;
}

/** Leaves tensors of few axes to the stock kernel. */
function ofManyAxes<Attributes>(
  kernel: (call: Call<Attributes>, stock: KernelFunc) => TensorInfo,
): (stock: KernelFunc) => KernelFunc {
  return (stock) => {
    const own = defineKernel<Call<Attributes>['inputs'], Attributes, TensorInfo, KernelBackend>((call) =>
      kernel(call, stock),
    );
    return (call) => ((call.inputs.x as TensorInfo).shape.length > mostAxes ? own(call) : stock(call));
  };
}

interface Paddings {
  readonly paddings: readonly (readonly [number, number])[];
}

const none = [0, 0] as const;

/** Padding, by zeros or by the elements at the edges. */
function padded(name: string) {
  return ofManyAxes<Paddings>(({ inputs: { x }, attrs, backend }) => {
    const axes = x.shape.flatMap((_, axis) => (attrs.paddings[axis]?.some((size) => size > 0) ? [axis] : []));
    return alongAxes(x, axes, backend, (part, axis) =>
      run(name, backend, { x: part }, { ...attrs, paddings: [none, attrs.paddings[axis], none] }),
    );
  });
}

const sliced = ofManyAxes<{ readonly begin: number[]; readonly size: number[] }>(
  ({ inputs: { x }, attrs, backend }) => {
    const [begin = [], size = []] = tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size);
    const axes = x.shape.flatMap((length, axis) => (size[axis] === length ? [] : [axis]));
    return alongAxes(x, axes, backend, (part, axis) => {
      const [outer = 0, , inner = 0] = part.shape;
      return run('Slice', backend, { x: part }, { begin: [0, begin[axis], 0], size: [outer, size[axis], inner] });
    });
  },
);

const reversed = ofManyAxes<{ readonly dims: number[] }>(({ inputs: { x }, attrs, backend }) =>
  alongAxes(x, tf.util.parseAxisParam(attrs.dims, x.shape), backend, (part) =>
    run('Reverse', backend, { x: part }, { dims: [1] }),
  ),
);

/** A tensor with its elements repeated along the axes on which it has one, up to a shape. */
function broadcasted(x: TensorInfo, shape: readonly number[], backend: KernelBackend): TensorInfo {
  const whole = reshaped(x, [...Array<number>(shape.length - x.shape.length).fill(1), ...x.shape], backend);
  const axes = shape.flatMap((size, axis) => (whole.shape[axis] === size ? [] : [axis]));
  const result = alongAxes(whole, axes, backend, (part, axis) =>
    run('Tile', backend, { x: part }, { reps: [1, shape[axis], 1] }),
  );
  backend.disposeData(whole.dataId);
  return result;
}

/** An operation on the elements of several tensors, whose places do not matter where all have one shape. */
const elementwise = (stock: KernelFunc): KernelFunc => {
  const own = defineKernel<Readonly<Record<string, TensorInfo>>, object, TensorInfo, KernelBackend>(
    ({ inputs, attrs, backend }) => {
      const shape = Object.values(inputs).reduce<number[]>(
        (all, input) => tf.broadcast_util.assertAndGetBroadcastShape(all, input.shape),
        [],
      );
      const flat = Object.entries(inputs).map(([name, input]) => {
        const whole = broadcasted(input, shape, backend);
        const part = reshaped(whole, [tf.util.sizeFromShape(shape)], backend);
        backend.disposeData(whole.dataId);
        return [name, part] as const;
      });
      const output = stock({ inputs: Object.fromEntries(flat), attrs: { ...attrs }, backend }) as TensorInfo;
      const result = reshaped(output, shape, backend);
      for (const { dataId } of [...flat.map(([, part]) => part), output]) backend.disposeData(dataId);
      return result;
    },
  );
  return (call) =>
    Object.values(call.inputs).some((input) => input && input.shape.length > mostAxes) ? own(call) : stock(call);
};

const elementwiseNames = [
  'Add Atan2 Equal FloorDiv Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr Maximum Minimum Mod Multiply NotEqual',
  'Pow Prelu RealDiv Select SquaredDifference Sub',
].flatMap((names) => names.split(' '));

const replacements = {
  ...Object.fromEntries(elementwiseNames.map((name) => [name, elementwise])),
  MirrorPad: padded('MirrorPad'),
  PadV2: padded('PadV2'),
  Reverse: reversed,
  Slice: sliced,
};

/** Puts right what the active backend of a graphics card computes wrongly, or not at all; once for each backend. */
export function prepareGraphics(): void {
  replaceKernels(tf.getBackend(), replacements);
  registerMaxPoolGradient();
}
