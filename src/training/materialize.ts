import * as tf from '@tensorflow/tfjs-core';
import { checkShape, checkType, names, type Role, rejectForm } from '../data/check-data.js';
import { checkIntegers, nestedValues } from '../data/nested-values.js';
import { DataError } from '../errors.js';
import { keysOf, type StructureKind } from '../graph/structure.js';
import type { Loss } from '../losses/loss.js';
import { checkTargetShape, targetShape } from '../losses/target-shape.js';
import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';
import { show } from '../types/shape.js';

/** A tensor that data is for. */
export interface Slot {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** The loss that compares targets with the tensor, where it is known. */
  readonly loss?: Loss | null;
}

/** Data as tensors, and which of them have been made here and have to be freed here. */
export interface Materialized {
  readonly tensors: readonly tf.Tensor[];
  readonly owned: readonly tf.Tensor[];
}

/**
 * Data for some tensors of the graph, as tensors: given as tensors, typed arrays or nested arrays; one alone, in a list, or
 * by name.
 *
 * @param samples how many there are, where that is known: it tells class indices in a typed array from one-hot vectors.
 * @throws DataError naming the argument where something is missing, surplus, or does not fit; then nothing is left behind.
 */
export function materialize(
  argument: string,
  given: unknown,
  structure: StructureKind,
  slots: readonly Slot[],
  role: Role,
  samples?: number,
): Materialized {
  const owned: tf.Tensor[] = [];
  try {
    const tensors = pick(argument, given, structure, slots, role).map(([name, value], index) => {
      const slot = slots[index] as Slot;
      const tensor = toTensor(name, value, slot, role, samples);
      if (tensor !== value) owned.push(tensor);
      if (slot.loss && slot.loss.targetKind !== 'any') {
        checkTargetShape(name, slot.loss.name, tensor.shape, slot.shape, slot.loss.targetKind);
      } else {
        checkShape(name, tensor.shape, slot.shape, role);
      }
      if (role === 'inputs' || tensor.dtype === 'string') checkType(name, tensor.dtype, slot.dtype);
      return tensor;
    });
    return { tensors, owned };
  } catch (error) {
    tf.dispose(owned);
    throw error;
  }
}

/** What is given for each slot, with the words for it in errors. */
function pick(
  argument: string,
  given: unknown,
  structure: StructureKind,
  slots: readonly Slot[],
  role: Role,
): readonly (readonly [string, unknown])[] {
  if (structure === 'one' && isWhole(given)) return [[argument, given]];
  const keys = keysOf(structure);
  if (Array.isArray(given) && structure !== 'one' && 'length' in structure) {
    if (given.length !== keys.length) {
      rejectForm(argument, `a list of ${keys.length}`, `a list of ${given.length}`);
    }
    return given.map((value, index) => [`${argument}.${index}`, value]);
  }
  if (typeof given !== 'object' || given === null || isWhole(given)) {
    const expected = structure === 'one' ? 'a tensor, a typed array or nested arrays' : `a list of ${keys.length}`;
    return rejectForm(argument, expected, describe(given));
  }
  const wanted = structure !== 'one' && 'names' in structure ? structure.names : slots.map(({ name }) => name);
  const surplus = Object.keys(given).find((key) => !wanted.includes(key));
  if (surplus !== undefined) rejectForm(argument, names[role], surplus);
  return wanted.map((name) => {
    if (!Object.hasOwn(given, name)) rejectForm(argument, name, 'nothing for it');
    return [`${argument}.${name}`, (given as { readonly [name: string]: unknown })[name]];
  });
}

function isWhole(given: unknown): boolean {
  return given instanceof tf.Tensor || ArrayBuffer.isView(given) || Array.isArray(given);
}

function describe(given: unknown): string {
  if (given === undefined || given === null) return String(given);
  return given instanceof tf.Tensor ? 'one tensor' : typeof given;
}

function toTensor(argument: string, given: unknown, slot: Slot, role: Role, samples: number | undefined): tf.Tensor {
  if (given instanceof tf.Tensor) {
    if (given.isDisposed) rejectForm(argument, 'a tensor', 'one that is disposed');
    return given;
  }
  const dtype = role === 'targets' ? 'float32' : slot.dtype;
  if (ArrayBuffer.isView(given)) return fromFlat(argument, given as Float32Array, slot, dtype, role, samples);
  if (Array.isArray(given)) {
    const { shape, values } = nestedValues(argument, given, dtype);
    return tf.tensor(values as never, [...shape], dtype);
  }
  return rejectForm(argument, 'a tensor, a typed array or nested arrays', describe(given));
}

/** Numbers without a shape take that of the slot; their count says how many samples there are. */
function fromFlat(
  argument: string,
  values: Float32Array,
  slot: Slot,
  dtype: DType,
  role: Role,
  samples: number | undefined,
): tf.Tensor {
  // One-hot or indices, which their number tells; lists of labels have a shape of their own.
  const isOwn = slot.loss?.targetKind === 'labelSequences';
  const shape = isOwn ? targetShape(slot.shape, 'labelSequences') : slot.shape;
  const sample = shape.slice(1).map((size) => {
    if (size !== null) return size;
    return rejectForm(
      argument,
      `a tensor or nested arrays, as ${show(shape)} varies in more than the batch`,
      'a typed array',
    );
  });
  if (dtype === 'string') rejectForm(argument, 'strings', 'a typed array');
  checkIntegers(argument, values, dtype);
  const size = product(sample);
  const outer = sample.slice(0, -1);
  // Class indices are one axis short. As many of them as there are samples could else be taken for fewer one-hot vectors.
  if (samples !== undefined && values.length !== samples * size && values.length === samples * product(outer)) {
    return tf.tensor(values, [samples, ...outer], dtype);
  }
  if (values.length % size === 0) return tf.tensor(values, [values.length / size, ...sample], dtype);
  // A number that fits no count of samples is reported as one.
  if (role === 'targets') return tf.tensor(values, [values.length], dtype);
  throw new DataError(
    `${argument} expects a multiple of ${size} numbers, for samples of shape ${show(sample)} (received ${values.length})`,
  );
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}
