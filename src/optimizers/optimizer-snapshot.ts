import * as tf from '@tensorflow/tfjs-core';
import { integerFrom, nonNegative } from '../arguments/number.js';
import { ownValues } from '../backends/values.js';
import { ArgumentError, DataError, received } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { ownCopy } from '../tensor/tensor.js';
import { isTypedArray } from '../tensor/tensor-values.js';
import { show } from '../types/shape.js';
import type { OptimizerRule } from './optimizer-rule.js';

/** The values of one slot of one weight. */
export interface SlotValues {
  /** The path of the weight: `dense/kernel`. */
  readonly weight: string;
  /** The name of the slot: `momentum`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** All elements in row-major order. */
  readonly values: ArrayLike<number>;
}

/** The state of an optimizer as plain data. */
export interface OptimizerSnapshot {
  /** Keras' name for the class: `Adam`. */
  readonly className: string;
  /** The number of steps made. */
  readonly iteration: number;
  /** The learning rate; `null` where a function or schedule computes it. */
  readonly learningRate: number | null;
  readonly slots: readonly SlotValues[];
}

/** Reads slots from the device, as they are at the moment of the call. */
export async function readSlots(
  named: readonly { readonly weight: string; readonly name: string; readonly tensor: tf.Tensor }[],
): Promise<readonly SlotValues[]> {
  // Copies, which share memory: a step may free the slots while they are read.
  const copies = tf.tidy(() => named.map(({ tensor }) => ownCopy(tensor)));
  try {
    return await Promise.all(
      copies.map(async (copy, index) => {
        const { weight, name } = named[index] as (typeof named)[number];
        return { weight, name, shape: copy.shape, values: await ownValues(copy) };
      }),
    );
  } finally {
    tf.dispose(copies);
  }
}

/** Slots that have been imported, until their weights are trained. */
export class SavedSlots {
  readonly #owner: string;
  readonly #rule: OptimizerRule;
  readonly #slots: readonly SlotValues[];
  /** Paths need not be unique: weights of the same path get their slots in the order of the export. */
  readonly #ofWeight = new Map<Weight, readonly SlotValues[]>();

  /** @throws ArgumentError if the snapshot is not that of such an optimizer. */
  constructor(owner: string, rule: OptimizerRule, snapshot: OptimizerSnapshot, hasSchedule: boolean) {
    checkSnapshot(owner, rule, snapshot, hasSchedule);
    this.#owner = owner;
    this.#rule = rule;
    this.#slots = snapshot.slots.map((slot) =>
      Object.freeze({ ...slot, shape: [...slot.shape], values: new Float32Array(slot.values) }),
    );
  }

  /** The slots of weights that have not been trained yet. */
  rest(isTrained: (weight: Weight) => boolean): readonly SlotValues[] {
    const used = new Set([...this.#ofWeight].flatMap(([weight, slots]) => (isTrained(weight) ? slots : [])));
    return this.#slots.filter((slot) => !used.has(slot));
  }

  /** @throws DataError if there are slots, but none for these weights, because they have other paths. */
  check(weights: readonly Weight[]): void {
    const [first] = this.#slots;
    if (first === undefined || weights.length === 0) return;
    if (weights.some(({ path }) => this.#slots.some((slot) => slot.weight === path))) return;
    throw new DataError(
      `${this.#owner} expects slots for ${weights[0]?.path}, which is trained (received slots for ${first.weight})`,
    );
  }

  /** The slots of a weight, as tensors that belong to the caller; `undefined` where none have been imported. */
  take(weight: Weight): readonly tf.Tensor[] | undefined {
    const found = this.#ofWeight.get(weight) ?? this.#find(weight);
    if (found.length === 0) return undefined;
    this.#ofWeight.set(weight, found);
    return this.#rule.slots(weight).map(({ name, shape = weight.shape }) => {
      const slot = found.find((one) => one.name === name);
      if (slot !== undefined && show(slot.shape) === show(shape)) {
        return tf.tensor(slot.values as Float32Array, [...shape]);
      }
      const what = slot === undefined ? 'none' : show(slot.shape);
      throw new DataError(
        `${this.#owner} expects a slot ${name} of ${show(shape)} for ${weight.path} (received ${what})`,
      );
    });
  }

  #find(weight: Weight): readonly SlotValues[] {
    const used = new Set([...this.#ofWeight.values()].flat());
    const free = this.#slots.filter((slot) => slot.weight === weight.path && !used.has(slot));
    return free.filter((slot, index) => free.findIndex(({ name }) => name === slot.name) === index);
  }
}

function checkSnapshot(owner: string, rule: OptimizerRule, snapshot: OptimizerSnapshot, hasSchedule: boolean): void {
  if (typeof snapshot !== 'object' || snapshot === null || snapshot.className !== rule.className) {
    const what = (snapshot as OptimizerSnapshot | null)?.className ?? snapshot;
    throw new ArgumentError(
      `${owner} expects the state of an optimizer ${rule.className} (received ${received(what)})`,
    );
  }
  integerFrom(`${owner}: iteration`, snapshot.iteration, 0);
  const { learningRate, slots } = snapshot;
  if (learningRate !== null) nonNegative(`${owner}: learningRate`, learningRate);
  if ((learningRate === null) !== hasSchedule) {
    const expected = hasSchedule ? 'null, for its own is a function' : 'a number';
    throw new ArgumentError(`${owner}: learningRate expects ${expected} (received ${received(learningRate)})`);
  }
  if (!Array.isArray(slots)) throw new ArgumentError(`${owner}: slots expects a list (received ${received(slots)})`);
  const wrong = slots.findIndex((slot) => !isSlot(slot));
  if (wrong < 0) return;
  throw new ArgumentError(
    `${owner}: slots expects { weight, name, shape, values } with a value for each element ` +
      `(received ${received(slots[wrong])} at index ${wrong})`,
  );
}

function isSlot(slot: unknown): slot is SlotValues {
  if (typeof slot !== 'object' || slot === null) return false;
  const { weight, name, shape, values } = slot as Partial<Record<keyof SlotValues, unknown>>;
  const isNumbers = (list: unknown) =>
    isTypedArray(list) || (Array.isArray(list) && list.every((one) => typeof one === 'number'));
  if (typeof weight !== 'string' || typeof name !== 'string' || !Array.isArray(shape) || !isNumbers(values))
    return false;
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) return false;
  return (values as ArrayLike<number>).length === shape.reduce((count, size) => count * size, 1);
}
