import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Mismatch } from '../types/mismatch.js';
import type { Dimension, Shape } from '../types/shape.js';

/** What a layer is run on: one tensor that has values, a list of them, or tensors by name. */
export type Values = tf.Tensor | readonly tf.Tensor[] | { readonly [name: string]: tf.Tensor };

/** What is said beside them: the phase, which is not that of training unless it is said, and what calls of the layer take. */
export interface CallValues {
  readonly training?: boolean;
  readonly [name: string]: tf.Tensor | readonly (tf.Tensor | null)[] | boolean | undefined;
}

/** What is given, as the compiler knows it: of TensorFlow.js' own tensors not even the rank. */
export type Known<Given> = Given extends tf.Tensor
  ? number[] extends Given['shape']
    ? { readonly shape: Shape; readonly dtype: Given['dtype'] }
    : Given
  : { readonly [Key in keyof Given]: Known<Given[Key]> };

/** The tensors that have these shapes; what varies in a graph is some number. */
export type ValuesOf<Shapes, Types> = Shapes extends readonly Dimension[]
  ? Tensor<SizesOf<Shapes>, TypeIn<Types>>
  : Shapes extends Mismatch
    ? Tensor
    : unknown extends Shapes
      ? Tensor
      : {
          -readonly [Key in keyof Shapes]: Shapes[Key] extends Shape
            ? Tensor<SizesOf<Shapes[Key]>, TypeIn<Key extends keyof Types ? Types[Key] : Types>>
            : never;
        };

/** The sizes of a tensor: any number where a size varies. */
export type SizesOf<Dimensions extends Shape> = {
  -readonly [Axis in keyof Dimensions]: Dimensions[Axis] extends number ? Dimensions[Axis] : number;
} extends infer Sizes extends number[]
  ? Sizes
  : number[];

type TypeIn<Type> = Type extends DType ? Type : 'float32';
