/// <reference lib="esnext.disposable" preserve="true" />
import * as tf from '@tensorflow/tfjs-core';
import type { DataType, DataTypeMap } from '@tensorflow/tfjs-core/dist/types.js';
import type { DType } from '../types/dtype.js';
import { describeTensor } from './describe-tensor.js';

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
