/// <reference lib="esnext.disposable" preserve="true" />
import * as tf from '@tensorflow/tfjs-core';
import type { DataType, DataTypeMap } from '@tensorflow/tfjs-core/dist/types.js';
import type { DType } from '../types/dtype.js';

/**
 * A tensor with values, whose shape is a tuple type: a TensorFlow.js tensor, for use with all of its operations.
 *
 * It holds memory until `dispose()`, or until the end of a `using` declaration. Printed, it shows its shape, its dtype and
 * its elements.
 *
 * @example
 * const rows: number[][] = await tensor([1, 2, 3, 4], [2, 2]).array();
 */
export interface Tensor<Dimensions extends number[] = number[], Type extends DType = 'float32'> extends tf.Tensor {
  readonly shape: Dimensions;
  readonly dtype: Type;
  /** The elements in arrays, nested as deep as the tensor has axes; booleans are 0 and 1. */
  readonly array: ReadArray<Dimensions['length'], Type>['later'];
  /** The same as {@link array} at once, which not every backend can do. */
  readonly arraySync: ReadArray<Dimensions['length'], Type>['now'];
  /** The elements in the order of the last axis, in one array. */
  data<Element extends DataType = Type>(): Promise<DataTypeMap[Element]>;
  /** The same as {@link data} at once, which not every backend can do. */
  dataSync<Element extends DataType = Type>(): DataTypeMap[Element];
  [Symbol.dispose](): void;
}

/** Arrays that are nested as deep as a tensor has axes. */
type Nested<Rank extends number, Item> = Rank extends keyof NestedByRank<Item>
  ? NestedByRank<Item>[Rank]
  : NestedByRank<Item>[keyof NestedByRank<Item>];

interface NestedByRank<Item> {
  readonly 0: Item;
  readonly 1: Item[];
  readonly 2: Item[][];
  readonly 3: Item[][][];
  readonly 4: Item[][][][];
  readonly 5: Item[][][][][];
  readonly 6: Item[][][][][][];
}

/** The types of `array` and `arraySync`. */
type ReadArray<Rank extends number, Type extends DType> = Type extends 'string' ? ReadStrings<Rank> : ReadNumbers<Rank>;

interface ReadNumbers<Rank extends number> {
  readonly later: () => Promise<Nested<Rank, number>>;
  readonly now: () => Nested<Rank, number>;
}

/** (For TensorFlow.js, whose functions take tensors of strings too, arrays have numbers only.) */
interface ReadStrings<Rank extends number> {
  readonly later: <
    Items extends Nested<Rank, string> | Nested<number, number> = Nested<Rank, string>,
  >() => Promise<Items>;
  readonly now: <Items extends Nested<Rank, string> | Nested<number, number> = Nested<Rank, string>>() => Items;
}

/** The class of the tensors that the library returns. */
export class ReturnedTensor extends tf.Tensor {
  /** (That of TensorFlow.js' tensors, which would be inherited, says yes to all of them.) */
  static override readonly [Symbol.hasInstance]: (value: unknown) => boolean = Function.prototype[Symbol.hasInstance];

  static {
    // By this method, `console.log` shows an object on Node.
    const inspect = Symbol.for('nodejs.util.inspect.custom');
    Object.defineProperty(ReturnedTensor.prototype, inspect, {
      value(this: ReturnedTensor) {
        return this.toString();
      },
    });
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  override clone<Given extends tf.Tensor>(this: Given): Given {
    const copy: tf.Tensor = asTensor(tf.clone(this as tf.Tensor));
    return copy as Given;
  }

  override toString(): string {
    return describeTensor(this);
  }
}

/**
 * A TensorFlow.js tensor as a typed one. For results whose shape has been computed or checked.
 *
 * It is the same object, which gets the methods of {@link ReturnedTensor}; a variable keeps its own.
 */
export function asTensor<Dimensions extends number[], Type extends DType>(given: tf.Tensor): Tensor<Dimensions, Type> {
  if (Object.getPrototypeOf(given) === tf.Tensor.prototype) {
    Object.setPrototypeOf(given, ReturnedTensor.prototype);
  } else if (!(Symbol.dispose in given)) {
    Object.defineProperty(given, Symbol.dispose, { value: () => given.dispose(), configurable: true });
  }
  return given as Tensor<Dimensions, Type>;
}

/** A copy of a tensor that outlives the scope of `tf.tidy` in which it is made, and belongs to the caller. It shares memory. */
export function ownCopy<Given extends tf.Tensor>(tensor: Given): Given {
  return tf.keep(tf.clone(tensor));
}

/** The text of an element, or those along an axis. */
type Shown = string | readonly Shown[];

/** The number of elements up to which all of them are shown. */
const shownWhole = 1000;

/** How many are shown at each end of an axis of a larger tensor. */
const shownAtEnds = 3;

const gap = '...';

/**
 * A tensor as text: its shape, its dtype and its elements, of which only the ends of each axis are shown where there are more
 * than 1,000.
 *
 * @example
 * Tensor [2, 3] float32
 * [[  1, 2.5,   3],
 *  [  4,   5,  -6]]
 */
function describeTensor(tensor: tf.Tensor): string {
  const title = `Tensor [${tensor.shape.join(', ')}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${title} (disposed)`;
  const values = readElements(tensor);
  if (values === undefined) return title;
  const texts = (place: number) => elementText(values[place] as number | string, tensor.dtype);
  const shown = pick(texts, tensor.shape, tensor.size > shownWhole);
  return `${title}\n${join(shown, widthOf(shown))}`;
}

/** None where they cannot be read at once, as on WebGPU. */
function readElements(tensor: tf.Tensor): ArrayLike<number | string> | undefined {
  try {
    return tensor.dataSync<'float32' | 'string'>();
  } catch {
    return undefined;
  }
}

/** A float without the digits that come from its binary form. */
function elementText(value: number | string, dtype: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (dtype === 'bool') return value ? 'true' : 'false';
  return String(dtype === 'float32' ? Number(value.toPrecision(7)) : value);
}

/** The elements from `start` on that are shown, nested as the shape says. */
function pick(text: (place: number) => string, shape: readonly number[], isLarge: boolean, start = 0): Shown {
  const [length, ...inner] = shape;
  if (length === undefined) return text(start);
  const stride = inner.reduce((product, size) => product * size, 1);
  const some = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => pick(text, inner, isLarge, start + (from + index) * stride));
  if (!isLarge || length <= 2 * shownAtEnds) return some(0, length);
  return [...some(0, shownAtEnds), gap, ...some(length - shownAtEnds, length)];
}

function widthOf(shown: Shown): number {
  return typeof shown === 'string' ? shown.length : Math.max(0, ...shown.map(widthOf));
}

function join(shown: Shown, width: number, depth = 1): string {
  if (typeof shown === 'string') return shown === gap ? gap : shown.padStart(width);
  const separator = shown.every((item) => typeof item === 'string') ? ', ' : `,\n${' '.repeat(depth)}`;
  return `[${shown.map((item) => join(item, width, depth + 1)).join(separator)}]`;
}
