import * as tf from '@tensorflow/tfjs-core';
import type { ListOfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, ShapesOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType, type DType, type HasStrings, type OnlyNumbers } from '../types/dtype.js';
import { einsumPlan } from '../types/einsum-plan.js';
import { type EinsumShape, einsumShape } from '../types/einsum-shape.js';
import type { Shape } from '../types/shape.js';
import { castTo, computeInType, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/**
 * Sums of products of elements by an equation, for operands that fit it.
 *
 * By matrix products of two operands at a time: `tf.einsum` has no gradients, accepts at most two operands, and is missing on
 * WebAssembly.
 */
export function contract(equation: string, operands: readonly tf.Tensor[]): tf.Tensor {
  const { terms, output } = einsumPlan(equation);
  const given = operands.map((tensor, place) => ({
    tensor,
    labels: axisLabels(terms[place] as readonly string[], tensor.rank),
  }));
  const sizes = largestSizes(given);
  const middle = [...sizes.keys()].filter((label) => /\d/.test(label));
  const wanted = axisLabels(output, output.length - (output.includes('...') ? 1 : 0) + middle.length);
  const [first, ...others] = given.map((operand) => diagonal(unrepeated(operand, sizes))) as [Labelled, ...Labelled[]];
  const whole = others.reduce((left, right, place) => {
    const later = others.slice(place + 1).flatMap(({ labels }) => labels);
    return multiply(left, right, new Set([...wanted, ...later]));
  }, first);
  return ordered(
    summed(whole, (label) => !wanted.includes(label)),
    wanted,
  );
}

/** The labels of axes; those that `...` stands for are numbers, counted from its end, as operands are broadcast. */
function axisLabels(labels: readonly string[], rank: number): readonly string[] {
  const count = rank - labels.length + 1;
  return labels.flatMap((label) =>
    label === '...' ? Array.from({ length: count }, (_, axis) => `${count - axis}`) : label,
  );
}

function largestSizes(operands: readonly Labelled[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { tensor, labels } of operands) {
    for (const [axis, label] of labels.entries()) {
      sizes.set(label, Math.max(sizes.get(label) ?? 0, tensor.shape[axis] as number));
    }
  }
  return sizes;
}

/** The product of two operands, summed over labels that are no longer needed. */
function multiply(left: Labelled, right: Labelled, needed: ReadonlySet<string>): Labelled {
  const isUseless = (other: Labelled) => (label: string) => !needed.has(label) && !other.labels.includes(label);
  const one = summed(left, isUseless(right));
  const other = summed(right, isUseless(left));
  const shared = one.labels.filter((label) => other.labels.includes(label));
  const batch = shared.filter((label) => needed.has(label));
  const inner = shared.filter((label) => !needed.has(label));
  const rows = one.labels.filter((label) => !shared.includes(label));
  const columns = other.labels.filter((label) => !shared.includes(label));
  const labels = [...batch, ...rows, ...columns];
  const sizeOf = (label: string): number => {
    const owner = one.labels.includes(label) ? one : other;
    return owner.tensor.shape[owner.labels.indexOf(label)] as number;
  };
  const count = (part: readonly string[]) => part.reduce((product, label) => product * sizeOf(label), 1);
  const [batchSize, rowCount, innerSize, columnCount] = [count(batch), count(rows), count(inner), count(columns)];
  const tensor = tf.reshape(
    product(
      tf.reshape(ordered(one, [...batch, ...rows, ...inner]), [batchSize, rowCount, innerSize]),
      tf.reshape(ordered(other, [...batch, ...inner, ...columns]), [batchSize, innerSize, columnCount]),
    ),
    labels.map(sizeOf),
  );
  return { tensor, labels };
}

/** Matrix products, except of single elements and vectors, which are faster without. */
function product(left: tf.Tensor3D, right: tf.Tensor3D): tf.Tensor {
  if (left.shape[2] === 1) return tf.mul(left, right);
  if (left.shape[1] === 1 && right.shape[2] === 1) {
    return tf.sum(tf.mul(left, tf.reshape(right, left.shape)), 2, true);
  }
  return tf.matMul(left, right);
}

/** A tensor whose axes have labels. */
interface Labelled {
  readonly tensor: tf.Tensor;
  readonly labels: readonly string[];
}

/** The axes in another order, by their labels. */
function ordered({ tensor, labels }: Labelled, order: readonly string[]): tf.Tensor {
  const axes = order.map((label) => labels.indexOf(label));
  return axes.every((axis, place) => axis === place) ? tensor : tf.transpose(tensor, axes);
}

/** The sum over some labels. */
function summed({ tensor, labels }: Labelled, over: (label: string) => boolean): Labelled {
  const axes = [...labels.keys()].filter((axis) => over(labels[axis] as string));
  if (axes.length === 0) return { tensor, labels };
  return { tensor: tf.sum(tensor, axes), labels: labels.filter((label) => !over(label)) };
}

/** Without axes of size 1 whose labels have another size elsewhere, to which they are broadcast. */
function unrepeated({ tensor, labels }: Labelled, sizes: ReadonlyMap<string, number>): Labelled {
  const isKept = (axis: number) => tensor.shape[axis] !== 1 || sizes.get(labels[axis] as string) === 1;
  return {
    tensor: tf.reshape(
      tensor,
      tensor.shape.filter((_, axis) => isKept(axis)),
    ),
    labels: labels.filter((_, axis) => isKept(axis)),
  };
}

/** With each label once: of axes with the same label, the diagonal. */
function diagonal({ tensor, labels }: Labelled): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second < 0) return { tensor, labels };
  const first = labels.indexOf(labels[second] as string);
  const others = [...labels.keys()].filter((axis) => axis !== first && axis !== second);
  const size = tensor.shape[first] as number;
  const rows = tf.reshape(tf.transpose(tensor, [...others, first, second]), [-1, size * size]);
  const places = Array.from({ length: size }, (_, place) => place * (size + 1));
  const found = tf.gather(rows, tf.tensor1d(places, 'int32'), 1);
  const shape = [...others, first].map((axis) => tensor.shape[axis] as number);
  return diagonal({
    tensor: tf.reshape(found, shape),
    labels: [...others, first].map((axis) => labels[axis] as string),
  });
}

type EinsumOutput<Equation extends string, Operands extends readonly AnyTensor[]> = [
  HasStrings<TypesOf<Operands>>,
] extends [false]
  ? [ShapesOf<Operands>] extends [infer Inputs extends readonly Shape[]]
    ? ListOfOneKind<'einsum', Operands, EinsumShape<Equation, Inputs>>
    : never
  : OnlyNumbers<TypesOf<Operands>>;

/** The operands, with the message in place of one that does not fit. */
type CheckedOperands<Operands extends readonly AnyTensor[], Outcome> = [Outcome] extends [readonly unknown[]]
  ? Operands
  : { [Place in keyof Operands]: Argument<Operands[Place], Outcome, Place & string> };

const addNode = defineOperation<{ readonly subscripts: string }, readonly Shape[]>({
  operation: 'einsum',
  shape: (inputs, { subscripts }) => einsumShape(subscripts, inputs),
  type: commonType,
  compute: (inputs, { subscripts }) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) =>
      contract(
        subscripts,
        inputs.map((input) => castTo(input, type)),
      ),
    ),
});

/**
 * Sums of products of elements, by Einstein's convention: each axis has a letter; elements whose letters agree are
 * multiplied, and letters that the output does not have are summed over. `...` stands for any axes, which are broadcast.
 *
 * @example
 * const scores = einsum('bqd,bkd->bqk', Input([10, 64]), Input([20, 64])); // SymbolicTensor<[null, 10, 20]>
 */
export const einsum: <const Equation extends string, const Operands extends readonly AnyTensor[]>(
  /**
   * The labels of the axes of each operand and of the output: `ab,bc->ac`. Without an output, it has the labels that
   * occur once, in alphabetical order.
   */
  subscripts: Argument<Equation, EinsumOutput<Equation, Operands>, 'subscripts'>,
  /** The tensors, in the order of the labels. */
  ...operands: CheckedOperands<Operands, EinsumOutput<Equation, Operands>>
) => Result<Operands[number], EinsumOutput<Equation, Operands>, CommonType<TypesOf<Operands>>> = stated(
  (subscripts: string, ...operands: readonly SymbolicTensor[]) => addNode(operands, { subscripts }),
);
