import * as tf from '@tensorflow/tfjs-core';
import { readyForModels } from '../backends/backend.js';
import { ownValues, requireBytes } from '../backends/values.js';
import type { Constraint } from '../constraints/constraint.js';
import { DataError, StateError } from '../errors.js';
import type { FanAxes } from '../initializers/define-initializer.js';
import type { Initializer } from '../initializers/initializer.js';
import type { Regularizer } from '../regularizers/regularizer.js';
import { convertElements, readElements } from '../tensor/read-elements.js';
import type { NumericType } from '../types/dtype.js';
import { show } from '../types/shape.js';

/** A weight, before it has values. */
export interface WeightDescription {
  /** The name in the layer's definition: `recurrentKernel`. */
  readonly key: string;
  /** Keras' name: `recurrent_kernel`. */
  readonly name: string;
  /** The path below that of the layer: `lstm_cell/kernel`. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: NumericType;
  readonly initializer: Initializer;
  /** The axes that the initializer counts as inputs and units, if not the last two. */
  readonly fanAxes: FanAxes | null;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Whether it can be trained at all: moving statistics cannot. */
  readonly isTrained: boolean;
}

/** Values for a weight: flat and in row-major order, or nested. */
export type WeightValues =
  | Float32Array
  | Float64Array
  | Int32Array
  | readonly unknown[]
  | { readonly shape: readonly number[]; dataSync(): ArrayLike<number> };

/** The values of a weight, flat and in row-major order, with its path and its shape. */
export interface WeightArray extends Float32Array {
  /** `dense_1/kernel` */
  readonly path: string;
  readonly shape: readonly number[];
}

/**
 * A weight of a layer, which owns the memory of its values.
 *
 * Memory is allocated at the first use of the values, so that a large model costs nothing before.
 */
export class Weight {
  readonly key: string;
  readonly name: string;
  /** The path in the model: `lstm_1/lstm_cell/kernel`. */
  readonly path: string;
  /** The path below that of the layer: `lstm_cell/kernel`. */
  readonly localPath: string;
  readonly shape: readonly number[];
  readonly dtype: NumericType;
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  readonly isTrained: boolean;
  readonly #fanAxes: FanAxes | null;
  #variable: tf.Variable | undefined;
  /** Values that were set before the memory was allocated. */
  #assigned: Float32Array | undefined;
  #changes = 0;
  #isDisposed = false;

  /** @param scope the path of the layer. */
  constructor(description: WeightDescription, scope: string) {
    this.key = description.key;
    this.name = description.name;
    this.path = `${scope}/${description.path}`;
    this.localPath = description.path;
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
   * The values on the backend, initialized at the first use.
   *
   * @throws StateError if the weight is disposed.
   */
  get value(): tf.Variable {
    this.requireUse();
    this.#variable ??= this.#allocate(this.#assigned ?? this.#initialValues());
    this.#assigned = undefined;
    return this.#variable;
  }

  /** Whether no values have been set since the weight was created: they are, or will be, those of the initializer. */
  get isInitial(): boolean {
    return this.#changes === 0;
  }

  /** How often values have been set, other than by steps of training. */
  get changes(): number {
    return this.#changes;
  }

  /** Whether values have been initialized or set. */
  get isAllocated(): boolean {
    return this.#variable !== undefined;
  }

  /** A copy of the values. */
  async read(): Promise<WeightArray> {
    await readyForModels();
    return Object.defineProperties(await ownValues(this.value), {
      path: { value: this.path },
      shape: { value: this.shape },
    }) as WeightArray;
  }

  /**
   * Checks that values fit, without setting them. NaN and infinities are valid: a model that
   * has diverged has them.
   *
   * @throws DataError with the weight's name, its shape and what was received.
   */
  check(values: WeightValues): Float32Array {
    this.requireUse();
    const owner = `weight ${this.path}`;
    if (values instanceof tf.Tensor && values.isDisposed) {
      throw new DataError(`${owner} expects values (received a disposed tensor)`);
    }
    const elements = isTensorLike(values)
      ? { shape: values.shape, dtype: 'float32' as const, values: values.dataSync() }
      : readElements(owner, values);
    const { shape } = elements;
    const numbers = new Float32Array(convertElements(owner, elements, 'float32') as ArrayLike<number>);
    const isFlat = shape.length === 1;
    if (numbers.length === this.size && (isFlat || show(shape) === show(this.shape))) return numbers;
    throw new DataError(`${owner} expects values of shape ${show(this.shape)} (received ${show(shape)})`);
  }

  /**
   * Sets the values from as many numbers as there are elements, such as {@link check} has accepted. They must not change
   * afterwards: the weight keeps them until its memory is allocated.
   */
  assign(values: Float32Array): void {
    this.#changes++;
    if (this.#variable === undefined) {
      this.#assigned = values;
      return;
    }
    const next = tf.tensor(values, [...this.shape], this.dtype);
    this.#variable.assign(next);
    next.dispose();
  }

  /** Frees the memory for good. */
  dispose(): void {
    this.#variable?.dispose();
    this.#variable = undefined;
    this.#assigned = undefined;
    this.#isDisposed = true;
  }

  /** The memory is checked first, because computing many values takes long. */
  #initialValues(): Float32Array {
    requireBytes(this.size * 4);
    return this.initializer.values(this.shape, this.#fanAxes);
  }

  /** @throws StateError if the weight is disposed. */
  requireUse(): void {
    if (!this.#isDisposed) return;
    throw new StateError(`weight ${this.path} expects its layer to be in use (received one that is disposed)`);
  }

  #allocate(values: Float32Array): tf.Variable {
    return tf.tidy(() => tf.variable(tf.tensor(values, [...this.shape], this.dtype), true));
  }
}

/** Whether values are a tensor: of TensorFlow.js, or of another library with the same interface. */
function isTensorLike(values: WeightValues): values is Exclude<WeightValues, readonly unknown[] | ArrayBufferView> {
  return (
    !ArrayBuffer.isView(values) &&
    !Array.isArray(values) &&
    typeof values === 'object' &&
    values !== null &&
    'dataSync' in values
  );
}
