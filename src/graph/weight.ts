import * as tf from '@tensorflow/tfjs-core';
import type { Constraint } from '../constraints/constraint.js';
import { DataError, StateError } from '../errors.js';
import type { FanAxes } from '../initializers/fans.js';
import type { Initializer } from '../initializers/initializer.js';
import type { Regularizer } from '../regularizers/regularizer.js';
import type { NumericType } from '../types/dtype.js';
import { show } from '../types/shape.js';
import type { WeightValues } from './layer.js';

/** A weight, before it has values. */
export interface WeightDescription {
  /** The name in the layer's definition: `recurrentKernel`. */
  readonly key: string;
  /** Keras' name: `recurrent_kernel`. */
  readonly name: string;
  /** The path below that of the layer: `lstm_cell/kernel`. For a weight the whole of it: `lstm_1/lstm_cell/kernel`. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: NumericType;
  readonly initializer: Initializer;
  /** The axes that the initializer counts as inputs and units, where it is not the last two. */
  readonly fanAxes: FanAxes | null;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Whether it can be trained at all: moving statistics cannot. */
  readonly isTrained: boolean;
}

/**
 * A weight of a layer, and the memory that it lives in.
 *
 * Memory is taken at the first use of its values, so that describing a large model costs nothing.
 */
export class Weight {
  readonly key: string;
  readonly name: string;
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: NumericType;
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  readonly isTrained: boolean;
  readonly #fanAxes: FanAxes | null;
  #variable: tf.Variable | undefined;
  #isDisposed = false;

  constructor(description: WeightDescription) {
    this.key = description.key;
    this.name = description.name;
    this.path = description.path;
    this.shape = Object.freeze([...description.shape]);
    this.dtype = description.dtype;
    this.initializer = description.initializer;
    this.#fanAxes = description.fanAxes;
    this.regularizer = description.regularizer;
    this.constraint = description.constraint;
    this.isTrained = description.isTrained;
  }

  /** The number of elements. */
  get size(): number {
    return this.shape.reduce((size, dimension) => size * dimension, 1);
  }

  /**
   * The values, on the backend; initial ones at the first use.
   *
   * @throws StateError if the weight is disposed.
   */
  get value(): tf.Variable {
    if (this.#isDisposed) {
      throw new StateError(`weight ${this.path} expects its layer to be in use (received one that is disposed)`);
    }
    this.#variable ??= this.#allocate(this.initializer.values(this.shape, this.#fanAxes));
    return this.#variable;
  }

  /** Whether values have been made. */
  get isAllocated(): boolean {
    return this.#variable !== undefined;
  }

  /** A copy of the values, flat and in row-major order. */
  async read(): Promise<Float32Array> {
    return new Float32Array(await this.value.data());
  }

  /**
   * Checks that values fit, without setting them.
   *
   * @throws DataError naming the weight, its shape and what came.
   */
  check(values: WeightValues): Float32Array {
    const shape = shapeOf(values);
    const isFlat = shape.length === 1;
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    if (size !== this.size || !(isFlat || sameShape(shape, this.shape))) {
      throw new DataError(`weight ${this.path} expects values of shape ${show(this.shape)} (received ${show(shape)})`);
    }
    const flat = 'dataSync' in values ? new Float32Array(values.dataSync()) : flatten(values);
    const invalid = flat.findIndex(Number.isNaN);
    if (invalid >= 0) throw new DataError(`weight ${this.path} expects numbers (received NaN at index ${invalid})`);
    return flat;
  }

  /** Sets the values from numbers that {@link check} has accepted. */
  assign(values: Float32Array): void {
    if (this.#variable === undefined && !this.#isDisposed) {
      this.#variable = this.#allocate(values);
      return;
    }
    const next = tf.tensor(values, [...this.shape], this.dtype);
    try {
      this.value.assign(next);
    } finally {
      next.dispose();
    }
  }

  /** Frees the memory, for good. */
  dispose(): void {
    this.#variable?.dispose();
    this.#variable = undefined;
    this.#isDisposed = true;
  }

  #allocate(values: Float32Array): tf.Variable {
    return tf.tidy(() => tf.variable(tf.tensor(values, [...this.shape], this.dtype), true));
  }
}

function shapeOf(values: WeightValues): readonly number[] {
  if ('shape' in values) return values.shape;
  const shape: number[] = [];
  for (let inner: unknown = values; Array.isArray(inner) || ArrayBuffer.isView(inner); inner = (inner as number[])[0]) {
    shape.push((inner as number[]).length);
  }
  return shape;
}

function flatten(values: ArrayLike<unknown>): Float32Array {
  return ArrayBuffer.isView(values)
    ? new Float32Array(values as Float32Array)
    : new Float32Array((values as unknown[]).flat(Number.POSITIVE_INFINITY) as number[]);
}

function sameShape(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}
